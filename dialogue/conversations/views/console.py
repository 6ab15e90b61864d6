"""The console: the evening from the desk, with the clock that the server keeps."""

from collections.abc import Sequence
from datetime import datetime

from flask import Response, flash, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from msgspec import Struct

from dialogue.access.permissions import Permission
from dialogue.conversations import actions, guiding, pacing, queries, rules
from dialogue.conversations.forms import PrepareForm
from dialogue.conversations.models import Evening
from dialogue.conversations.views import showing
from dialogue.conversations.views.door import DESK, back_to, desk_of, evening_at, room
from dialogue.conversations.words import minutes_left, sides_of, values_of
from dialogue.foundation import clock
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.language import chosen
from dialogue.guides.format import GuideFile, Step
from dialogue.guides.words import STEP_KINDS
from dialogue.municipalities.models import Municipality
from dialogue.registrations.queries import head_count
from dialogue.sessions.models import DialogueSession

MORE = 5  # minutes that one press adds


@room.page(DESK, needs=Permission.RUN_EVENING)
def evening(slug: str, session_id: int) -> ResponseReturnValue:
    """The fifth stop: prepare, run, end. Table hosts look on."""
    town, dialogue_session = desk_of(slug, session_id)
    return _page(town, dialogue_session, _fresh_form(dialogue_session))


def _fresh_form(dialogue_session: DialogueSession) -> PrepareForm:
    tables = queries.tables_planned(dialogue_session)
    return PrepareForm(formdata=None, data={"tables": tables})


def _page(
    town: Municipality, dialogue_session: DialogueSession, form: PrepareForm
) -> ResponseReturnValue:
    found = queries.evening_of(dialogue_session)
    guide = queries.guide_of(dialogue_session)
    now = clock.now()
    tables = queries.progress_of(found) if found else []
    people, people_words = _people(dialogue_session, tables)
    page = render_template(
        "conversations/evening.html", municipality=town, form=form,
        dialogue_session=dialogue_session, evening=found, guide=guide, tables=tables,
        people=people_words, asks_sides=_asks_sides(guide),
        counts=any(rules.counted_field(step, guide) for step in guide.steps),
        clock=_clock(found, dialogue_session, guide, now) if found else None,
        pace=_pace(found, dialogue_session, guide, people, now),
        steps=_steps(found, guide), near=rules.is_near(dialogue_session.starts_at, now),
    )  # fmt: skip
    return page, form.status


def _asks_sides(guide: GuideFile) -> bool:
    return any(
        field.secret_card
        for step in guide.steps
        for field in rules.written_fields(step, guide).values()
    )


def _people(
    dialogue_session: DialogueSession, tables: Sequence[queries.Progress]
) -> tuple[int, str]:
    """How many to reckon with, and who that are: as tables said; else who came; else

    as if every seat is taken.
    """
    told = [each.present for each in tables]
    if told and None not in told:
        many = sum(each or 0 for each in told)
        return many, ngettext(
            "%(num)s person at the tables", "%(num)s people at the tables", many
        )
    many = head_count(dialogue_session).came
    if many:
        return many, ngettext("%(num)s person came", "%(num)s people came", many)
    many = dialogue_session.seats
    return many, ngettext("%(num)s seat taken", "all %(num)s seats taken", many)


class Clock(Struct, frozen=True):
    """The step that is on, as the console draws it."""

    step: Step
    name: str
    words: guiding.StepWords
    next: Step | None
    next_name: str
    next_words: str
    left: str
    middle: str  # minutes, for in the ring
    part: float  # of the step that is gone, 0 to 1
    paused: bool
    over: bool


