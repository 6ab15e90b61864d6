"""Reports: a frozen document per version, and the files made of it."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialogue.foundation.model import Numbered, Record, Scoped, named
from dialogue.municipalities.models import Municipality
from dialogue.sessions.models import DialogueSession, Visibility


class ReportState(StrEnum):
    """How far a report is."""

    DRAFT = "draft"
    ISSUED = "issued"
    ANSWERED = "answered"


class Report(Numbered, Scoped, Record):
    """A report: what people wrote for it, and its state.

    Of one dialogue session, or of several evenings of a municipality that each have
    their own report already (``members``); then it has a title of its own.
    """

    __tablename__ = "report"

    dialogue_session_id: Mapped[int | None] = mapped_column(
        ForeignKey("dialogue_session.id"), unique=True
    )
    ref: Mapped[str] = mapped_column(String(12), unique=True)  # the session's, or own
    title: Mapped[str] = mapped_column(String(120), default="")  # of several evenings
    state: Mapped[ReportState] = mapped_column(
        named(ReportState), default=ReportState.DRAFT
    )
    subtitle: Mapped[str] = mapped_column(String(200), default="")
    read_aloud: Mapped[str] = mapped_column(
        String(4000), default=""
    )  # page one, by people
    was_open: Mapped[str] = mapped_column(
        String(1000), default=""
    )  # what was open, what fixed
    answer_due: Mapped[date | None]
    revision: Mapped[int] = mapped_column(default=1)

    dialogue_session: Mapped[DialogueSession | None] = relationship()
    municipality: Mapped[Municipality] = relationship()
    members: Mapped[list["ReportMember"]] = relationship(
        order_by="ReportMember.position", cascade="all, delete-orphan"
    )
    versions: Mapped[list["ReportVersion"]] = relationship(
        order_by="ReportVersion.number"
    )

    merged: Mapped[list["MergedRequest"]] = relationship(
        order_by="MergedRequest.id", cascade="all, delete-orphan"
    )

    @property
    def merged_now(self) -> Sequence["MergedRequest"]:
        """Its merged requests that were not taken apart."""
        return tuple(each for each in self.merged if each.apart_at is None)

    @property
    def evenings(self) -> Sequence[DialogueSession]:
        """The dialogue sessions it is about, in its order."""
        if self.dialogue_session is not None:
            return (self.dialogue_session,)
        return tuple(each.dialogue_session for each in self.members)

    @property
    def heading(self) -> str:
        """Its title."""
        return self.dialogue_session.title if self.dialogue_session else self.title

    @property
    def visibility(self) -> Visibility:
        """Who finds it: as its session; several evenings are public ones."""
        if self.dialogue_session is not None:
            return self.dialogue_session.visibility
        return Visibility.PUBLIC


class ReportMember(Numbered, Scoped, Record):
    """One of the evenings in a report of several."""

    __tablename__ = "report_member"
    __table_args__ = (UniqueConstraint("report_id", "dialogue_session_id"),)

    report_id: Mapped[int] = mapped_column(
        ForeignKey("report.id", ondelete="CASCADE"), index=True
    )
    dialogue_session_id: Mapped[int] = mapped_column(
        ForeignKey("dialogue_session.id"), index=True
    )
    position: Mapped[int]

    dialogue_session: Mapped[DialogueSession] = relationship()


class MergedRequest(Numbered, Scoped, Record):
    """Like requests of several evenings as one, in a report of several.

    Taken apart it keeps its row, so that this can be undone.
    """

    __tablename__ = "merged_request"

    report_id: Mapped[int] = mapped_column(
        ForeignKey("report.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str] = mapped_column(String(400))
    why: Mapped[str] = mapped_column(String(400), default="")
    addressed_to: Mapped[str] = mapped_column(String(120))
    answer_due: Mapped[date]
    revision: Mapped[int] = mapped_column(default=1)
    apart_at: Mapped[datetime | None]

    parts: Mapped[list["MergedPart"]] = relationship(
        order_by="MergedPart.id", cascade="all, delete-orphan"
    )


class MergedPart(Numbered, Scoped, Record):
    """An evening's own request in a merged one; it stays as it was asked."""

    __tablename__ = "merged_part"
    __table_args__ = (UniqueConstraint("merged_request_id", "council_request_id"),)

    merged_request_id: Mapped[int] = mapped_column(
        ForeignKey("merged_request.id", ondelete="CASCADE")
    )
    council_request_id: Mapped[int] = mapped_column(
        ForeignKey("council_request.id", ondelete="CASCADE"), index=True
    )


class ReportVersion(Numbered, Scoped, Record):
    """One issued version: immutable."""

    __tablename__ = "report_version"
    __table_args__ = (UniqueConstraint("report_id", "number"),)

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    number: Mapped[int]
    issued_at: Mapped[datetime]
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    checksum: Mapped[str] = mapped_column(String(64))
    code: Mapped[str] = mapped_column(
        String(20), unique=True
    )  # printed; verified on the site


class ReportFile(Numbered, Scoped, Record):
    """A file made of a version, in one language: pdf, html, csv, json."""

    __tablename__ = "report_file"
    __table_args__ = (UniqueConstraint("report_version_id", "language", "form"),)

    report_version_id: Mapped[int] = mapped_column(ForeignKey("report_version.id"))
    language: Mapped[str] = mapped_column(String(12))
    form: Mapped[str] = mapped_column(String(12))
    media_type: Mapped[str] = mapped_column(String(80))
    content: Mapped[bytes] = mapped_column(deferred=True)
    sha256: Mapped[str] = mapped_column(String(64))


class ReportPreview(Numbered, Scoped, Record):
    """The last concept that was printed, in one language; never sent to anybody."""

    __tablename__ = "report_preview"
    __table_args__ = (UniqueConstraint("report_id", "language"),)

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    language: Mapped[str] = mapped_column(String(12))
    content: Mapped[bytes] = mapped_column(deferred=True)
    revision: Mapped[int]  # of the report when it was printed
    made_at: Mapped[datetime]
