"""The third stop: one list of everybody, and a row to put somebody in blindly."""

import csv
import io
from typing import Any

from flask import (
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.forms import Form
from dialogue.foundation.language import chosen
from dialogue.municipalities.models import Municipality
from dialogue.registrations import actions, listing, queries
from dialogue.registrations.actions import telling
from dialogue.registrations.forms import QuickForm, with_others
from dialogue.registrations.models import Way
from dialogue.registrations.reach import read_reach
from dialogue.registrations.sealed import Person
from dialogue.registrations.spreadsheet import safe_cell
from dialogue.registrations.views.door import desk_of, room
from dialogue.registrations.views.signing_up import answer_by
from dialogue.sessions.models import DialogueSession, Stage

STOP = "/<slug>/desk/talks/<int:session_id>/seats"
SHOWN = 40  # rows before "show everybody"


@room.form(STOP, needs=Permission.KEEP_PEOPLE)
def seats(slug: str, session_id: int) -> ResponseReturnValue:
    """Head-count, chairs, the row on top and the list; POST puts somebody in."""
    town, dialogue_session = desk_of(slug, session_id)
    form = QuickForm(data={"language": chosen()})
    form.offer_languages(current_app.config["LANGUAGES"])
    if form.validate_on_submit():
        with form.catching():
            return _put(town, dialogue_session, form)
    return _list(town, dialogue_session, form), form.status


def _put(
    town: Municipality, dialogue_session: DialogueSession, form: QuickForm
) -> ResponseReturnValue:
    now, way = clock.now(), Way(form.how.data)
    name, people = with_others(str(form.name.data))
    reach = read_reach(form.reach.data or "", town.country, address=True)
    via = reach.address if way is Way.VIA else ""
    person = Person(
        name=name,
        mail=reach.mail,
        phone=reach.phone,
        address="" if via else reach.address,
        needs=form.needs.data or "",
        via=via,
    )
    wish = actions.Wish(
        people=people,
        way=way,
        language=form.spoken(chosen()),
        answer_by=answer_by(person, form.hear_answer.data),
        spoken_consent=True,
    )
    signed = actions.sign_up(
        dialogue_session, person, wish, now=now, once=form.once.data
    )
    if not signed.again:
        telling.tell_signed_up(signed.registration, now)
    return redirect(
        url_for(
            "registrations.seats",
            slug=town.slug,
            session_id=dialogue_session.id,
            new=signed.registration.id,
        ),
        303,
    )


def _list(
    town: Municipality, dialogue_session: DialogueSession, form: QuickForm
) -> str:
    typed = request.args.get("find", "").strip()
    forgotten = dialogue_session.forgotten_at is not None
    rows = [] if forgotten else listing.rows_of(dialogue_session, clock.now())
    found = listing.matching(rows, typed) if typed else rows
    everybody = bool(typed) or request.args.get("all") == "1"
    count = queries.count_of(dialogue_session)
    return render_template(
        "registrations/seats.html",
        municipality=town,
        dialogue_session=dialogue_session,
        form=form,
        count=count,
        heads=queries.head_count(dialogue_session),
        holds=queries.holds_of(dialogue_session),
        rows=listing.as_table(
            found if everybody else found[:SHOWN],
            _hrefs(town, dialogue_session, found),
            request.args.get("new", 0, type=int),
        ),
        many=len(found),
        more=not everybody and len(found) > SHOWN,
        typed=typed,
        large=listing.holds_up_the_line(rows, count.capacity - count.taken),
        unreached=sum(listing.is_out_of_reach(row) for row in rows),
        forgotten=forgotten,
        forget_on=actions.when_forgotten(dialogue_session),
        act=Form(formdata=None),
        can_add=not forgotten
        and dialogue_session.stage is Stage.PUBLISHED
        and clock.now() < dialogue_session.starts_at,
    )


def _hrefs(
    town: Municipality, dialogue_session: DialogueSession, rows: list[listing.Listed]
) -> dict[int, str]:
    return {
        row.registration.id: url_for(
            "registrations.person",
            slug=town.slug,
            session_id=dialogue_session.id,
            registration_id=row.registration.id,
        )
        for row in rows
    }


@room.act(STOP + "/close", needs=Permission.KEEP_PEOPLE)
def close_list(slug: str, session_id: int) -> ResponseReturnValue:
    """Close, keep the waiting list; or open again."""
    _town, dialogue_session = desk_of(slug, session_id)
    shut = request.form.get("shut") == "1"
    actions.close_list(dialogue_session, shut=shut, now=clock.now())
    if shut:
        flash(_("Closed. Whoever signs up now comes on the waiting list."))
    else:
        flash(_("Open. Whoever signs up gets a seat while there is one."))
    return _back(slug, session_id)


def _back(slug: str, session_id: int) -> ResponseReturnValue:
    where = url_for("registrations.seats", slug=slug, session_id=session_id)
    return redirect(where, 303)


@room.form(STOP + "/forget", needs=Permission.KEEP_MUNICIPALITY)
def forget(slug: str, session_id: int) -> ResponseReturnValue:
    """Forget the people of an evening that is over, before its time comes."""
    town, dialogue_session = desk_of(slug, session_id)
    form = Form()
    now = clock.now()
    if form.validate_on_submit():
        with form.catching():
            if (
                now < dialogue_session.ends_at
                and dialogue_session.stage is Stage.PUBLISHED
            ):
                raise RuleBroken(_("You can forget people once the evening is over."))
            actions.forget_people(dialogue_session, now)
            flash(_("The people of this evening are forgotten. The numbers stay."))
            return _back(slug, session_id)
    page = render_template(
        "registrations/forget.html",
        municipality=town,
        form=form,
        dialogue_session=dialogue_session,
        forget_on=actions.when_forgotten(dialogue_session),
        heads=queries.head_count(dialogue_session),
        over=now >= dialogue_session.ends_at,
        people=0
        if dialogue_session.forgotten_at
        else len(queries.people_of(dialogue_session)),
    )
    return page, form.status


@room.page("/<slug>/desk/talks/<int:session_id>/people.csv", needs=Permission.KEEP_TEAM)
def people_csv(slug: str, session_id: int) -> Response:
    """The list for a spreadsheet, for the coordinator; formulas are disarmed."""
    _town, dialogue_session = desk_of(slug, session_id)
    forgotten = dialogue_session.forgotten_at is not None
    rows = [] if forgotten else listing.rows_of(dialogue_session, clock.now())
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(
        str(word)
        for word in (
            _("Name"),
            _("People"),
            _("How"),
            _("Where to reach"),
            _("Needs"),
            _("State"),
        )
    )
    for row in rows:
        cells: tuple[Any, ...] = (
            row.person.name,
            row.registration.people,
            row.way,
            row.reach,
            row.person.needs,
            row.state_word,
        )
        sheet.writerow(safe_cell(str(cell)) for cell in cells)
    # The mark makes old spreadsheets read the letters right.
    answer = Response("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"people-{dialogue_session.ref}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
