"""What the seating room does when a bell rings, and every minute."""

from datetime import datetime

from dialogue.foundation import bells, jobs
from dialogue.seating import actions
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
