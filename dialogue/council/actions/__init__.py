"""Handing a report over, answering it, reminding, and bringing the answer back."""

from dialogue.council.actions.answering import (
    Answer,
    erase_answer,
    keep_answer,
    send_answers,
)
from dialogue.council.actions.delivering import (
    acknowledge,
    deliver,
    note_opened,
    resend,
    withdraw,
)
from dialogue.council.actions.reminding import remind
from dialogue.council.actions.returning import bring_back, note_returned

__all__ = [
    "Answer",
    "acknowledge",
    "bring_back",
    "deliver",
    "erase_answer",
    "keep_answer",
    "note_opened",
    "note_returned",
    "remind",
    "resend",
    "send_answers",
    "withdraw",
]
