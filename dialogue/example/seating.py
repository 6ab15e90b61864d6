"""The tables of the example: dealt by the simple rule."""

from dialogue.example.walk import Calendar, World


def deal_tables(world: World, session_id: int, calendar: Calendar) -> None:
    """Six tables, everybody dealt, two moved by hand."""
