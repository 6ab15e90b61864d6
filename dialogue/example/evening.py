"""The evening of the example: the room's clock, what tables write, reading it back."""

from datetime import timedelta

from dialogue.conversations import actions, queries
from dialogue.conversations.models import Confirmation, Contribution, Kind
from dialogue.conversations.rules import ReadBack, Words
from dialogue.example import said
from dialogue.example.said import Said
from dialogue.example.walk import TABLES, Calendar, World, evening_in
from dialogue.foundation.database import writing
from dialogue.guides.format import GuideFile, Step, fields_for

# How many minutes a step really took, where that differed from the plan.
REAL_MINUTES = {"experience": 31, "dream": 17}
PRESENT = (6, 6, 7, 6, 6, 6)


def hold(world: World, session_id: int, calendar: Calendar) -> None:
    """Everything that happens between the coffee and going home."""
    _prepare(world, session_id, calendar)
    _walk_the_steps(world, session_id, calendar)
    for one in said.SAID:
        with writing():
            _write(world, session_id, one, calendar)
    _measure(world, session_id)
    with writing():
        evening = queries.evening_of(evening_in(world, session_id))
        assert evening is not None  # noqa: S101
        for talk in queries.talks_of(evening):
            for contribution in queries.contributions_of(talk):
                _read_aloud(contribution)
            actions.close_read_back(talk, now=calendar.at(0, 21, 20))
        actions.end_evening(evening, now=calendar.at(0, 21, 31))


def _prepare(world: World, session_id: int, calendar: Calendar) -> None:
    with writing():
        evening = actions.prepare_evening(
            evening_in(world, session_id), tables=TABLES, now=calendar.at(-1, 16)
        )
        for talk, people in zip(queries.talks_of(evening), PRESENT, strict=True):
            actions.set_present(talk, people)


def _walk_the_steps(world: World, session_id: int, calendar: Calendar) -> None:
    with writing():
        dialogue_session = evening_in(world, session_id)
        evening = queries.evening_of(dialogue_session)
        assert evening is not None  # noqa: S101
        guide, moment = queries.guide_of(dialogue_session), calendar.at(0, 19, 30)
        for step in guide.steps:
            actions.go_to_step(evening, step.order, now=moment)
            moment += timedelta(minutes=REAL_MINUTES.get(step.key, step.minutes))


def step_for(guide: GuideFile, kind: Kind) -> Step:
    """The step of this guide that writes such sentences down."""
    for step in guide.steps:
        if any(each.kind.value == kind.value for each in fields_for(step, guide)):
            return step
    raise LookupError(f"No step of {guide.slug} keeps a {kind.value}.")


def _write(world: World, session_id: int, one: Said, calendar: Calendar) -> None:
    dialogue_session = evening_in(world, session_id)
    evening = queries.evening_of(dialogue_session)
    assert evening is not None  # noqa: S101
    talk = queries.talk_in(world.town_id, evening, one.table)
    day = calendar.evening
    words = Words(
        kind=one.kind, text=one.text, addressed_to=one.to, pseudonym=one.pseudonym,
        reason=one.reason if one.kind is Kind.REQUEST else "",
        wanted_by=day + timedelta(days=one.by) if one.by else None,
        check_on=day + timedelta(days=one.check_on) if one.check_on else None,
        language=one.language,
    )  # fmt: skip
    step = step_for(queries.guide_of(dialogue_session), one.kind)
    key = f"example-{said.SAID.index(one)}"
    actions.write(talk, step, words, client_key=key)


def _read_aloud(contribution: Contribution) -> None:
    one = next(each for each in said.SAID if each.text == contribution.text)
    actions.read_back(
        contribution,
        ReadBack(
            outcome=one.outcome,
            text=one.becomes if one.outcome is Confirmation.CHANGED else "",
            quote_consent=one.quote
            if one.outcome is not Confirmation.WITHDRAWN
            else None,
            minority=one.minority,
            reason=one.reason,
        ),
    )


def _measure(world: World, session_id: int) -> None:
    """Slips at the step that measures before and the one that measures after."""
    with writing():
        dialogue_session = evening_in(world, session_id)
        evening = queries.evening_of(dialogue_session)
        assert evening is not None  # noqa: S101
        guide = queries.guide_of(dialogue_session)
        found = [
            each
            for step in guide.steps
            for each in fields_for(step, guide)
            if each.measure
        ]
        for field in found:
            values = (
                said.KEY_BEFORE if "key" in str(field.measure) else said.HEARD_AFTER
            )
            if field.measure is None or field.moment is None:
                continue
            actions.add_slips(evening, field.measure, field.moment.value, values)
