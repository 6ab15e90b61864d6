"""The evening: its code and tables, and the clock that the server keeps."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l

from dialogue.conversations import queries, rules
from dialogue.conversations.models import Evening, TableTalk
from dialogue.foundation import journal, links
from dialogue.foundation.database import db, keep_on_refusal, lock_row
from dialogue.foundation.errors import RuleBroken
from dialogue.guides.format import Step
from dialogue.sessions.models import DialogueSession

CODE_LENGTH = 7


def prepare_evening(
    dialogue_session: DialogueSession,
    *,
    tables: int,
    now: datetime,
    sides: Sequence[str] = (),
) -> Evening:
    """Give an evening its code and its tables their links.

    Again: adds missing tables, and takes ``sides`` over where nobody counted yet.
    """
    lock_row(DialogueSession, dialogue_session.id)
    evening = queries.evening_of(dialogue_session)
    if evening is None:
        evening = _begin(dialogue_session, now)
    talks = queries.talks_of(evening)
    there = {talk.number for talk in talks}
    for number in range(1, tables + 1):
        if number not in there:
            db.session.add(_table(evening, number, sides))
    if sides and not queries.any_cards(evening):
        for talk in talks:
            talk.sides = list(sides)
            talk.revision += 1
    touch(evening)
    return evening


def _begin(dialogue_session: DialogueSession, now: datetime) -> Evening:
    town = dialogue_session.municipality_id
    evening = Evening(
        municipality_id=town, dialogue_session_id=dialogue_session.id,
        code=_code(), minutes_spent={}, skipped=[],
    )  # fmt: skip
    db.session.add(evening)
    db.session.flush()
    journal.write(
        "prepared evening", f"session:{dialogue_session.id}", now=now,
        municipality_id=town,
    )  # fmt: skip
    return evening


def _code() -> str:
    return "".join(secrets.choice(links.CODE_ALPHABET) for _sign in range(CODE_LENGTH))


def _table(evening: Evening, number: int, sides: Sequence[str]) -> TableTalk:
    token = queries.table_token(evening.id, number)
    card = queries.card_code(evening.id, number)
    return TableTalk(
        municipality_id=evening.municipality_id, evening_id=evening.id,
        number=number, sides=list(sides),
        link_hash=links.link_hash(token, queries.TABLE),
        card_hash=links.link_hash(card, queries.CARD),
    )  # fmt: skip


def new_code(evening: Evening, *, now: datetime) -> None:
    """Another code for the wall; tables that are open stay open."""
    evening.code = _code()
    right_code(evening)
    journal.write(
        "new code", f"session:{evening.dialogue_session_id}", now=now,
        municipality_id=evening.municipality_id,
    )  # fmt: skip


def wrong_code(evening: Evening, *, now: datetime) -> None:
    """Count a wrong code, also though this request refuses: the next may wait."""
    evening.wrong_codes += 1
    evening.wait_until = now + rules.wait_after(evening.wrong_codes)
    db.session.flush()
    keep_on_refusal()


def right_code(evening: Evening) -> None:
    """Somebody typed the right code: the waiting is over."""
    evening.wrong_codes, evening.wait_until = 0, None
    touch(evening)


def go_to_step(evening: Evening, order: int, *, now: datetime) -> None:
    """Begin a step for the whole room; the minutes of the one before are kept."""
    guide = queries.guide_of(queries.session_of(evening))
    key = _key_of(guide.steps, order)
    _check_on(evening)
    _keep_minutes(evening, guide.steps, now)
    evening.skipped = [each for each in evening.skipped if each != key]
    evening.began_at = evening.began_at or now
    evening.step, evening.step_began_at = order, now
    evening.paused_at, evening.paused_seconds, evening.extra_seconds = None, 0, 0
    touch(evening)


def skip_step(evening: Evening, order: int, *, now: datetime) -> None:
    """Leave a step out: the report says so."""
    guide = queries.guide_of(queries.session_of(evening))
    key = _key_of(guide.steps, order)
    if key not in evening.skipped:
        evening.skipped = [*evening.skipped, key]
    touch(evening)


def keep_step(evening: Evening, order: int) -> None:
    """Undo leaving out: the step is done after all."""
    guide = queries.guide_of(queries.session_of(evening))
    key = _key_of(guide.steps, order)
    evening.skipped = [each for each in evening.skipped if each != key]
    touch(evening)


def pause(evening: Evening, *, now: datetime) -> None:
    """Hold the clock."""
    if evening.paused_at is None and evening.step_began_at is not None:
        evening.paused_at = now
        touch(evening)


def resume(evening: Evening, *, now: datetime) -> None:
    """Let the clock go on."""
    if evening.paused_at is not None:
        evening.paused_seconds += int((now - evening.paused_at).total_seconds())
        evening.paused_at = None
        touch(evening)


def add_minutes(evening: Evening, minutes: int) -> None:
    """Give the step that is on some minutes more."""
    _check_on(evening)
    evening.extra_seconds += minutes * 60
    touch(evening)


def end_evening(evening: Evening, *, now: datetime) -> None:
    """Everybody goes home: nothing is added at the tables any more."""
    if evening.ended_at is not None:
        return
    guide = queries.guide_of(queries.session_of(evening))
    _keep_minutes(evening, guide.steps, now)
    evening.ended_at, evening.step_began_at, evening.paused_at = now, None, None
    touch(evening)
    journal.write(
        "ended evening", f"session:{evening.dialogue_session_id}", now=now,
        municipality_id=evening.municipality_id,
    )  # fmt: skip


def reopen_evening(evening: Evening, *, now: datetime) -> None:
    """Undo the end: tables may write again, and the clock of the step goes on."""
    if evening.ended_at is None:
        return
    evening.step_began_at = now if evening.step else None
    evening.paused_seconds = evening.extra_seconds = 0
    evening.ended_at = None
    touch(evening)


def _key_of(steps: Sequence[Step], order: int) -> str:
    if not 1 <= order <= len(steps):
        raise RuleBroken(_l("There is no such step in this guide."))
    return steps[order - 1].key


def _check_on(evening: Evening) -> None:
    if evening.ended_at is not None:
        raise RuleBroken(_l("This evening is over. Open it again first."))


def _keep_minutes(evening: Evening, steps: Sequence[Step], now: datetime) -> None:
    if evening.step_began_at is None or not evening.step:
        return
    until = evening.paused_at or now
    spent = until - evening.step_began_at - timedelta(seconds=evening.paused_seconds)
    key = steps[evening.step - 1].key
    minutes = max(0, round(spent.total_seconds() / 60))
    evening.minutes_spent = evening.minutes_spent | {
        key: evening.minutes_spent.get(key, 0) + minutes
    }


def touch(evening: Evening) -> None:
    """The evening changed: whoever follows it gets a new mark."""
    evening.revision += 1
    db.session.flush()
