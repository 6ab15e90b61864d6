"""The room that every page of municipalities belongs to."""

from dialogue.access.room import Room

room = Room("municipalities", __name__)