def _clock(
    found: Evening, dialogue_session: DialogueSession, guide: GuideFile, now: datetime
) -> Clock:
    step = guiding.at_table(guide, found.step)
    seconds = showing.seconds_of(found, step, now)
    whole = step.minutes * 60 + found.extra_seconds
    values = values_of(dialogue_session)
    language = guiding.guide_language(chosen(), dialogue_session.municipality.country)
    after = _next(found, guide)
    return Clock(
        step=step, name=str(STEP_KINDS[step.kind.value]),
        words=guiding.step_words(step, language, values),
        next=after,
        next_name=str(STEP_KINDS[after.kind.value]) if after else "",
        next_words=guiding.step_words(after, language, values).title if after else "",
        left=minutes_left(seconds), middle=str(abs(-(-seconds // 60))),
        part=min(1.0, max(0.0, 1 - seconds / whole)),
        paused=found.paused_at is not None, over=seconds < 0,
    )  # fmt: skip


def _next(found: Evening, guide: GuideFile) -> Step | None:
    """The next step that is not left out."""
    later = (s for s in guide.steps if s.order > found.step)
    return next((s for s in later if s.key not in found.skipped), None)


def _pace(
    found: Evening | None, dialogue_session: DialogueSession, guide: GuideFile,
    people: int, now: datetime,
) -> pacing.Pace | None:  # fmt: skip
    if found is not None and found.ended_at is not None:
        return None
    step = found.step if found else 0
    left = 0
    if found and step:
        left = showing.seconds_of(found, guiding.at_table(guide, step), now)
    return pacing.pace_of(
        guide, people=people, tables=queries.tables_planned(dialogue_session),
        now=now, starts_at=dialogue_session.starts_at, ends_at=dialogue_session.ends_at,
        step=step, left=left, skipped=tuple(found.skipped) if found else (),
    )  # fmt: skip


def _steps(found: Evening | None, guide: GuideFile) -> list[dict[str, object]]:
    """Every step as a row: planned, spent, left out."""
    spent = found.minutes_spent if found else {}
    skipped = found.skipped if found else []
    return [
        {
            "step": step,
            "name": str(STEP_KINDS[step.kind.value]),
            "spent": spent.get(step.key),
            "skipped": step.key in skipped,
            "on": found is not None and found.step == step.order,
        }
        for step in guide.steps
    ]


@room.act(DESK + "/prepare", needs=Permission.SEE_DESK)
def prepare(slug: str, session_id: int) -> ResponseReturnValue:
    """Give the evening its code and its tables their cards."""
    town, dialogue_session = desk_of(slug, session_id)
    form = PrepareForm()
    if form.validate_on_submit():
        with form.catching():
            actions.prepare_evening(
                dialogue_session, tables=int(form.tables.data),
                sides=sides_of(form.sides.data), now=clock.now(),
            )  # fmt: skip
            flash(_("The evening is prepared. Print the cards and the poster."))
            return back_to("evening", slug=slug, session_id=session_id)
    return _page(town, dialogue_session, form)


@room.act(DESK + "/clock", needs=Permission.SEE_DESK)
def turn_clock(slug: str, session_id: int) -> ResponseReturnValue:
    """One press on the console: a step, a pause, five minutes more, the end."""
    _town, dialogue_session = desk_of(slug, session_id)
    found, now = evening_at(dialogue_session), clock.now()
    _press(found, request.form.get("do", ""), now)
    _say(found, request.form.get("do", ""), slug, session_id)
    return back_to("evening", slug=slug, session_id=session_id)


def _press(found: Evening, what: str, now: datetime) -> None:
    verb, _colon, number = what.partition(":")
    order = int(number) if number.isascii() and number.isdecimal() else 0
    presses = {
        "go": lambda: _go(found, order, now),
        "skip": lambda: actions.skip_step(found, order, now=now),
        "keep": lambda: actions.keep_step(found, order),
        "pause": lambda: actions.pause(found, now=now),
        "resume": lambda: actions.resume(found, now=now),
        "more": lambda: actions.add_minutes(found, MORE),
        "end": lambda: actions.end_evening(found, now=now),
        "reopen": lambda: actions.reopen_evening(found, now=now),
        "code": lambda: actions.new_code(found, now=now),
    }
    if verb not in presses or len(number) > 3:
        raise RuleBroken(_("The console does not know this button."))
    presses[verb]()


def _go(found: Evening, order: int, now: datetime) -> None:
    """A second press on the same button does not begin the step anew."""
    if found.step != order or found.step_began_at is None:
        actions.go_to_step(found, order, now=now)


def _say(found: Evening, what: str, slug: str, session_id: int) -> None:
    undo = url_for("conversations.turn_clock", slug=slug, session_id=session_id)
    if what == "end":
        told = {
            "text": _("The evening is over."),
            "undo": undo,
            "fields": {"do": "reopen"},
        }
        flash(told, "undo")  # type: ignore[arg-type]
    elif what.startswith("skip:"):
        order = what.partition(":")[2]
        text = _("Step %(n)s is left out tonight.", n=order)
        told = {"text": text, "undo": undo, "fields": {"do": f"keep:{order}"}}
        flash(told, "undo")  # type: ignore[arg-type]
    elif what == "code":
        flash(_("There is a new code. Hang up a new poster; open tables stay open."))


@room.page(DESK + "/state", needs=Permission.RUN_EVENING)
def evening_state(slug: str, session_id: int) -> Response:
    """What the console draws between two pages: asked every few seconds."""
    _town, dialogue_session = desk_of(slug, session_id)
    found = evening_at(dialogue_session)
    guide = queries.guide_of(dialogue_session)
    now = _clock(found, dialogue_session, guide, clock.now())
    tables = "".join(
        f"{each.written}.{each.confirmed}.{each.read_back};"
        for each in queries.progress_of(found)
    )
    answer = jsonify(
        left=now.left, middle=now.middle, part=round(now.part, 3),
        mark=f"{found.revision} {tables}",
    )  # fmt: skip
    answer.add_etag()
    answer.headers["Cache-Control"] = "no-store"
    answer.make_conditional(request)
    return answer
