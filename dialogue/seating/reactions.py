"""What the seating room does when a bell rings, and every minute."""

from datetime import datetime

from dialogue.foundation import bells, jobs
from dialogue.seating import actions
from dialogue.seating.actions.planning import JOB, carry_out
from dialogue.sessions.models import DialogueSession


@bells.people_forgotten.connect
def forget_their_chairs(
    _municipality_id: int, *, dialogue_session: DialogueSession, now: datetime
) -> None:
    """When people are forgotten, so is where they sat."""
    actions.forget_seating(dialogue_session)


@jobs.sweeps
def forget_seatings(now: datetime) -> None:
    """The morning after, who sat where is deleted."""
    actions.forget_when_over(now)


@jobs.handles(JOB)
def plan_tables(subject_ref: str, progress: jobs.Progress, now: datetime) -> None:
    """``seating:12``: plan the tables of an evening, in the worker."""
    carry_out(int(subject_ref.removeprefix("seating:")), progress, now)
