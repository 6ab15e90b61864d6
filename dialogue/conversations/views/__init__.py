"""The doors of the conversations room: at a table, and on the desk."""

from dialogue.conversations.views import here, reading, sentence, table
from dialogue.conversations.views.door import room

__all__ = ["here", "reading", "room", "sentence", "table"]
