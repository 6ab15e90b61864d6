"""The pages of municipalities: places, set-up, team, and the owner's programme."""

from dialogue.municipalities.views import astray, programme, set_up, team, venues
from dialogue.municipalities.views.door import room

__all__ = ["astray", "programme", "room", "set_up", "team", "venues"]
