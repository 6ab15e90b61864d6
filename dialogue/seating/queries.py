"""Reading tables, chairs and what people wish; always of one dialogue session."""

import json
from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from dialogue.foundation.database import all_of, db, everywhere, within
from dialogue.foundation.errors import NotHere
from dialogue.foundation.vault import Unreadable
from dialogue.registrations.models import Registration, Standing
from dialogue.registrations.queries import people_of
from dialogue.registrations.sealed import key_of
from dialogue.seating import rules
from dialogue.seating.models import (
    Chair,
    DialogueTable,
    SeatingNote,
    SeatingPaper,
    SeatingProposal,
    SeatingSetUp,
    SeatingStep,
    SeatingWish,
    WishKind,
)
from dialogue.seating.people import Neighbour, who_sits
from dialogue.seating.rules.dealing import Key
from dialogue.sessions.models import DialogueSession


@dataclass(frozen=True, slots=True)
class Wished:
    """A wish, readable: whom it is about are keys of people."""

    id: int
    kind: WishKind
    hard: bool
    about: tuple[Key, ...]


def _of(model: Any, dialogue_session: DialogueSession) -> Select[Any]:
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
    statement = _of(DialogueTable, dialogue_session)
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


def session_by_id(session_id: int) -> DialogueSession:
    """A dialogue session for a job, which knows its number only."""
    found: DialogueSession = db.session.scalars(
        everywhere(select(DialogueSession).where(DialogueSession.id == session_id))
    ).one()
    return found


def table_of(dialogue_session: DialogueSession, number: int) -> DialogueTable:
    """One table by its number; NotHere otherwise."""
    for each in tables_of(dialogue_session):
        if each.number == number:
            return each
    raise NotHere


def chairs_of(dialogue_session: DialogueSession) -> list[Chair]:
    """Every chair that somebody was given, also of who does not come any more."""
    statement = _of(Chair, dialogue_session)
    return list(
        all_of(statement.order_by(Chair.round_number, Chair.table_number, Chair.id))
    )


