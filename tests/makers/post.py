"""Makers for the post."""

from datetime import datetime
from itertools import count
from typing import Any

from dialogue.foundation import clock, post
from dialogue.foundation.post import Channel, Letter, Message

_numbers = count(1)


def make_letter(to: str = "buur@dialogue.example", **more: Any) -> Letter:
    """A letter to one neighbour."""
    values: dict[str, Any] = {
        "subject": "Je plek",
        "text": "Tot donderdag.\n",
        "name": "Buur",
    }
    return Letter(to, **(values | more))


def make_message(
    letter: Letter | None = None, *, now: datetime | None = None, **more: Any
) -> Message:
    """A letter in the outbox; flushes, does not commit."""
    values: dict[str, Any] = {
        "kind": "test", "channel": Channel.MAIL, "subject_ref": "registration:1",
        "language": "nl", "dedupe": f"test:{next(_numbers)}", "now": now or clock.now(),
    }  # fmt: skip
    message = post.queue(letter or make_letter(), **(values | more))
    assert message is not None
    return message
