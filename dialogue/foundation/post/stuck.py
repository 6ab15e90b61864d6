"""Post that needs a person: see it, send it again, or let it be."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import ColumnElement, func, or_, select

from dialogue.foundation import journal
from dialogue.foundation.database import after_commit, all_of, db, lock_row, one
from dialogue.foundation.post import Channel, Message, PostState, settle

SLOW_FROM = 3  # tries after which somebody may want to know
LATE = timedelta(minutes=10)


def stuck_post(
    municipality_id: int | None, start: int = 0, most: int = 50
) -> Sequence[Message]:
    """Mail of a municipality that failed, is parked, or keeps failing; newest first.

    ``start`` of them are passed over, at most ``most`` come. ``tries``, ``trouble``
    and ``state`` say what happened; ``post.read(message).to`` whom it was for. None:
    mail of the house itself.
    """
    newest = select(Message).where(_stuck(municipality_id)).order_by(Message.id.desc())
    return all_of(newest.offset(start).limit(most))


def stuck_count(municipality_id: int | None) -> int:
    """How many of them there are (for the desk)."""
    return (
        db.session.scalar(select(func.count(Message.id)).where(_stuck(municipality_id)))
        or 0
    )


def stuck_message(municipality_id: int | None, message_id: int) -> Message:
    """One of them; raises NotHere."""
    found: Message = one(
        select(Message).where(_stuck(municipality_id), Message.id == message_id)
    )
    return found


def _stuck(municipality_id: int | None) -> ColumnElement[bool]:
    slow = (Message.state == PostState.WAITING) & (Message.tries >= SLOW_FROM)
    return (
        Message.municipality_id.is_not_distinct_from(municipality_id)
        & (Message.channel == Channel.MAIL)
        & or_(Message.state.in_((PostState.FAILED, PostState.PARKED)), slow)
    )


def take(message: Message) -> None:
    """Lock it, and see that it is still stuck: what was read may be old.

    Raises NotHere when it is not: the worker has it, or a colleague was first.
    """
    lock_row(Message, message.id)
    db.session.refresh(message)
    stuck_message(message.municipality_id, message.id)


def send_again(message: Message, now: datetime) -> None:
    """Try it again from the start: a person looked at it. Raises as ``take``."""
    take(message)
    message.state, message.tries, message.trouble = PostState.WAITING, 0, None
    message.not_before, message.settled_at, message.claimed_by = now, None, None
    journal.write(
        "sent post again",
        f"message:{message.id}",
        now=now,
        municipality_id=message.municipality_id,
    )
    db.session.flush()
    after_commit(current_app.extensions["wake"])


def let_be(message: Message, now: datetime) -> None:
    """Never send it; what it said is wiped. Raises as ``take``."""
    take(message)
    settle(message, PostState.DROPPED, now)
    journal.write(
        "dropped post",
        f"message:{message.id}",
        now=now,
        municipality_id=message.municipality_id,
    )
    db.session.flush()


def is_late(now: datetime) -> bool:
    """Whether mail is waiting that should have gone ten minutes ago (for /health)."""
    due = select(Message.id).where(
        Message.state.in_((PostState.WAITING, PostState.HANDING)),
        Message.channel == Channel.MAIL,
        Message.not_before < now - LATE,
    )
    return db.session.scalar(due.limit(1)) is not None
