"""Calls and letters that wait for a person."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, literal, or_, select

from dialogue.foundation.database import all_of, db, everywhere, one
from dialogue.foundation.post import Channel, Message, PostState
from dialogue.registrations.models import ANSWER, Registration
from dialogue.registrations.queries.people import in_play
from dialogue.sessions.models import DialogueSession

STUCK = (PostState.FAILED, PostState.PARKED)


def calls_of(municipality_id: int, now: datetime) -> Sequence[Message]:
    """Calls that wait and are due: about an evening that comes, then answers."""
    found: Sequence[Message] = all_of(_waiting(municipality_id, Channel.CALL, now))
    return found


def letters_of(municipality_id: int, now: datetime) -> Sequence[Message]:
    """Letters that wait to be printed and posted."""
    found: Sequence[Message] = all_of(_waiting(municipality_id, Channel.LETTER, now))
    return found


def held_post(municipality_id: int, channel: Channel, now: datetime) -> int:
    """Hold what waits until the transaction ends; how many somebody else holds."""
    waiting = _waiting(municipality_id, channel, now)
    held = db.session.scalars(waiting.with_for_update(skip_locked=True)).all()
    return len(db.session.scalars(waiting).all()) - len(held)


def _waiting(municipality_id: int, channel: Channel, now: datetime) -> Any:
    return (
        select(Message)
        .where(
            Message.municipality_id == municipality_id,
            Message.channel == channel,
            Message.state == PostState.WAITING,
            Message.not_before <= now,
        )
        .order_by(Message.kind == ANSWER, Message.not_before, Message.id)
    )


def before_the_evening(kinds: Iterable[str]) -> Sequence[Message]:
    """Calls and letters that wait and mail that got stuck, of these kinds, in every

    town: for a sweep.
    """
    waits = (Message.state == PostState.WAITING) & (Message.channel != Channel.MAIL)
    found: Sequence[Message] = all_of(
        select(Message).where(
            or_(waits, Message.state.in_(STUCK)), Message.kind.in_(list(kinds))
        )
    )
    return found


def message_of(municipality_id: int, message_id: int, channel: Channel) -> Message:
    """A call or letter of this town that still waits; NotHere otherwise."""
    found: Message = one(
        select(Message).where(
            Message.id == message_id,
            Message.municipality_id == municipality_id,
            Message.channel == channel,
            Message.state == PostState.WAITING,
        )
    )
    return found


def calls_later(municipality_id: int, now: datetime) -> int:
    """Calls that wait for a later hour."""
    found = db.session.scalar(
        select(func.count(Message.id)).where(
            Message.municipality_id == municipality_id,
            Message.channel == Channel.CALL,
            Message.state == PostState.WAITING,
            Message.not_before > now,
        )
    )
    return int(found or 0)


def call_tries(dialogue_session: DialogueSession) -> Mapping[str, Message]:
    """Calls that wait for people of this evening, by subject: tries and when."""
    refs = [f"registration:{each.id}" for each in in_play(dialogue_session)]
    found = all_of(
        select(Message).where(
            Message.municipality_id == dialogue_session.municipality_id,
            Message.channel == Channel.CALL,
            Message.state == PostState.WAITING,
            Message.subject_ref.in_(refs),
        )
    )
    return {each.subject_ref: each for each in found}


def calls_by_session(
    dialogue_sessions: Sequence[DialogueSession], now: datetime
) -> Mapping[int, int]:
    """How many calls are due for each dialogue session."""
    return _by_session(
        dialogue_sessions,
        Message.channel == Channel.CALL,
        Message.state == PostState.WAITING,
        Message.not_before <= now,
    )


def stuck_about(message: Message) -> Sequence[Message]:
    """Mail about the same sign-up that got stuck, this one first of all."""
    found: Sequence[Message] = all_of(
        select(Message)
        .where(
            Message.municipality_id == message.municipality_id,
            Message.subject_ref == message.subject_ref,
            Message.channel == Channel.MAIL,
            or_(Message.state.in_(STUCK), Message.id == message.id),
        )
        .order_by(Message.id)
        .with_for_update()
    )
    return found


def stuck_by_session(
    dialogue_sessions: Sequence[DialogueSession],
) -> Mapping[int, int]:
    """How many mails to people of each dialogue session got stuck."""
    return _by_session(
        dialogue_sessions, Message.channel == Channel.MAIL, Message.state.in_(STUCK)
    )


def _by_session(
    dialogue_sessions: Sequence[DialogueSession], *fitting: ColumnElement[bool]
) -> Mapping[int, int]:
    """How many messages about sign-ups fit, for each dialogue session with any."""
    ids = [each.id for each in dialogue_sessions]
    subject = literal("registration:") + cast(Registration.id, String)
    columns: tuple[Any, ...] = (
        Registration.dialogue_session_id,
        func.count(Message.id),
    )
    counted = (
        select(*columns)
        .join(Message, Message.subject_ref == subject)
        .where(Registration.dialogue_session_id.in_(ids), *fitting)
        .group_by(Registration.dialogue_session_id)
    )
    rows = db.session.execute(everywhere(counted)).all()
    return {row[0]: row[1] for row in rows}


def was_queued(dedupe: str) -> bool:
    """Whether a message was put in the outbox before."""
    return (
        db.session.scalar(select(Message.id).where(Message.dedupe == dedupe))
        is not None
    )
