"""The council's side: delivery by personal link, and an answer per request."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialogue.foundation.model import Numbered, Record, Scoped, named
from dialogue.outcomes.models import CouncilRequest


class AnswerState(StrEnum):
    """What the council says to a request."""

    YES = "yes"
    DIFFERENTLY = "yes, differently"
    NO = "no, because"
    LATER = "later, on"


class Delivery(Numbered, Scoped, Record):
    """A report version handed to a named clerk by a personal link."""

    __tablename__ = "delivery"

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    version: Mapped[int]
    key: Mapped[str] = mapped_column(String(32), unique=True)  # places the sealed values
    receiver: Mapped[bytes]  # sealed: name
    mail: Mapped[bytes]  # sealed
    language: Mapped[str] = mapped_column(String(12), default="nl")
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    sent_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]


class CouncilAnswer(Numbered, Scoped, Record):
    """The council's answer to one request."""

    __tablename__ = "council_answer"
    __table_args__ = (UniqueConstraint("council_request_id"),)

    council_request_id: Mapped[int] = mapped_column(ForeignKey("council_request.id"))
    state: Mapped[AnswerState] = mapped_column(named(AnswerState))
    text: Mapped[str] = mapped_column(String(2000))
    on: Mapped[date | None]  # "later, on …"
    given_by: Mapped[str] = mapped_column(String(120))  # the office, not a private person
    given_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1)

    council_request: Mapped[CouncilRequest] = relationship()
