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
    forget_receivers,
    note_opened,
    pass_on,
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
    "forget_receivers",
    "keep_answer",
    "note_opened",
    "note_returned",
    "pass_on",
    "remind",
    "resend",
    "send_answers",
    "withdraw",
]
