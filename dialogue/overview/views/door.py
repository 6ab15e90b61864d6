"""The door of the overview room."""

from dialogue.access.room import Room
from dialogue.overview.words import ask_row, day_and_distance

room = Room("overview", __name__)

room.add_app_template_filter(ask_row, "ask_row")
room.add_app_template_global(day_and_distance)
