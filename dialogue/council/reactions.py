"""What the council room does in the background."""

from dialogue.council import actions
from dialogue.foundation import jobs

jobs.sweeps(actions.remind)
jobs.sweeps(actions.note_returned)
