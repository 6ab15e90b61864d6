"""The room that every page of guides belongs to, and its words for templates."""

from dialogue.access.room import Room
from dialogue.guides import words
from dialogue.guides.format import fill, text

room = Room("guides", __name__)

room.add_app_template_global(text, "guide_text")
room.add_app_template_global(fill, "fill_placeholders")
room.add_app_template_filter(words.step_word, "step_word")
room.add_app_template_filter(words.tables_word, "tables_word")
room.add_app_template_filter(words.said, "said")
room.add_app_template_filter(words.capture_words, "capture_words")
room.add_app_template_filter(words.turn_words, "turn_words")
room.add_app_template_filter(words.people_words, "people_words")
room.add_app_template_filter(words.sensitivity_word, "sensitivity_word")
room.add_app_template_filter(words.minutes_words, "minutes_words")
room.add_app_template_filter(words.language_name, "language_name")
