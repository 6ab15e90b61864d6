"""The doors of the access room: signing in and out, and one's own account."""

from dialogue.access import commands
from dialogue.access.views import invitation, own, reset, second_factor, signing
from dialogue.access.views.door import room, whose_browser

__all__ = [
    "commands",
    "invitation",
    "own",
    "reset",
    "room",
    "second_factor",
    "signing",
    "whose_browser",
]
