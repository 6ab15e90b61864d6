"""The door of the overview room."""

from dialogue.access.room import Room
from dialogue.overview.words import ask_row, capitalize_first

room = Room("overview", __name__)

room.add_app_template_filter(ask_row, "ask_row")
room.add_app_template_filter(capitalize_first, "capitalize_first")
