"""The doors of the reports room."""

from dialogue.reports.views import desk, public, town
from dialogue.reports.views.door import room

__all__ = ["desk", "public", "room", "town"]
