"""The council of the example: receives the report, answers two of four requests."""

from flask import Flask

from dialogue.example.walk import Calendar, World


def answer(app: Flask, world: World, session_id: int, calendar: Calendar) -> None:
    """Deliver, acknowledge, answer in part; residents hear it along their own channel."""
