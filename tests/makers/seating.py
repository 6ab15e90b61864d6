"""Makers for the seating room."""

from typing import Any

from dialogue.foundation.database import db
from dialogue.registrations.models import Registration
from dialogue.seating.models import Chair, DialogueTable
from dialogue.sessions.models import DialogueSession


def make_table(
    dialogue_session: DialogueSession, number: int = 1, **more: Any
) -> DialogueTable:
    """A table of eight."""
    values: dict[str, Any] = {"fewest": 3, "most": 8, "accessible": True}
    found = DialogueTable(
        municipality_id=dialogue_session.municipality_id,
        dialogue_session_id=dialogue_session.id, number=number, **(values | more),
    )  # fmt: skip
    db.session.add(found)
    db.session.flush()
    return found


def make_chair(registration: Registration, table_number: int = 1, **more: Any) -> Chair:
    """A chair in the first round."""
    values: dict[str, Any] = {"person": 1, "round_number": 1}
    found = Chair(
        municipality_id=registration.municipality_id,
        dialogue_session_id=registration.dialogue_session_id,
        registration_id=registration.id, table_number=table_number, **(values | more),
    )  # fmt: skip
    db.session.add(found)
    db.session.flush()
    return found
