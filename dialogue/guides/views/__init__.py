"""The doors of the guides room."""

from dialogue.guides.views import keeping, reading
from dialogue.guides.views.door import room

__all__ = ["keeping", "reading", "room"]
