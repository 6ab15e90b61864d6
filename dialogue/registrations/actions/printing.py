"""What the papers of this room are made of: letters, calls, the sheet at the door."""

from datetime import datetime
from functools import partial

from dialogue.foundation import post, printing
from dialogue.foundation.database import db, lock_row
from dialogue.foundation.errors import NotHere, RuleBroken
from dialogue.foundation.post import Channel
from dialogue.foundation.printing.keeping import CHANGED
from dialogue.foundation.vault import DataKey
from dialogue.municipalities.models import Municipality
from dialogue.municipalities.queries import municipality_by_id
from dialogue.registrations import calling, listing, paper, queries
from dialogue.registrations.sealed import key_of
from dialogue.sessions.models import DialogueSession
from dialogue.sessions.queries import session_by_id


def _town(municipality_id: int) -> Municipality:
    found = municipality_by_id(municipality_id)
    if found is None:
        raise NotHere
    return found


def _letters(municipality_id: int, _large: bool, now: datetime) -> printing.Sheet:
    waiting = queries.letters_of(municipality_id, now)
    told = [(each.language, post.read(each)) for each in waiting]
    return paper.letters(told, _town(municipality_id), now)


def _calls(municipality_id: int, _large: bool, now: datetime) -> printing.Sheet:
    waiting = queries.calls_of(municipality_id, now)
    told = [calling.shown(each) for each in waiting]
    return paper.call_list(told, _town(municipality_id), now)


def _hold_post(channel: Channel, municipality_id: int, now: datetime) -> None:
    """Not waiting for whoever is just wiping or settling one of them."""
    if queries.held_post(municipality_id, channel, now):
        raise RuleBroken(CHANGED)


def _attendance(session_id: int, _large: bool, now: datetime) -> printing.Sheet:
    dialogue_session = session_by_id(session_id)
    forgotten = dialogue_session.forgotten_at is not None
    rows = [] if forgotten else listing.expected(listing.rows_of(dialogue_session, now))
    town = dialogue_session.municipality.name
    return paper.attendance(dialogue_session, town, rows, now)


def _hold_people(session_id: int, _now: datetime) -> None:
    lock_row(DialogueSession, session_id)
    db.session.refresh(session_by_id(session_id))


def _box(session_id: int) -> DataKey:
    return key_of(session_by_id(session_id))


# Sealed as the post itself is: what waits is of people of several evenings.
POST = {
    kind: printing.declares(
        printing.Paper(
            f"registrations.{kind}", "municipality", sheet, partial(_hold_post, channel)
        )
    )
    for kind, channel, sheet in (
        ("letters", Channel.LETTER, _letters),
        ("calls", Channel.CALL, _calls),
    )
}
ATTENDANCE = printing.declares(
    printing.Paper(
        "registrations.attendance", "session", _attendance, _hold_people, _box
    )
)
