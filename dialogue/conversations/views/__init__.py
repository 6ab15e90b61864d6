"""The doors of the conversations room: at a table, and on the desk."""

from dialogue.conversations.views import (
    console,
    entry,
    here,
    hosting,
    measures,
    polling,
    reading,
    sentence,
    sheets,
    stop,
    table,
)
from dialogue.conversations.views.door import room

stop.provide()

__all__ = [
    "console",
    "entry",
    "here",
    "hosting",
    "measures",
    "polling",
    "reading",
    "room",
    "sentence",
    "sheets",
    "table",
]
