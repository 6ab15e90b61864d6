"""Who sits, what is known of them and what they wish; sealed until it is read here."""

import json
from typing import Any

from msgspec import Struct

from dialogue.foundation.database import all_of, db
from dialogue.foundation.errors import NotHere
from dialogue.foundation.vault import Unreadable
from dialogue.registrations.queries import people_of
from dialogue.registrations.sealed import key_of
from dialogue.seating.models import SeatingNote, SeatingWish, WishKind
from dialogue.seating.people import Neighbour, who_sits
from dialogue.seating.queries.tables import of_session
from dialogue.seating.rules.dealing import Key
from dialogue.sessions.models import DialogueSession


class Wished(Struct, frozen=True):
    """A wish, readable: whom it is about are keys of people."""

    id: int
    kind: WishKind
    hard: bool
    about: tuple[Key, ...]


def note_of(dialogue_session: DialogueSession, key: Key) -> SeatingNote | None:
    """The sealed note of one person, if there is one."""
    statement = of_session(SeatingNote, dialogue_session).where(
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
        for each in all_of(of_session(SeatingNote, dialogue_session))
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
    rows = all_of(of_session(SeatingWish, dialogue_session).order_by(SeatingWish.id))
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
    statement = of_session(SeatingWish, dialogue_session).where(
        SeatingWish.id == wish_id
    )
    found: SeatingWish | None = db.session.scalar(statement)
    if found is None:
        raise NotHere
    return found


def neighbours_of(dialogue_session: DialogueSession) -> list[Neighbour]:
    """Everybody who has a seat and did not stay away, with their notes."""
    if dialogue_session.forgotten_at is not None:
        return []
    return who_sits(
        dialogue_session, people_of(dialogue_session), notes_of(dialogue_session)
    )
