"""The pages of municipalities: where somebody works, and with whom."""

from dialogue.municipalities.views import desks, team
from dialogue.municipalities.views.door import room

__all__ = ["desks", "room", "team"]
