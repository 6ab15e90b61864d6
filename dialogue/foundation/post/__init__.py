"""Post: what must reach people, by mail, by letter or by telephone.

``queue`` writes an outbox row in the transaction of the fact it tells; the worker
hands mail to the server; letters and calls wait for a person.
"""

import json
from datetime import datetime, timedelta

from flask import current_app
from msgspec import Struct, field
from msgspec.structs import asdict
from sqlalchemy import select

from dialogue.foundation import bells
from dialogue.foundation.database import after_commit, db
from dialogue.foundation.model import random_key
from dialogue.foundation.post.models import Channel, Message, PostState
from dialogue.foundation.vault import Vault


class Letter(Struct, frozen=True):
    """What a message says, and to whom: encrypted at rest, wiped once sent.

    ``to`` is a mail address, a telephone number or a postal address (lines).
    ``files`` are (name, media type, text) to attach, such as an ICS.
    """

    to: str
    subject: str
    text: str
    name: str = ""
    files: tuple[tuple[str, str, str], ...] = field(default=())


def queue(
    letter: Letter,
    *,
    kind: str,
    channel: Channel,
    subject_ref: str,
    language: str,
    dedupe: str,
    now: datetime,
    municipality_id: int | None = None,
    not_before: datetime | None = None,
    harmful_twice: bool = False,
) -> Message | None:
    """Put a message in the outbox; None when ``dedupe`` says it is there already."""
    if db.session.scalar(select(Message.id).where(Message.dedupe == dedupe)):
        return None
    key = random_key()
    message = Message(
        municipality_id=municipality_id, subject_ref=subject_ref, kind=kind,
        channel=channel, language=language, dedupe=dedupe, not_before=not_before or now,
        harmful_twice=harmful_twice, message_key=key,
        content=vault().seal(json.dumps(asdict(letter)), f"outbox.content:{key}"),
    )  # fmt: skip
    db.session.add(message)
    db.session.flush()
    if channel is Channel.MAIL:
        after_commit(current_app.extensions["wake"])
    return message


def read(message: Message) -> Letter:
    """The content of a message that was not wiped yet."""
    assert message.content is not None  # noqa: S101
    found = json.loads(
        vault().open(message.content, f"outbox.content:{message.message_key}")
    )
    found["files"] = tuple(tuple(each) for each in found["files"])
    return Letter(**found)


def drop(subject_ref: str, now: datetime, *, kind: str | None = None) -> None:
    """Take back what was not sent yet about a thing (its evening was cancelled).

    Also what got stuck: nobody is to send it again.
    """
    unsent = (PostState.WAITING, PostState.FAILED, PostState.PARKED)
    statement = select(Message).where(
        Message.subject_ref == subject_ref, Message.state.in_(unsent)
    )
    for message in db.session.scalars(statement):
        if kind in (None, message.kind):
            settle(message, PostState.DROPPED, now)


def settle(message: Message, state: PostState, now: datetime) -> None:
    """End a message's journey and wipe what it said; paper may hear it."""
    message.state, message.settled_at, message.claimed_by = state, now, None
    if state in {PostState.SENT, PostState.DROPPED}:
        message.content = None
        if message.channel is not Channel.MAIL:
            bells.post_settled.send(message.municipality_id, message=message)


def backoff(tries: int) -> timedelta:
    """How long to wait before try ``tries + 1``: 1, 2, 4 … minutes, a day at most."""
    return min(timedelta(minutes=2**tries), timedelta(days=1))


def vault() -> Vault:
    """The vault of this house."""
    found: Vault = current_app.extensions["vault"]
    return found


__all__ = [
    "Channel",
    "Letter",
    "Message",
    "PostState",
    "backoff",
    "drop",
    "queue",
    "read",
    "settle",
    "vault",
]
