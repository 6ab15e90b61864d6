"""What the access room does in the background."""

from datetime import datetime

from dialogue.access import actions
from dialogue.access.actions.links import RESET_JOB
from dialogue.foundation import jobs
from dialogue.foundation.jobs import Progress

jobs.sweeps(actions.tidy)


@jobs.handles(RESET_JOB)
def mail_the_link(subject_ref: str, _progress: Progress, now: datetime) -> None:
    """Find out who asked for a new password, and mail them."""
    actions.carry_out_reset(subject_ref.partition(":")[2], now)
