"""Who did what, without names of residents; and keys of forms already sent."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from dialogue.foundation.model import Numbered, Record


class JournalEntry(Numbered, Record):
    """One act by one account (or the house itself) on one thing."""

    __tablename__ = "journal"

    at: Mapped[datetime]
    municipality_id: Mapped[int | None] = mapped_column(index=True)
    account_id: Mapped[int | None]
    act: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(80), index=True)
    figure: Mapped[int | None]


class OnceKey(Record):
    """The key of a form that was sent; a second time is not done again."""

    __tablename__ = "once_key"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(200), default="")
