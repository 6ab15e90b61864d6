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
    """A report handed to a named clerk by a personal link.

    The link is derived from ``key`` and ``link_number`` (queries.link_token), so that
    a reminder can hold it although only its keyed hash is stored.
    """

    __tablename__ = "delivery"

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    version: Mapped[int]
    key: Mapped[str] = mapped_column(
        String(32), unique=True
    )  # places the sealed values
    receiver: Mapped[bytes | None]  # sealed: name; gone once forgotten
    mail: Mapped[bytes | None]  # sealed; gone once forgotten
    language: Mapped[str] = mapped_column(String(12), default="nl")
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    link_number: Mapped[int] = mapped_column(default=1)  # a new link ends the old one
    by_account_id: Mapped[int | None]
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    passed_on_at: Mapped[datetime | None]  # by the receiver, to a colleague
    forgotten_at: Mapped[datetime | None]  # name and mail are wiped


class AnswerDraft(Numbered, Scoped, Record):
    """An answer that is not sent yet; nobody but the clerks sees it."""

    __tablename__ = "answer_draft"
    __table_args__ = (UniqueConstraint("council_request_id"),)

    council_request_id: Mapped[int] = mapped_column(ForeignKey("council_request.id"))
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    state: Mapped[AnswerState] = mapped_column(named(AnswerState))
    text: Mapped[str] = mapped_column(String(2000), default="")
    on: Mapped[date | None]
    given_by: Mapped[str] = mapped_column(String(120))
    changed_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1)


class CouncilAnswer(Numbered, Scoped, Record):
    """The council's answer to one request, as it was published."""

    __tablename__ = "council_answer"
    __table_args__ = (UniqueConstraint("council_request_id"),)

    council_request_id: Mapped[int] = mapped_column(ForeignKey("council_request.id"))
    state: Mapped[AnswerState] = mapped_column(named(AnswerState))
    text: Mapped[str] = mapped_column(String(2000))
    on: Mapped[date | None]  # "later, on …"
    given_by: Mapped[str] = mapped_column(
        String(120)
    )  # the office, not a private person
    given_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1)

    council_request: Mapped[CouncilRequest] = relationship()


class Publication(Numbered, Scoped, Record):
    """Answers that went out together as one version of the report."""

    __tablename__ = "publication"
    __table_args__ = (UniqueConstraint("report_id", "version"),)

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    version: Mapped[int]
    at: Mapped[datetime]
    answered: Mapped[int]  # requests with an answer so far
    asked: Mapped[int]  # requests in all
    mails: Mapped[int] = mapped_column(default=0)  # residents told, by channel
    letters: Mapped[int] = mapped_column(default=0)
    calls: Mapped[int] = mapped_column(default=0)
    # When the last of them was brought, of a publication that answered everything.
    returned_at: Mapped[datetime | None]
