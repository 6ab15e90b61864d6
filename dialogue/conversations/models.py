"""What is said. Nothing here links to a person: no key, no token, no fine time.

Rows have random ids and (on SQLite) no order of insertion; the only thing shared with
registrations is the dialogue session itself, which is public.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialogue.foundation.model import Keyed, Record, Scoped, named


class Kind(StrEnum):
    """What a sentence is."""

    EXPERIENCE = "experience"
    STATEMENT = "statement"
    IDEA = "idea"
    REQUEST = "request"
    COMMITMENT = "commitment"
    SIGNAL = "signal"
    QUOTE = "quote"
    OBJECTION = "objection"
    KEYWORD = "keyword"
    IMAGE = "image"
    CHOICE = "choice"


class Confirmation(StrEnum):
    """What the table said when the sentence was read back."""

    WRITTEN = "written"  # not read back yet
    CONFIRMED = "confirmed"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


class QuoteConsent(StrEnum):
    """Whether a sentence may be quoted."""

    YES = "yes"
    NO = "no"
    WITHOUT_DETAIL = "without detail"


class CapturedOn(StrEnum):
    """How the sentence came in."""

    DEVICE = "device"
    PAPER = "paper"
    TELEPHONE = "telephone"
    DOOR = "door"


class TranslatedBy(StrEnum):
    """Who put a sentence into another language: a role, never a name."""

    WRITER = "writer"  # whoever said it
    HOST = "table host"
    INTERPRETER = "interpreter"
    STAFF = "staff"  # somebody who works for the municipality


class Evening(Keyed, Scoped, Record):
    """The running of one dialogue session: its code, its clock, its steps."""

    __tablename__ = "evening"
    __table_args__ = ({"sqlite_with_rowid": False},)

    dialogue_session_id: Mapped[int] = mapped_column(
        ForeignKey("dialogue_session.id"), unique=True
    )
    code: Mapped[str] = mapped_column(
        String(12)
    )  # on the wall; with the link opens a table
    step: Mapped[int] = mapped_column(default=0)  # order of the step now; 0: not begun
    step_began_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    paused_seconds: Mapped[int] = mapped_column(default=0)
    extra_seconds: Mapped[int] = mapped_column(default=0)  # "five minutes more"
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    minutes_spent: Mapped[dict[str, Any]] = mapped_column(
        JSON, default=dict
    )  # {step key: minutes}
    skipped: Mapped[list[str]] = mapped_column(JSON, default=list)  # keys of steps
    wrong_codes: Mapped[int] = mapped_column(
        default=0
    )  # typed since the last right one
    wait_until: Mapped[datetime | None]  # no code is looked at before
    revision: Mapped[int] = mapped_column(default=1)


class TableTalk(Keyed, Scoped, Record):
    """One table's conversation: its link, and whether it was read back."""

    __tablename__ = "table_talk"
    __table_args__ = (
        UniqueConstraint("evening_id", "number"),
        {"sqlite_with_rowid": False},
    )

    evening_id: Mapped[str] = mapped_column(ForeignKey("evening.id"))
    number: Mapped[int]
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    card_hash: Mapped[str | None] = mapped_column(
        String(64), unique=True
    )  # of its card
    sides: Mapped[list[str]] = mapped_column(
        JSON, default=list
    )  # declared, e.g. ["bewoner", "ondernemer"]
    present: Mapped[int | None]  # how many people sat here
    read_back_on: Mapped[date | None]  # to the day: no fine time
    revision: Mapped[int] = mapped_column(default=1)

    evening: Mapped[Evening] = relationship()


class Contribution(Keyed, Scoped, Record):
    """A sentence written at a table, never a person."""

    __tablename__ = "contribution"
    __table_args__ = (
        UniqueConstraint("table_talk_id", "client_key"),
        CheckConstraint("agree >= 0 AND disagree >= 0 AND unsure >= 0", name="cards"),
        # Narrow, for the widest question: a programme is read front to back.
        Index("ix_contribution_count", "municipality_id", "kind", "confirmation"),
        # An evening and a municipality go by their tables.
        Index("ix_contribution_table", "table_talk_id", "kind", "confirmation"),
        {"sqlite_with_rowid": False},
    )

    table_talk_id: Mapped[str] = mapped_column(ForeignKey("table_talk.id"))
    step: Mapped[str] = mapped_column(String(60))  # the step's key in the guide
    number: Mapped[int]  # as on the sheet: sentence 4 is sentence 4
    kind: Mapped[Kind] = mapped_column(named(Kind))
    text: Mapped[str] = mapped_column(String(1000))
    language: Mapped[str] = mapped_column(String(12), default="nl")
    confirmation: Mapped[Confirmation] = mapped_column(
        named(Confirmation), default=Confirmation.WRITTEN
    )
    quote_consent: Mapped[QuoteConsent | None] = mapped_column(named(QuoteConsent))
    on_behalf: Mapped[bool] = mapped_column(default=False)
    captured_on: Mapped[CapturedOn] = mapped_column(
        named(CapturedOn), default=CapturedOn.DEVICE
    )
    minority: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(
        String(400), default=""
    )  # of a minority; why of a request
    addressed_to: Mapped[str] = mapped_column(String(120), default="")  # requests
    wanted_by: Mapped[date | None]
    pseudonym: Mapped[str] = mapped_column(String(40), default="")  # commitments
    check_on: Mapped[date | None]
    agree: Mapped[int | None]  # secret cards over all sides; None: not put to the cards
    disagree: Mapped[int | None]
    unsure: Mapped[int | None]
    per_side: Mapped[dict[str, Any]] = mapped_column(
        JSON, default=dict
    )  # {side: [a, d, u]}
    client_key: Mapped[str] = mapped_column(
        String(40)
    )  # of the sending page: once only

    table_talk: Mapped[TableTalk] = relationship()


class Translation(Keyed, Scoped, Record):
    """The same sentence in another language; the original stays beside it and counts.

    It goes when the words change or are withdrawn: of other words it would be no
    translation, and it must not keep what was left out.
    """

    __tablename__ = "translation"
    __table_args__ = (
        UniqueConstraint("contribution_id", "language"),
        {"sqlite_with_rowid": False},
    )

    contribution_id: Mapped[str] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE")
    )
    language: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(String(1000))
    reason: Mapped[str] = mapped_column(String(400), default="")
    made_by: Mapped[TranslatedBy] = mapped_column(named(TranslatedBy))


class MeasureSlip(Keyed, Scoped, Record):
    """One answer to one measure; paired within the evening by an animal card."""

    __tablename__ = "measure_slip"
    __table_args__ = ({"sqlite_with_rowid": False},)

    evening_id: Mapped[str] = mapped_column(ForeignKey("evening.id"), index=True)
    measure: Mapped[str] = mapped_column(String(40))
    moment: Mapped[str] = mapped_column(String(12))  # before | after
    pair: Mapped[str] = mapped_column(String(40), default="")
    value: Mapped[int]
