"""The doors of the seating room; telling the story what happens here."""

from dialogue.seating.views import (
    at_the_door,
    mine,
    mixing,
    planning,
    printing,
    room_of_tables,
    stops,
    tables,
)
from dialogue.seating.views.door import room

stops.provide()

__all__ = [
    "at_the_door",
    "mine",
    "mixing",
    "planning",
    "printing",
    "room",
    "room_of_tables",
    "tables",
]
