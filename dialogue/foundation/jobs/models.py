"""Long work: the row is the truth, the queue only wakes the worker."""

from datetime import datetime
from enum import StrEnum

from flask_babel import gettext
from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from dialogue.foundation.model import Numbered, Record, named


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


FAULT = "fault: "


class Job(Numbered, Record):
    """One piece of long work on one subject (``report-version:3``)."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_due", "state", "not_before"),)

    municipality_id: Mapped[int | None] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(40))
    subject_ref: Mapped[str] = mapped_column(String(80), index=True)
    state: Mapped[JobState] = mapped_column(named(JobState), default=JobState.WAITING)
    not_before: Mapped[datetime]
    made_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    claimed_by: Mapped[str | None] = mapped_column(String(40))
    done_share: Mapped[float] = mapped_column(default=0.0)
    pages: Mapped[int] = mapped_column(default=0)  # laid out, of a long paper
    parts: Mapped[int] = mapped_column(default=0)  # letters in it, for instance
    trouble: Mapped[str | None] = mapped_column(String(300))
    # a broken rule's sentence as its msgid, or FAULT and what only the log explains

    @property
    def sentence(self) -> str:
        """Why it failed, in the language spoken now; empty when only the log knows."""
        if not self.trouble or self.trouble.startswith(FAULT):
            return ""
        return str(gettext(self.trouble))


class Pulse(Record):
    """When the worker last did its round: the sign that somebody minds the house."""

    __tablename__ = "pulse"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    at: Mapped[datetime]
