"""Bringing mail away, each once, whatever breaks when.

``handing`` is committed before a mail is handed over and ``sent`` after the server took
it. A worker that died between the two leaves a mail that may have been sent: harmless
mail goes again under the same Message-ID, harmful mail waits for a person.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import current_app
from msgspec import Struct
from sqlalchemy import select

from dialogue.foundation.database import db, writing
from dialogue.foundation.lifeline import take_back
from dialogue.foundation.logs import log
from dialogue.foundation.post import (
    Channel,
    Letter,
    Message,
    PostState,
    backoff,
    read,
    settle,
)
from dialogue.foundation.post.envelope import BadAddress, mail_of, receiver
from dialogue.foundation.post.models import MOST_TRIES
from dialogue.foundation.post.transport import NotTaken, Refused, Transport, Uncertain
from dialogue.foundation.vault import Unreadable

KEPT_WHEN_STUCK = timedelta(days=30)


class Claimed(Struct, frozen=True):
    """A message that this worker is to hand over."""

    id: int
    key: str
    letter: Letter


def deliver_due(now: datetime, transport: Transport, worker: str) -> int:
    """Hand over all mail that is due; gives how many were tried.

    ``worker`` is the name of a held lifeline. Runs its own transactions.
    """
    tried = 0
    try:
        while (message_id := _claim(now, worker)) is not None:
            tried += 1
            _bring(message_id, now, transport, worker)
    finally:
        transport.close()
    return tried


def _claim(now: datetime, worker: str) -> int | None:
    """Take the first message that is due; nobody else takes it now."""
    due = (
        select(Message)
        .where(
            Message.state == PostState.WAITING,
            Message.channel == Channel.MAIL,
            Message.not_before <= now,
        )
        .order_by(Message.not_before, Message.id)
        .limit(1)
        .with_for_update(skip_locked=True)  # SQLite: one writer at a time anyway
    )
    with writing():
        message = db.session.scalar(due)
        if message is None:
            return None
        message.state, message.claimed_by = PostState.HANDING, worker
        message.tries += 1
        return message.id


def _bring(message_id: int, now: datetime, transport: Transport, worker: str) -> None:
    try:
        claimed = _open(message_id)
        mail = mail_of(
            claimed.letter, key=claimed.key, now=now, host=_host(),
            sender=current_app.extensions["settings"].mail_from,
        )  # fmt: skip
        transport.hand(mail, receiver(claimed.letter.to))
    except (BadAddress, Unreadable, Refused) as never:
        _note(message_id, worker, now, str(never) or type(never).__name__, _give_up)
    except NotTaken as wrong:
        _note(message_id, worker, now, str(wrong), _try_later)
    except Uncertain as wrong:
        _note(message_id, worker, now, str(wrong), _weigh)
    except Exception as wrong:  # a fault of ours must not stop the rest of the post
        log.error("post failed", message=message_id, exc_info=wrong)
        _note(message_id, worker, now, f"fault: {type(wrong).__name__}", _weigh)
    else:
        _note(message_id, worker, now, None, _sent)


def _open(message_id: int) -> Claimed:
    message = db.session.scalars(select(Message).where(Message.id == message_id)).one()
    claimed = Claimed(message.id, message.message_key, read(message))
    db.session.rollback()  # no transaction stays open while we talk to a server
    return claimed


Outcome = Callable[[Message, datetime], None]


def _note(
    message_id: int, worker: str, now: datetime, trouble: str | None, outcome: Outcome
) -> None:
    """Write down what came of it, if the message is still ours."""
    mine = select(Message).where(
        Message.id == message_id,
        Message.state == PostState.HANDING,
        Message.claimed_by == worker,
    )
    with writing():
        message = db.session.scalar(mine)
        if message is None:
            return
        message.trouble = trouble[:200] if trouble else None
        outcome(message, now)
        message.claimed_by = None
    if trouble:
        log.warning("post not taken", message=message_id, trouble=trouble)


def _sent(message: Message, now: datetime) -> None:
    settle(message, PostState.SENT, now)


def _give_up(message: Message, now: datetime) -> None:
    settle(message, PostState.FAILED, now)


def _try_later(message: Message, now: datetime) -> None:
    if message.tries >= MOST_TRIES:
        _give_up(message, now)
    else:
        message.state = PostState.WAITING
        message.not_before = now + backoff(message.tries)


def _weigh(message: Message, now: datetime) -> None:
    """It may have been sent: again, or to a person when twice does harm."""
    if message.harmful_twice:
        settle(message, PostState.PARKED, now)
    else:
        _try_later(message, now)


def return_stale(now: datetime, is_alive: Callable[[str], bool]) -> int:
    """Take back what a dead worker was handing over; gives how many.

    Harmless mail is due again at once, harmful mail is parked.
    """

    def again(message: Message) -> None:
        message.trouble = "the worker stopped while handing over"
        message.claimed_by = None
        _weigh(message, now)
        if message.state is PostState.WAITING:
            message.not_before = now

    handing = select(Message).where(Message.state == PostState.HANDING)
    return take_back(handing, is_alive, again)


def forget_stuck(now: datetime) -> None:
    """Wipe what nobody sent again within thirty days (a sweep)."""
    old = select(Message).where(
        Message.state.in_((PostState.FAILED, PostState.PARKED)),
        Message.settled_at < now - KEPT_WHEN_STUCK,
    )
    for message in db.session.scalars(old):
        settle(message, PostState.DROPPED, now)


def _host() -> str:
    return (
        urlsplit(current_app.extensions["settings"].public_url).hostname or "localhost"
    )
