"""The tables of the room: how many, how large, who hosts them."""

from datetime import datetime

from msgspec import Struct

from dialogue.foundation.database import db
from dialogue.seating import queries, rules
from dialogue.seating.actions.keeping import begin, set_out, write
from dialogue.seating.models import DialogueTable
from dialogue.sessions.models import DialogueSession


class TableWords(Struct, frozen=True):
    """What one can say of a table."""

    fewest: int
    most: int
    accessible: bool
    host_name: str = ""


def add_table(dialogue_session: DialogueSession, *, now: datetime) -> DialogueTable:
    """One table more, as large as the last one; it gets the lowest free number."""
    begin(dialogue_session, now)
    tables = set_out(dialogue_session)
    rules.check_room_for_table(len(tables))
    taken = {each.number for each in tables}
    made = DialogueTable(
        municipality_id=dialogue_session.municipality_id,
        dialogue_session_id=dialogue_session.id,
        number=next(n for n in range(1, len(tables) + 2) if n not in taken),
        fewest=tables[-1].fewest,
        most=tables[-1].most,
        accessible=tables[-1].accessible,
        locked=False,
        host_name="",
    )
    db.session.add(made)
    write(dialogue_session, "added a table", now, len(tables) + 1)
    return made


def change_table(
    dialogue_session: DialogueSession, number: int, words: TableWords, *, now: datetime
) -> DialogueTable:
    """Other sizes, another host, accessible or not."""
    begin(dialogue_session, now)
    set_out(dialogue_session)
    rules.check_size(words.fewest, words.most)
    found = queries.table_of(dialogue_session, number)
    found.fewest, found.most = words.fewest, words.most
    found.accessible, found.host_name = words.accessible, words.host_name
    write(dialogue_session, "changed a table", now, number)
    return found


def lock_table(
    dialogue_session: DialogueSession, number: int, *, locked: bool, now: datetime
) -> None:
    """A table that nobody leaves and nobody joins."""
    begin(dialogue_session, now)
    set_out(dialogue_session)
    queries.table_of(dialogue_session, number).locked = locked
    write(dialogue_session, "locked a table" if locked else "unlocked a table", now)


def remove_table(
    dialogue_session: DialogueSession, number: int, *, now: datetime
) -> None:
    """Take a table away where nobody sits."""
    begin(dialogue_session, now)
    tables = set_out(dialogue_session)
    found = queries.table_of(dialogue_session, number)
    here = {each.key for each in queries.neighbours_of(dialogue_session)}
    at_it = [
        each
        for each in queries.chairs_of(dialogue_session)
        if each.table_number == number
    ]
    sitting = sum((each.registration_id, each.person) in here for each in at_it)
    rules.check_can_remove(len(tables), sitting)
    for chair in at_it:  # of people who do not come any more
        db.session.delete(chair)
    db.session.delete(found)
    write(dialogue_session, "removed a table", now, len(tables) - 1)
