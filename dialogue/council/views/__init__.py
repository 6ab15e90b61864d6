"""The doors of the council room."""

from dialogue.council.views import answering, delivering, opening, stops
from dialogue.council.views.door import room

stops.provide()

__all__ = ["answering", "delivering", "opening", "room"]
