"""Carrying out long work: each job by one worker, again when that worker died.

A handler may run twice (its worker died after the work, before the note): it must lead
to the same result. It opens ``with writing():`` around what it writes.
"""

from collections.abc import Callable
from datetime import datetime
from time import monotonic

from sqlalchemy import select, update

from dialogue.foundation.database import db, writing
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.jobs import HANDLERS, SWEEPS, Job, JobState, Progress
from dialogue.foundation.jobs.models import FAULT, Pulse
from dialogue.foundation.language import speaking
from dialogue.foundation.lifeline import take_back
from dialogue.foundation.logs import log
from dialogue.foundation.post import backoff

MOST_TRIES = 5
TELL_EVERY = 0.5  # seconds between notes of progress
ROUND = "round"  # the name of the worker's pulse
ROUND_SECONDS = 30  # within this, another worker did the round already


def work_due(now: datetime, worker: str) -> int:
    """Carry out all jobs that are due; gives how many were tried.

    ``worker`` is the name of a held lifeline. Runs its own transactions.
    """
    tried = 0
    while (job := _claim(now, worker)) is not None:
        tried += 1
        _carry_out(*job, now, worker)
    return tried


def _claim(now: datetime, worker: str) -> tuple[int, str, str] | None:
    due = (
        select(Job)
        .where(Job.state == JobState.WAITING, Job.not_before <= now)
        .order_by(Job.not_before, Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)  # SQLite: one writer at a time anyway
    )
    with writing():
        job = db.session.scalar(due)
        if job is None:
            return None
        job.state, job.claimed_by, job.done_share = JobState.RUNNING, worker, 0.0
        job.pages = job.parts = 0
        job.tries += 1
        return job.id, job.kind, job.subject_ref


def _carry_out(
    job_id: int, kind: str, subject_ref: str, now: datetime, worker: str
) -> None:
    handler = HANDLERS.get(kind)
    if handler is None:
        _note(job_id, worker, JobState.FAILED, "nobody carries out this kind of job")
        return
    try:
        handler(subject_ref, progress_of(job_id), now)
        db.session.rollback()  # what the handler left open was not meant to stay
    except RuleBroken as broken:
        with speaking("en"):  # whoever reads it has a language of their own
            sentence = str(broken.sentence)
        _note(job_id, worker, JobState.FAILED, sentence)
    except Exception as wrong:  # the other jobs go on
        log.error("job failed", job=job_id, kind=kind, exc_info=wrong)
        _again(job_id, worker, now, type(wrong).__name__)
    else:
        _note(job_id, worker, JobState.DONE, None)


def _note(job_id: int, worker: str, state: JobState, trouble: str | None) -> None:
    with writing():
        job = _mine(job_id, worker)
        if job is not None:
            job.state, job.claimed_by = state, None
            job.trouble = trouble[:300] if trouble else None
            job.done_share = 1.0 if state is JobState.DONE else job.done_share


def _again(job_id: int, worker: str, now: datetime, trouble: str) -> None:
    with writing():
        job = _mine(job_id, worker)
        if job is not None:
            _try_later(job, now, trouble)


def _mine(job_id: int, worker: str) -> Job | None:
    return db.session.scalar(
        select(Job).where(
            Job.id == job_id, Job.state == JobState.RUNNING, Job.claimed_by == worker
        )
    )


def _try_later(job: Job, now: datetime, trouble: str) -> None:
    job.claimed_by, job.trouble = None, f"{FAULT}{trouble}"[:300]
    over = job.tries >= MOST_TRIES
    job.state = JobState.FAILED if over else JobState.WAITING
    job.not_before = now + backoff(job.tries)


def progress_of(job_id: int) -> Progress:
    """How a handler tells how far it is: seen by pages at once.

    Inside the handler's own ``writing()`` it is seen when that commits.
    """
    told = [0.0]

    def tell(share: float, *, pages: int = 0, parts: int = 0) -> None:
        if share < 1 and monotonic() - told[0] < TELL_EVERY:
            return
        told[0] = monotonic()
        far = {"done_share": min(max(share, 0), 1), "pages": pages, "parts": parts}
        note = update(Job).where(Job.id == job_id).values(far)
        if _is_writing():
            db.session.execute(note)
            return
        with (
            db.engine.connect().execution_options(write=True) as beside,
            beside.begin(),
        ):
            beside.execute(note)

    return tell


def _is_writing() -> bool:
    if not db.session.registry().in_transaction():
        return False
    return bool(db.session.connection().get_execution_options().get("write"))


def return_stale(now: datetime, is_alive: Callable[[str], bool]) -> int:
    """Take back jobs whose worker died; gives how many."""

    def again(job: Job) -> None:
        _try_later(job, now, "the worker stopped")
        if job.state is JobState.WAITING:
            job.not_before = now

    return take_back(select(Job).where(Job.state == JobState.RUNNING), is_alive, again)


def do_round(now: datetime, *, always: bool = False) -> bool:
    """Run every sweep, each in a transaction of its own; one worker a minute does.

    A sweep that fails is logged and does not keep the others from running.
    """
    if not _take_round(now) and not always:
        return False
    for sweep in SWEEPS:
        try:
            with writing():
                sweep(now)
        except Exception as wrong:
            log.error("sweep failed", sweep=sweep.__qualname__, exc_info=wrong)
    return True


def _take_round(now: datetime) -> bool:
    mine = select(Pulse).where(Pulse.name == ROUND).with_for_update()
    with writing():
        pulse = db.session.scalar(mine)
        if pulse is None:
            db.session.add(Pulse(name=ROUND, at=now))
            return True
        if 0 <= (now - pulse.at).total_seconds() < ROUND_SECONDS:
            return False
        pulse.at = now
        return True
