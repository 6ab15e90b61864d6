"""The doors of the reports room."""

from dialogue.reports.views import desk, merging, public, town
from dialogue.reports.views.door import room

__all__ = ["desk", "merging", "public", "room", "town"]
