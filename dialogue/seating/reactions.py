"""What the seating room does when a bell rings, and every minute."""

from datetime import datetime

from dialogue.foundation import bells, jobs
from dialogue.registrations.models import Registration
from dialogue.seating import actions
from dialogue.seating.actions import planning
from dialogue.sessions.models import DialogueSession


@bells.people_forgotten.connect
def forget_their_chairs(
    _municipality_id: int, *, dialogue_session: DialogueSession, now: datetime
) -> None:
    """When people are forgotten, so is where they sat."""
    actions.forget_seating(dialogue_session)


@bells.person_erased.connect
def forget_one_chair(
    _municipality_id: int, *, registration: Registration, now: datetime
) -> None:
    """Whoever asked to be wiped is wiped here too."""
    actions.forget_person(registration)


@jobs.sweeps
def forget_seatings(now: datetime) -> None:
    """The morning after, who sat where is deleted."""
    actions.forget_when_over(now)


@jobs.handles(planning.JOB)
def plan_tables(subject_ref: str, progress: jobs.Progress, now: datetime) -> None:
    """``seating:12``: plan the tables of an evening, in the worker."""
    planning.carry_out(int(subject_ref.removeprefix("seating:")), progress, now)
