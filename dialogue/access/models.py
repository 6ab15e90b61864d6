"""Accounts of staff; residents have none."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from dialogue.foundation.model import Numbered, Record


class Account(Numbered, Record):
    """Somebody who works with dialogues and signs in."""

    __tablename__ = "account"

    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(12), default="nl")
    made_at: Mapped[datetime]
