"""Who sits where: tables of one evening, chairs per round, and what people wish.

All but the tables themselves is deleted a day after the evening (see reactions): a
table's number stands beside what was said there, and nobody may add the two up.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dialogue.foundation.model import Numbered, Record, Scoped, named


class WishKind(StrEnum):
    """What is wished for some people."""

    TOGETHER = "together"
    APART = "apart"
    HELPER = "helper"  # the first helps the second: one table


class DialogueTable(Numbered, Scoped, Record):
    """A table in the room."""

    __tablename__ = "dialogue_table"
    __table_args__ = (
        UniqueConstraint("dialogue_session_id", "number"),
        CheckConstraint("fewest >= 0 AND most >= fewest", name="size"),
    )

    dialogue_session_id: Mapped[int] = mapped_column(ForeignKey("dialogue_session.id"))
    number: Mapped[int]
    fewest: Mapped[int] = mapped_column(default=0)
    most: Mapped[int] = mapped_column(default=8)
    accessible: Mapped[bool] = mapped_column(default=True)
    locked: Mapped[bool] = mapped_column(default=False)
    host_name: Mapped[str] = mapped_column(String(80), default="")  # staff or volunteer


class Chair(Numbered, Scoped, Record):
    """One person (the how-manieth of a registration) at one table in one round."""

    __tablename__ = "chair"
    __table_args__ = (UniqueConstraint("registration_id", "person", "round_number"),)

    dialogue_session_id: Mapped[int] = mapped_column(
        ForeignKey("dialogue_session.id"), index=True
    )
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE")
    )
    person: Mapped[int]  # 1 … registration.people
    round_number: Mapped[int] = mapped_column(default=1)
    table_number: Mapped[int]
    by_hand: Mapped[bool] = mapped_column(default=False)
    locked: Mapped[bool] = mapped_column(default=False)  # a fixed place, whoever plans


class SeatingSetUp(Scoped, Record):
    """How people are mixed on one evening: rounds, lines to cross, what is locked."""

    __tablename__ = "seating_set_up"

    dialogue_session_id: Mapped[int] = mapped_column(
        ForeignKey("dialogue_session.id"), primary_key=True, autoincrement=False
    )
    rounds: Mapped[int] = mapped_column(default=1)
    lines: Mapped[list[str]] = mapped_column(JSON, default=list)  # see rules.lines
    streets: Mapped[list[str]] = mapped_column(JSON, default=list)
    statement: Mapped[str] = mapped_column(String(200), default="")
    parties_together: Mapped[bool] = mapped_column(default=True)
    hosts_must: Mapped[bool] = mapped_column(default=True)  # else: if possible
    locked_rounds: Mapped[list[int]] = mapped_column(JSON, default=list)
    seed: Mapped[int] = mapped_column(default=1)
    effort: Mapped[int] = mapped_column(default=3)
    stop_asked: Mapped[bool] = mapped_column(default=False)
    planned_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)  # of everything that seats people


class SeatingNote(Numbered, Scoped, Record):
    """What is known of one person for seating: their side of each line, and needs.

    One sealed note a person, so that not even the number of answers shows.
    """

    __tablename__ = "seating_note"
    __table_args__ = (UniqueConstraint("registration_id", "person"),)

    dialogue_session_id: Mapped[int] = mapped_column(
        ForeignKey("dialogue_session.id"), index=True
    )
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE")
    )
    person: Mapped[int]
    known: Mapped[bytes | None]  # JSON, sealed under the dialogue session's data key


class SeatingWish(Numbered, Scoped, Record):
    """Who should sit together or apart; whom it is about is sealed."""

    __tablename__ = "seating_wish"

    dialogue_session_id: Mapped[int] = mapped_column(
        ForeignKey("dialogue_session.id"), index=True
    )
    kind: Mapped[WishKind] = mapped_column(named(WishKind))
    hard: Mapped[bool] = mapped_column(default=True)  # must; else: if possible
    about: Mapped[bytes | None]  # JSON [[registration, person], …], sealed


class SeatingStep(Numbered, Scoped, Record):
    """One step that can be undone: the chairs as they were before it."""

    __tablename__ = "seating_step"

    dialogue_session_id: Mapped[int] = mapped_column(
        ForeignKey("dialogue_session.id"), index=True
    )
    act: Mapped[str] = mapped_column(String(20))
    before: Mapped[list[list[int]]] = mapped_column(JSON)
    tables: Mapped[list[dict[str, Any]]] = mapped_column(
        JSON
    )  # that it took or changed


class SeatingProposal(Numbered, Scoped, Record):
    """One of the plans at the door, until one of them is chosen."""

    __tablename__ = "seating_proposal"
    __table_args__ = (UniqueConstraint("dialogue_session_id", "name"),)

    dialogue_session_id: Mapped[int] = mapped_column(ForeignKey("dialogue_session.id"))
    name: Mapped[str] = mapped_column(String(10))  # fewest, few or best
    chairs: Mapped[list[list[int]]] = mapped_column(JSON)
    closed: Mapped[list[int]] = mapped_column(JSON)  # tables that close with it
    unhosted: Mapped[list[int]] = mapped_column(JSON)  # tables whose host is ill
    for_revision: Mapped[int]


WHO_SAT = (
    Chair, SeatingNote, SeatingWish, SeatingStep, SeatingProposal,
)  # fmt: skip
"""All that tells who sat where, what they told and wished: gone the morning after."""
