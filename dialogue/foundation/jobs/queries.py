"""How far long work is, for pages and for /health."""

from datetime import datetime, timedelta

from sqlalchemy import select

from dialogue.foundation.database import db
from dialogue.foundation.jobs.models import Job, JobState, Pulse

PULSE_LATE = timedelta(minutes=5)


def latest_job(subject_ref: str, kind: str | None = None) -> Job | None:
    """The newest job on a thing (``report-version:3``): state, done_share, trouble."""
    found = select(Job).where(Job.subject_ref == subject_ref)
    if kind is not None:
        found = found.where(Job.kind == kind)
    return db.session.scalar(found.order_by(Job.id.desc()).limit(1))


def is_busy(subject_ref: str, kind: str | None = None) -> bool:
    """Whether long work on a thing waits or runs."""
    job = latest_job(subject_ref, kind)
    return job is not None and job.state in {JobState.WAITING, JobState.RUNNING}


def last_round() -> datetime | None:
    """When a worker last did its round; None: never."""
    return db.session.scalar(select(Pulse.at).order_by(Pulse.at.desc()).limit(1))


def is_minded(now: datetime) -> bool:
    """Whether a worker did its round within the last five minutes."""
    at = last_round()
    return at is not None and now - at < PULSE_LATE
