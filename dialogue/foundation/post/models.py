"""The outbox: mail, letters and calls, committed together with the fact they tell."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from dialogue.foundation.model import Numbered, Record, named

MOST_TRIES = 8  # of a mail; then a person has to look


class Channel(StrEnum):
    """How a message reaches somebody."""

    MAIL = "mail"
    LETTER = "letter"
    CALL = "call"


class PostState(StrEnum):
    """How far a message is on its way."""

    WAITING = "waiting"
    HANDING = "handing"
    SENT = "sent"
    PARKED = "parked"  # a person must decide: it may or may not have been sent
    FAILED = "failed"
    DROPPED = "dropped"


class Message(Numbered, Record):
    """One message to one receiver; its content is encrypted and wiped once sent."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_due", "state", "not_before"),)

    municipality_id: Mapped[int | None] = mapped_column(index=True)
    subject_ref: Mapped[str] = mapped_column(String(80), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    channel: Mapped[Channel] = mapped_column(named(Channel))
    language: Mapped[str] = mapped_column(String(12))
    dedupe: Mapped[str] = mapped_column(String(120), unique=True)
    harmful_twice: Mapped[bool] = mapped_column(default=False)
    not_before: Mapped[datetime]
    state: Mapped[PostState] = mapped_column(
        named(PostState), default=PostState.WAITING
    )
    tries: Mapped[int] = mapped_column(default=0)
    message_key: Mapped[str] = mapped_column(String(80))
    claimed_by: Mapped[str | None] = mapped_column(String(40))
    content: Mapped[bytes | None]
    trouble: Mapped[str | None] = mapped_column(String(200))
    settled_at: Mapped[datetime | None]
