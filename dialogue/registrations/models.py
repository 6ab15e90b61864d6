"""Who comes: one record whatever the channel; personal values are sealed."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialogue.foundation.model import Numbered, Record, Scoped, named
from dialogue.sessions.models import DialogueSession

ANSWER = "answer"  # the kind of messages that bring an answer of the municipality


class Standing(StrEnum):
    """Where somebody stands."""

    SEATED = "seated"
    WAITING = "waiting"
    OFFERED = "offered"  # a seat is held for them until the deadline
    CANCELLED = "cancelled"
    LAPSED = "lapsed"  # did not take the offered seat in time


class Way(StrEnum):
    """How somebody signed up."""

    WEB = "web"
    PHONE = "phone"
    DOOR = "door"
    CARD = "card"  # on paper
    VIA = "via"  # through somebody they trust
    WALK_IN = "walk in"


class AnswerBy(StrEnum):
    """Along which channel the council's answer returns."""

    NONE = "none"
    MAIL = "mail"
    LETTER = "letter"
    CALL = "call"


class SeatCount(Scoped, Record):
    """The one place where seats are counted; second barrier against overbooking.

    ``taken`` is people seated, people offered a seat and seats held for a team,
    without walk-ins: those come at the door, where people decide and chairs can be
    fetched.
    """

    __tablename__ = "seat_count"
    __table_args__ = (
        CheckConstraint("taken >= 0 AND taken <= capacity", name="within_capacity"),
    )

    dialogue_session_id: Mapped[int] = mapped_column(
        ForeignKey("dialogue_session.id"), primary_key=True, autoincrement=False
    )
    capacity: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)  # seated + offered + held
    waiting: Mapped[int] = mapped_column(default=0)  # people in line
    next_in_line: Mapped[int] = mapped_column(default=1)
    # "Close, keep the waiting list": nobody gets a seat but by a facilitator's hand.
    line_only: Mapped[bool] = mapped_column(default=False)
    # Since when sign-ups by the website must be confirmed by mail (rules: a flood).
    flood_since: Mapped[datetime | None]
    missing: Mapped[str] = mapped_column(
        String(400), default=""
    )  # who is not asked yet


class Registration(Numbered, Scoped, Record):
    """One sign-up for one or more people. Sealed fields: see actions.sealed."""

    __tablename__ = "registration"
    __table_args__ = (
        CheckConstraint("people BETWEEN 1 AND 9", name="people"),
        Index("ix_registration_line", "dialogue_session_id", "standing", "line"),
    )

    dialogue_session_id: Mapped[int] = mapped_column(ForeignKey("dialogue_session.id"))
    standing: Mapped[Standing] = mapped_column(named(Standing))
    way: Mapped[Way] = mapped_column(named(Way))
    people: Mapped[int] = mapped_column(default=1)
    line: Mapped[int]  # order of arrival; decides the waiting list
    language: Mapped[str] = mapped_column(String(12), default="nl")
    answer_by: Mapped[AnswerBy] = mapped_column(named(AnswerBy), default=AnswerBy.NONE)
    helper: Mapped[bool] = mapped_column(default=False)  # host, interpreter, helper
    spoken_consent: Mapped[bool] = mapped_column(default=False)
    consent_at: Mapped[datetime | None]
    signed_up_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    offer_until: Mapped[datetime | None]
    left_from: Mapped[Standing | None] = mapped_column(named(Standing))  # for undo
    # A sign-up in a flood holds its seat until then, unless its link is opened.
    confirm_until: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]  # the link was opened, or we spoke to them
    came: Mapped[int | None]  # people who came; None: not ticked yet
    link_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    link_number: Mapped[int] = mapped_column(default=1)  # a new link ends the old one
    code_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    contact_index: Mapped[str | None] = mapped_column(String(64), index=True)
    revision: Mapped[int] = mapped_column(default=1)

    # sealed under the dialogue session's data key
    name: Mapped[bytes | None]
    mail: Mapped[bytes | None]
    phone: Mapped[bytes | None]
    address: Mapped[bytes | None]
    needs: Mapped[bytes | None]
    via: Mapped[bytes | None]  # who signed them up, with spoken consent
    note: Mapped[bytes | None]

    dialogue_session: Mapped[DialogueSession] = relationship()


class SeatHold(Numbered, Scoped, Record):
    """Seats kept back for a team until a moment; then they are everybody's again."""

    __tablename__ = "seat_hold"
    __table_args__ = (CheckConstraint("seats >= 0", name="seats"),)

    dialogue_session_id: Mapped[int] = mapped_column(
        ForeignKey("dialogue_session.id"), index=True
    )
    for_whom: Mapped[str] = mapped_column(String(80))  # a team, never a person
    seats: Mapped[int]  # still held; who of the team is on the list sits beside
    until: Mapped[datetime]
    made_at: Mapped[datetime]


class InvitationRound(Numbered, Scoped, Record):
    """How many people were asked along one channel, and how many were reached."""

    __tablename__ = "invitation_round"

    dialogue_session_id: Mapped[int] = mapped_column(
        ForeignKey("dialogue_session.id"), index=True
    )
    way: Mapped[Way] = mapped_column(named(Way))
    asked: Mapped[int]
    reached: Mapped[int]
    note: Mapped[str] = mapped_column(String(200), default="")
    at: Mapped[datetime]


class HeadCountKept(Scoped, Record):
    """The reconciled head-count as bare numbers, after people were forgotten."""

    __tablename__ = "head_count_kept"

    dialogue_session_id: Mapped[int] = mapped_column(
        ForeignKey("dialogue_session.id"), primary_key=True, autoincrement=False
    )
    invited: Mapped[int]
    reached: Mapped[int]
    signed_up: Mapped[int]
    waiting: Mapped[int]
    cancelled: Mapped[int]
    came: Mapped[int]
    walked_in: Mapped[int]
    helpers: Mapped[int]
    kept_at: Mapped[datetime]
