"""Changing what is said: writing, cards, read-back, the evening's clock."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from dialogue.conversations import queries, rules
from dialogue.conversations.models import (
    CapturedOn,
    Confirmation,
    Contribution,
    Evening,
    MeasureSlip,
    TableTalk,
)
from dialogue.foundation import journal, links
from dialogue.foundation.database import db, lock_row
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.language import local
from dialogue.guides.format import Step
from dialogue.sessions.models import DialogueSession

CODE_SIGNS, CODE_LENGTH = "23456789ABCDEFGHJKMNPQRSTUVWXYZ", 6


def prepare_evening(
    dialogue_session: DialogueSession, *, tables: int, now: datetime, sides: Sequence[str] = ()
) -> Evening:
    """Give an evening its code and its tables their links; again: adds missing tables."""
    lock_row(DialogueSession, dialogue_session.id)
    evening = queries.evening_of(dialogue_session)
    if evening is None:
        evening = Evening(
            municipality_id=dialogue_session.municipality_id,
            dialogue_session_id=dialogue_session.id,
            code="".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH)),
            minutes_spent={}, skipped=[],
        )  # fmt: skip
        db.session.add(evening)
        db.session.flush()
        journal.write("prepared evening", f"session:{dialogue_session.id}", now=now, municipality_id=dialogue_session.municipality_id)
    there = {talk.number for talk in queries.talks_of(evening)}
    for number in range(1, tables + 1):
        if number not in there:
            token = queries.table_token(evening.id, number)
            db.session.add(
                TableTalk(
                    municipality_id=evening.municipality_id, evening_id=evening.id,
                    number=number, sides=list(sides),
                    link_hash=links.link_hash(token, queries.TABLE),
                )  # fmt: skip
            )
    _touch(evening)
    return evening


def go_to_step(evening: Evening, order: int, *, now: datetime) -> None:
    """Begin a step for the whole room; the minutes of the one before are kept."""
    guide = queries.guide_of(queries.session_of(evening))
    if not 1 <= order <= len(guide.steps):
        raise RuleBroken("There is no such step in this guide.")
    _keep_minutes(evening, guide.steps, now)
    key = guide.steps[order - 1].key
    evening.skipped = [each for each in evening.skipped if each != key]
    evening.began_at = evening.began_at or now
    evening.step, evening.step_began_at = order, now
    evening.paused_at, evening.paused_seconds = None, 0
    _touch(evening)


def skip_step(evening: Evening, order: int, *, now: datetime) -> None:
    """Leave a step out: the report says so."""
    guide = queries.guide_of(queries.session_of(evening))
    key = guide.steps[order - 1].key
    if key not in evening.skipped:
        evening.skipped = [*evening.skipped, key]
    _touch(evening)


def pause(evening: Evening, *, now: datetime) -> None:
    """Hold the clock."""
    if evening.paused_at is None:
        evening.paused_at = now
        _touch(evening)


def resume(evening: Evening, *, now: datetime) -> None:
    """Let the clock go on."""
    if evening.paused_at is not None:
        evening.paused_seconds += int((now - evening.paused_at).total_seconds())
        evening.paused_at = None
        _touch(evening)


def end_evening(evening: Evening, *, now: datetime) -> None:
    """Everybody goes home: nothing is added at the tables any more."""
    guide = queries.guide_of(queries.session_of(evening))
    _keep_minutes(evening, guide.steps, now)
    evening.ended_at, evening.step_began_at = now, None
    _touch(evening)
    journal.write("ended evening", f"session:{evening.dialogue_session_id}", now=now, municipality_id=evening.municipality_id)


def reopen_evening(evening: Evening, *, now: datetime) -> None:
    """Undo the end: tables may write again."""
    evening.ended_at = None
    _touch(evening)


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


def write(
    talk: TableTalk,
    step: Step,
    words: rules.Words,
    *,
    client_key: str,
    captured_on: CapturedOn = CapturedOn.DEVICE,
) -> Contribution:
    """Write a sentence at a table. The same ``client_key`` twice is one sentence."""
    lock_row(TableTalk, talk.id)
    before = queries.sent_before(talk, client_key)
    if before is not None:
        return before
    evening = talk.evening
    guide = queries.guide_of(queries.session_of(evening))
    kept = [
        each
        for each in queries.contributions_of(talk, step.key)
        if each.confirmation is not Confirmation.WITHDRAWN
    ]
    rules.check_can_write(
        step, guide, words, len(kept),
        read_back=talk.read_back_on is not None,
        ended=evening.ended_at is not None and captured_on is CapturedOn.DEVICE,
    )  # fmt: skip
    found = Contribution(
        municipality_id=talk.municipality_id, table_talk_id=talk.id, step=step.key,
        number=queries.next_number(talk), kind=words.kind, text=words.text,
        language=words.language, addressed_to=words.addressed_to, reason=words.reason,
        wanted_by=words.wanted_by, pseudonym=words.pseudonym, check_on=words.check_on,
        minority=words.minority, on_behalf=words.on_behalf, captured_on=captured_on,
        client_key=client_key, per_side={},
    )  # fmt: skip
    db.session.add(found)
    _touch_talk(talk)
    return found


def rewrite(contribution: Contribution, text: str) -> None:
    """Mend a sentence before it was read back."""
    if contribution.confirmation is not Confirmation.WRITTEN:
        raise RuleBroken("This sentence was read back; change it there.")
    if not text:
        raise RuleBroken("Write one sentence first.", field="text")
    contribution.text = text
    _touch_talk(contribution.table_talk)


def erase(contribution: Contribution) -> None:
    """Take away a sentence that was not read back: it never left the table."""
    if contribution.confirmation is not Confirmation.WRITTEN:
        raise RuleBroken("This sentence was read back; withdraw it there.")
    talk = contribution.table_talk
    db.session.delete(contribution)
    _touch_talk(talk)


def count_cards(contribution: Contribution, cards: rules.Cards) -> None:
    """Keep the secret cards that were put down for a statement."""
    talk = contribution.table_talk
    rules.check_cards(cards, talk.present, talk.sides)
    contribution.agree, contribution.disagree, contribution.unsure = cards.total
    contribution.per_side = {side: list(three) for side, three in cards.sides.items()}
    _touch_talk(talk)


def read_back(contribution: Contribution, answer: rules.ReadBack) -> None:
    """Mark a sentence confirmed, changed or withdrawn (or written again: undo).

    The words of a withdrawn sentence are wiped: only that there was one remains.
    """
    rules.check_can_read_back(answer)
    contribution.confirmation = answer.outcome
    if answer.outcome is Confirmation.CHANGED:
        contribution.text = answer.text
    if answer.outcome is Confirmation.WITHDRAWN:
        contribution.quote_consent = None
    else:
        contribution.quote_consent = answer.quote_consent
        contribution.minority, contribution.reason = (
            answer.minority,
            answer.reason or contribution.reason,
        )
    _touch_talk(contribution.table_talk)


def close_read_back(talk: TableTalk, *, now: datetime) -> None:
    """The table has read everything back; withdrawn words are gone from here on."""
    said = queries.contributions_of(talk)
    rules.check_can_close(sum(each.confirmation is Confirmation.WRITTEN for each in said))
    for each in said:
        if each.confirmation is Confirmation.WITHDRAWN:
            each.text, each.reason, each.addressed_to, each.pseudonym = "", "", "", ""
    talk.read_back_on = local(now).date()
    _touch_talk(talk)


def reopen_read_back(talk: TableTalk) -> None:
    """Undo: the table writes or reads on."""
    talk.read_back_on = None
    _touch_talk(talk)


def set_present(talk: TableTalk, people: int) -> None:
    """How many people sit at this table."""
    if not 0 <= people <= rules.MOST_AT_TABLE:
        raise RuleBroken("A table holds 0 to 12 people.", field="present")
    talk.present = people
    _touch_talk(talk)


def add_slips(
    evening: Evening, measure: str, moment: str, values: Mapping[int, int], pairs: Sequence[str] = ()
) -> None:
    """Keep the slips of a measure: {value: how many}; ``pairs`` in the same order."""
    flat = [value for value, count in values.items() for _ in range(count)]
    marks = list(pairs) + [""] * (len(flat) - len(pairs))
    db.session.add_all(
        MeasureSlip(
            municipality_id=evening.municipality_id, evening_id=evening.id,
            measure=measure, moment=moment, value=value, pair=mark,
        )  # fmt: skip
        for value, mark in zip(flat, marks, strict=True)
    )
    _touch(evening)


def _touch(evening: Evening) -> None:
    evening.revision += 1
    db.session.flush()


def _touch_talk(talk: TableTalk) -> None:
    talk.revision += 1
    db.session.flush()
