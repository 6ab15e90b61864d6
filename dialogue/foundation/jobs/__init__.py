"""Long work in the background: enqueue here, handle in the room it belongs to."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from flask import current_app

from dialogue.foundation.database import after_commit, db
from dialogue.foundation.jobs.models import Job, JobState


class Progress(Protocol):
    """Told how far: 0.0 … 1.0, and of a long paper the pages, and what they hold."""

    def __call__(self, share: float, *, pages: int = 0, parts: int = 0) -> None:
        """Note it."""


Handler = Callable[[str, Progress, datetime], None]  # (subject_ref, progress, now)
HANDLERS: dict[str, Handler] = {}
SWEEPS: list[Callable[[datetime], None]] = []  # run every minute, each in a transaction


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Declare who carries out a kind of job. It runs inside ``writing()``-less app

    context: the handler opens its own ``with writing():`` around what it writes.
    """

    def declare(handler: Handler) -> Handler:
        HANDLERS[kind] = handler
        return handler

    return declare


def sweeps(action: Callable[[datetime], None]) -> Callable[[datetime], None]:
    """Declare something the worker does every minute (idempotent, in a transaction)."""
    SWEEPS.append(action)
    return action


def enqueue(
    kind: str, subject_ref: str, *, now: datetime, municipality_id: int | None = None
) -> Job:
    """Ask for long work in this transaction; the worker is woken after the commit."""
    job = Job(
        kind=kind, subject_ref=subject_ref, municipality_id=municipality_id,
        not_before=now, made_at=now,
    )  # fmt: skip
    db.session.add(job)
    db.session.flush()
    after_commit(current_app.extensions["wake"])
    return job


__all__ = [
    "HANDLERS",
    "SWEEPS",
    "Handler",
    "Job",
    "JobState",
    "Progress",
    "enqueue",
    "handles",
    "sweeps",
]
