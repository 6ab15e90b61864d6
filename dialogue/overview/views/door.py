"""The door of the overview room."""

from dialogue.access.room import Room
from dialogue.overview.words import ask_row, capitalize_first, day_and_distance

room = Room("overview", __name__)

room.add_app_template_filter(ask_row, "ask_row")
room.add_app_template_filter(capitalize_first, "capitalize_first")
room.add_app_template_global(day_and_distance)