def set_up_of(dialogue_session: DialogueSession) -> SeatingSetUp:
    """How people are mixed; one round and no lines while nobody chose."""
    found: SeatingSetUp | None = db.session.scalar(_of(SeatingSetUp, dialogue_session))
    return found or SeatingSetUp(
        dialogue_session_id=dialogue_session.id,
        municipality_id=dialogue_session.municipality_id,
        rounds=1,
        lines=[],
        streets=[],
        statement="",
        parties_together=True,
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
    statement = _of(SeatingStep, dialogue_session)
    found: SeatingStep | None = db.session.scalar(
        statement.order_by(SeatingStep.id.desc()).limit(1)
    )
    return found


def steps_of(dialogue_session: DialogueSession) -> Sequence[SeatingStep]:
    """All steps that can be undone, the last first."""
    statement = _of(SeatingStep, dialogue_session)
    found: Sequence[SeatingStep] = all_of(statement.order_by(SeatingStep.id.desc()))
    return found


def note_of(dialogue_session: DialogueSession, key: Key) -> SeatingNote | None:
    """The sealed note of one person, if there is one."""
    statement = _of(SeatingNote, dialogue_session).where(
        SeatingNote.registration_id == key[0], SeatingNote.person == key[1]
    )
    found: SeatingNote | None = db.session.scalar(statement)
    return found


def notes_of(dialogue_session: DialogueSession) -> dict[Key, dict[str, Any]]:
    """What is known of people, readable; empty once they are forgotten."""
    try:
        key = key_of(dialogue_session)
    except Unreadable:
        return {}
    return {
        (each.registration_id, each.person): json.loads(
            key.open(each.known, note_place(each))
        )
        for each in all_of(_of(SeatingNote, dialogue_session))
        if each.known is not None
    }


def note_place(note: SeatingNote) -> str:
    """Where a note's sealed value belongs."""
    return f"seating_note.known:{note.id}:{note.municipality_id}"


def wish_place(wish: SeatingWish) -> str:
    """Where a wish's sealed value belongs."""
    return f"seating_wish.about:{wish.id}:{wish.municipality_id}"


def wishes_of(dialogue_session: DialogueSession) -> list[Wished]:
    """All wishes, readable, in the order they were made."""
    try:
        key = key_of(dialogue_session)
    except Unreadable:
        return []
    rows = all_of(_of(SeatingWish, dialogue_session).order_by(SeatingWish.id))
    return [
        Wished(
            row.id,
            row.kind,
            row.hard,
            tuple(
                (registration, person)
                for registration, person in json.loads(
                    key.open(row.about, wish_place(row))
                )
            ),
        )
        for row in rows
        if row.about is not None
    ]


def wish_in(dialogue_session: DialogueSession, wish_id: int) -> SeatingWish:
    """One wish of this dialogue session; NotHere otherwise."""
    statement = _of(SeatingWish, dialogue_session).where(SeatingWish.id == wish_id)
    found: SeatingWish | None = db.session.scalar(statement)
    if found is None:
        raise NotHere
    return found


def proposals_of(dialogue_session: DialogueSession) -> list[SeatingProposal]:
    """The plans at the door, in the order they were made."""
    statement = _of(SeatingProposal, dialogue_session)
    return list(all_of(statement.order_by(SeatingProposal.id)))


def paper_of(
    dialogue_session: DialogueSession, kind: str, language: str, *, large: bool
) -> SeatingPaper | None:
    """What was printed in a job, if it was; it may be of a room that changed since."""
    statement = _of(SeatingPaper, dialogue_session).where(
        SeatingPaper.kind == kind,
        SeatingPaper.language == language,
        SeatingPaper.large == large,
    )
    found: SeatingPaper | None = db.session.scalar(statement)
    return found


def paper_place(paper: SeatingPaper) -> str:
    """Where a paper's sealed bytes belong."""
    return f"seating_paper.content:{paper.id}:{paper.municipality_id}"


def pdf_of(dialogue_session: DialogueSession, paper: SeatingPaper) -> bytes:
    """The PDF of a paper; Unreadable once people are forgotten."""
    text = key_of(dialogue_session).open(paper.content or b"", paper_place(paper))
    return b64decode(text)


def neighbours_of(dialogue_session: DialogueSession) -> list[Neighbour]:
    """Everybody who has a seat and did not stay away, with their notes."""
    if dialogue_session.forgotten_at is not None:
        return []
    return who_sits(
        dialogue_session, people_of(dialogue_session), notes_of(dialogue_session)
    )


def seated_figures(
    dialogue_sessions: Sequence[DialogueSession],
) -> Mapping[int, tuple[int, int, int]]:
    """Per dialogue session: tables, people to seat, people with a first chair."""
    ids = [each.id for each in dialogue_sessions]
    tables = _counted(DialogueTable, ids, func.count(DialogueTable.id))
    chairs = (
        select(Chair.dialogue_session_id, func.count(Chair.id))
        .join(Registration, Registration.id == Chair.registration_id)
        .where(
            Chair.dialogue_session_id.in_(ids),
            Chair.round_number == 1,
            Registration.standing == Standing.SEATED,
            Chair.person <= func.coalesce(Registration.came, Registration.people),
        )
        .group_by(Chair.dialogue_session_id)
    )
    people = (
        select(
            Registration.dialogue_session_id,
            func.sum(func.coalesce(Registration.came, Registration.people)),
        )
        .where(
            Registration.dialogue_session_id.in_(ids),
            Registration.standing == Standing.SEATED,
        )
        .group_by(Registration.dialogue_session_id)
    )
    seated, here = _pairs(chairs), _pairs(people)
    return {
        each.id: (
            tables.get(each.id, each.tables),
            here.get(each.id, 0),
            seated.get(each.id, 0),
        )
        for each in dialogue_sessions
    }


def _counted(model: Any, ids: Sequence[int], figure: Any) -> dict[int, int]:
    return _pairs(
        select(model.dialogue_session_id, figure)
        .where(model.dialogue_session_id.in_(ids))
        .group_by(model.dialogue_session_id)
    )


def _pairs(statement: Any) -> dict[int, int]:
    rows = db.session.execute(everywhere(statement)).all()
    return {row[0]: int(row[1]) for row in rows}


def over_since(moment: Any) -> Sequence[DialogueSession]:
    """Dialogue sessions that ended before a moment and still have chairs or notes."""
    has = select(Chair.dialogue_session_id).union(
        select(SeatingNote.dialogue_session_id),
        select(SeatingWish.dialogue_session_id),
        select(SeatingPaper.dialogue_session_id),
    )
    statement = select(DialogueSession).where(
        DialogueSession.ends_at < moment, DialogueSession.id.in_(has)
    )
    found: Sequence[DialogueSession] = all_of(everywhere(statement))
    return found
