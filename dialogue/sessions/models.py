"""Dialogue sessions: one evening, one place, one guide."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialogue.foundation.model import Numbered, Record, Scoped, named
from dialogue.guides.models import GuideVersion
from dialogue.municipalities.models import Municipality, Venue


class Stage(StrEnum):
    """How far a dialogue session has come; its date says whether it is over."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class Meeting(StrEnum):
    """How people meet."""

    TABLE = "table"
    WALK = "walk"
    ONLINE = "online"


class Visibility(StrEnum):
    """Who finds the page."""

    PUBLIC = "public"
    UNLISTED = "unlisted"  # whoever has the link or the code
    CLOSED = "closed"  # invited people only; no report by default


class DialogueSession(Numbered, Scoped, Record):
    """A meeting of neighbours, from announcement to answer."""

    __tablename__ = "dialogue_session"
    __table_args__ = (
        CheckConstraint("seats > 0", name="has_seats"),
        CheckConstraint("ends_at > starts_at", name="lasts"),
        Index("ix_dialogue_session_coming", "municipality_id", "stage", "starts_at"),
    )

    ref: Mapped[str] = mapped_column(String(12), unique=True)  # short code on the flyer
    title: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(String(2000), default="")
    topic: Mapped[str] = mapped_column(String(120), default="")  # fills {topic}
    for_whom: Mapped[str] = mapped_column(
        String(120), default=""
    )  # "iedereen in de Kanaalbuurt"
    led_by: Mapped[str] = mapped_column(String(200), default="")
    guide_version_id: Mapped[int] = mapped_column(ForeignKey("guide_version.id"))
    meeting: Mapped[Meeting] = mapped_column(named(Meeting), default=Meeting.TABLE)
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("venue.id"))
    place_note: Mapped[str] = mapped_column(
        String(400), default=""
    )  # room, or where a walk starts
    online_link: Mapped[str] = mapped_column(String(400), default="")
    place_after_sign_up: Mapped[bool] = mapped_column(default=False)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    doors_minutes: Mapped[int] = mapped_column(default=30)  # coffee is ready before
    seats: Mapped[int]
    tables: Mapped[int]
    languages: Mapped[list[str]] = mapped_column(JSON)
    visibility: Mapped[Visibility] = mapped_column(
        named(Visibility), default=Visibility.PUBLIC
    )
    stage: Mapped[Stage] = mapped_column(named(Stage), default=Stage.DRAFT)
    answer_due: Mapped[date | None]
    published_at: Mapped[datetime | None]
    changed_at: Mapped[datetime | None]  # when people were last told something else
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[str] = mapped_column(String(400), default="")
    sequence: Mapped[int] = mapped_column(default=0)  # of the calendar entry
    revision: Mapped[int] = mapped_column(default=1)  # of everything its page shows
    copied_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("dialogue_session.id")
    )
    data_key: Mapped[bytes | None]  # wrapped; destroyed when people are forgotten
    forgotten_at: Mapped[datetime | None]

    municipality: Mapped[Municipality] = relationship()
    guide_version: Mapped[GuideVersion] = relationship()
    venue: Mapped[Venue | None] = relationship()


class SessionStaff(Numbered, Scoped, Record):
    """A facilitator or host of one dialogue session."""

    __tablename__ = "session_staff"
    __table_args__ = (UniqueConstraint("dialogue_session_id", "account_id"),)

    dialogue_session_id: Mapped[int] = mapped_column(ForeignKey("dialogue_session.id"))
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE")
    )
