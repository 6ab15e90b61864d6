"""Who sits where: tables of one evening, and chairs per round. Deleted afterwards."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dialogue.foundation.model import Numbered, Record, Scoped


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
    __table_args__ = (
        UniqueConstraint("registration_id", "person", "round_number"),
    )

    dialogue_session_id: Mapped[int] = mapped_column(ForeignKey("dialogue_session.id"), index=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"))
    person: Mapped[int]  # 1 … registration.people
    round_number: Mapped[int] = mapped_column(default=1)
    table_number: Mapped[int]
    by_hand: Mapped[bool] = mapped_column(default=False)
