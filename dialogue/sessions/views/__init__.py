"""The doors of the sessions room."""

from dialogue.sessions.views import changing, planning, public, showing
from dialogue.sessions.views.door import room

__all__ = ["changing", "planning", "public", "room", "showing"]
