"""At the door: who came, who walked in, and the sheet to print."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields.choices import SelectChoice

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.forms import Form
from dialogue.foundation.language import chosen
from dialogue.foundation.printing import Wanted, doors
from dialogue.municipalities.models import Municipality
from dialogue.registrations import actions, listing, queries
from dialogue.registrations.actions.printing import ATTENDANCE
from dialogue.registrations.forms import WalkInForm
from dialogue.registrations.sealed import Person
from dialogue.registrations.views.door import desk_of, room
from dialogue.sessions.forms import PickOne
from dialogue.sessions.models import DialogueSession

PLACE = "/<slug>/desk/talks/<int:session_id>/attendance"


@room.form(PLACE, needs=Permission.RUN_EVENING)
def attendance(slug: str, session_id: int) -> ResponseReturnValue:
    """Tick who came, and add who walked in; POST keeps the whole page, whichever

    button was pressed: at a busy door nobody thinks of keeping the ticks first.
    """
    town, dialogue_session = desk_of(slug, session_id)
    if request.method != "POST":
        return _page(town, dialogue_session, WalkInForm(formdata=None))
    form = WalkInForm()
    somebody = bool(form.name.data) or "add" in request.form
    if not somebody or form.validate():
        with form.catching():
            _keep(dialogue_session, form if somebody else None)
            return _back(slug, session_id)
    return _page(town, dialogue_session, form), 422


def _keep(dialogue_session: DialogueSession, form: WalkInForm | None) -> None:
    now = clock.now()
    changed = actions.tick_all(dialogue_session, _ticked(), now=now)
    if form is not None:
        actions.walk_in(
            dialogue_session,
            Person(name=str(form.name.data)),
            int(form.people.data),
            language=chosen(),
            now=now,
            once=form.once.data,
        )
        flash(_("%(name)s is on the list.", name=form.name.data))
    if changed:
        flash(ngettext("%(num)s tick kept.", "%(num)s ticks kept.", changed))
    elif form is None:
        flash(_("Nothing changed."))


def _ticked() -> dict[int, int | None]:
    """``came_12`` = how many came; empty means not ticked yet."""
    found: dict[int, int | None] = {}
    for name, value in request.form.items():
        number = name.removeprefix("came_")
        if name == number or not number.isdecimal() or len(number) > 15:
            continue
        if value and not (value.isascii() and value.isdecimal() and len(value) == 1):
            raise RuleBroken(_("Fill in a number of people, from 0 to 9."))
        found[int(number)] = int(value) if value else None
    return found


def _page(
    town: Municipality, dialogue_session: DialogueSession, form: WalkInForm
) -> str:
    forgotten = dialogue_session.forgotten_at is not None
    rows = (
        []
        if forgotten
        else listing.expected(listing.rows_of(dialogue_session, clock.now()))
    )
    return render_template(
        "registrations/attendance.html",
        municipality=town,
        form=form,
        rows=rows,
        dialogue_session=dialogue_session,
        heads=queries.head_count(dialogue_session),
        ticks=_tick_form(rows),
        forgotten=forgotten,
        unticked=sum(row.registration.came is None for row in rows),
    )


def _tick_form(rows: list[listing.Listed]) -> Form:
    """One question a sign-up, answered with one tap."""
    fields = {
        f"came_{row.registration.id}": PickOne(
            row.person.name or _("(no name)"),
            choices=_answers(row.registration.people),
            default=request.form.get(
                f"came_{row.registration.id}", _now(row.registration.came)
            ),
        )
        for row in rows
    }
    form: Form = type("TickForm", (Form,), fields)(formdata=None)
    return form


def _now(came: int | None) -> str:
    return "" if came is None else str(came)


def _answers(people: int) -> list[SelectChoice]:
    """How many of a party may have come, all first."""
    if people == 1:
        words = {"1": _("came"), "0": _("did not come")}
    else:
        words = {str(people): _("all %(num)s came", num=people)}
        for some in range(people - 1, 0, -1):
            words[str(some)] = _(
                "%(came)s of %(people)s came", came=some, people=people
            )
        words["0"] = _("nobody came")
    words[""] = _("not yet")
    return [SelectChoice(value, word) for value, word in words.items()]


def _back(slug: str, session_id: int) -> ResponseReturnValue:
    where = url_for("registrations.attendance", slug=slug, session_id=session_id)
    return redirect(where, 303)


@room.page(
    "/<slug>/desk/talks/<int:session_id>/attendance.pdf", needs=Permission.RUN_EVENING
)
def attendance_pdf(slug: str, session_id: int) -> ResponseReturnValue:
    """The sheet for at the door, by name."""
    _town, dialogue_session = desk_of(slug, session_id)
    wanted = Wanted(ATTENDANCE, session_id, clock.now())
    page = url_for(
        "registrations.attendance_printing", slug=slug, session_id=session_id
    )
    return doors.hand_out(wanted, page, f"attendance-{dialogue_session.ref}")


@room.form(PLACE + "/print", needs=Permission.RUN_EVENING)
def attendance_printing(slug: str, session_id: int) -> ResponseReturnValue:
    """How far a long sheet is; POST asks for it."""
    town, dialogue_session = desk_of(slug, session_id)
    at: dict[str, Any] = {"slug": slug, "session_id": session_id}
    return doors.progress_page(
        Wanted(ATTENDANCE, session_id, clock.now()),
        url_for("registrations.attendance_printing", **at),
        title=_("The sheet for at the door"),
        pdf=url_for("registrations.attendance_pdf", **at),
        back={
            "text": _("Attendance"),
            "href": url_for("registrations.attendance", **at),
        },
        municipality=town,
        dialogue_session=dialogue_session,
        here="evening",
    )
