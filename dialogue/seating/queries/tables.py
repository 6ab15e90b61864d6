"""Tables, chairs, how people are mixed, and the steps and plans beside them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select

from dialogue.foundation.database import all_of, db, everywhere, within
from dialogue.foundation.errors import NotHere
from dialogue.seating import rules
from dialogue.seating.models import (
    Chair,
    DialogueTable,
    SeatingProposal,
    SeatingSetUp,
    SeatingStep,
)
from dialogue.sessions.models import DialogueSession


def of_session(model: Any, dialogue_session: DialogueSession) -> Select[Any]:
    """The rows of a model that belong to one dialogue session."""
    return within(
        dialogue_session.municipality_id,
        select(model).where(model.dialogue_session_id == dialogue_session.id),
    )


def tables_of(dialogue_session: DialogueSession) -> list[DialogueTable]:
    """The tables of the room by number; as planned while nobody changed them.

    Tables that were never changed are not in the database: they have no id.
    """
    found = kept_tables(dialogue_session)
    return found or default_tables(dialogue_session)


def kept_tables(dialogue_session: DialogueSession) -> list[DialogueTable]:
    """The tables that somebody set out, by number."""
    statement = of_session(DialogueTable, dialogue_session)
    return list(all_of(statement.order_by(DialogueTable.number)))


def default_tables(dialogue_session: DialogueSession) -> list[DialogueTable]:
    """The tables as the plan of the evening has them; not kept."""
    fewest, most = rules.default_sizes(dialogue_session.seats, dialogue_session.tables)
    return [
        DialogueTable(
            municipality_id=dialogue_session.municipality_id,
            dialogue_session_id=dialogue_session.id,
            number=number,
            fewest=fewest,
            most=most,
            accessible=True,
            locked=False,
            host_name="",
        )
        for number in range(1, dialogue_session.tables + 1)
    ]


def table_of(dialogue_session: DialogueSession, number: int) -> DialogueTable:
    """One table by its number; NotHere otherwise."""
    for each in tables_of(dialogue_session):
        if each.number == number:
            return each
    raise NotHere


def chairs_of(dialogue_session: DialogueSession) -> list[Chair]:
    """Every chair that somebody was given, also of who does not come any more."""
    statement = of_session(Chair, dialogue_session)
    return list(
        all_of(statement.order_by(Chair.round_number, Chair.table_number, Chair.id))
    )


def set_up_of(dialogue_session: DialogueSession) -> SeatingSetUp:
    """How people are mixed; one round and no lines while nobody chose."""
    found: SeatingSetUp | None = db.session.scalar(
        of_session(SeatingSetUp, dialogue_session)
    )
    return found or SeatingSetUp(
        dialogue_session_id=dialogue_session.id,
        municipality_id=dialogue_session.municipality_id,
        rounds=1,
        lines=[],
        streets=[],
        statement="",
        parties_together=True,
        hosts_must=True,
        locked_rounds=[],
        seed=1,
        effort=3,
        stop_asked=False,
        planned_at=None,
        revision=1,
    )


def stop_asked(dialogue_session_id: int) -> bool:
    """Whether somebody asked the planning to stop (read by the job)."""
    statement = select(SeatingSetUp.stop_asked).where(
        SeatingSetUp.dialogue_session_id == dialogue_session_id
    )
    return bool(db.session.scalar(everywhere(statement)))


def last_step(dialogue_session: DialogueSession) -> SeatingStep | None:
    """The step that undo takes back."""
    statement = of_session(SeatingStep, dialogue_session)
    found: SeatingStep | None = db.session.scalar(
        statement.order_by(SeatingStep.id.desc()).limit(1)
    )
    return found


def steps_of(dialogue_session: DialogueSession) -> Sequence[SeatingStep]:
    """All steps that can be undone, the last first."""
    statement = of_session(SeatingStep, dialogue_session)
    found: Sequence[SeatingStep] = all_of(statement.order_by(SeatingStep.id.desc()))
    return found


def proposals_of(dialogue_session: DialogueSession) -> list[SeatingProposal]:
    """The plans at the door, in the order they were made."""
    statement = of_session(SeatingProposal, dialogue_session)
    return list(all_of(statement.order_by(SeatingProposal.id)))
