"""The doors of the registrations room; telling the story what happens here."""

from dialogue.registrations.models import SeatCount
from dialogue.registrations.views import (
    astray,
    attendance,
    calls,
    holding,
    inviting,
    mine,
    person,
    seats,
    signing_up,
    stops,
)
from dialogue.registrations.views.door import room
from dialogue.sessions.seats import count_in

count_in(SeatCount)
stops.provide()
astray.provide()

__all__ = [
    "astray",
    "attendance",
    "calls",
    "holding",
    "inviting",
    "mine",
    "person",
    "room",
    "seats",
    "signing_up",
]
