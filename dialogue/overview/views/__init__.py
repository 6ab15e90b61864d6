"""The doors of the overview room."""

from dialogue.overview.views import desk, public
from dialogue.overview.views.door import room

__all__ = ["desk", "public", "room"]
