"""What the council room does in the background."""

from datetime import datetime

from dialogue.council import actions
from dialogue.foundation import jobs


@jobs.sweeps
def remind_clerks(now: datetime) -> None:
    """Whoever owes answers is reminded."""
    actions.remind(now)


@jobs.sweeps
def forget_clerks(now: datetime) -> None:
    """When everything is answered, nobody needs to know who answered."""
    actions.forget_receivers(now)


@jobs.sweeps
def start_the_clock(now: datetime) -> None:
    """Answers that reached everybody let the clock of forgetting start."""
    actions.note_returned(now)
