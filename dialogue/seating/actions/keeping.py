"""What every action of this room begins and ends with."""

from collections.abc import Sequence
from datetime import datetime

from dialogue.foundation import journal
from dialogue.foundation.database import db, lock_row
from dialogue.seating import queries, rules
from dialogue.seating.models import DialogueTable, SeatingSetUp, SeatingStep
from dialogue.sessions.models import DialogueSession

MOST_STEPS = 60  # that can be undone
TABLE = ("number", "fewest", "most", "accessible", "locked", "host_name")


def hold(dialogue_session: DialogueSession, now: datetime) -> None:
    """Hold the room until the transaction ends; there must be people to seat still.

    What was read of it before is read again: somebody may have changed it.
    """
    lock_row(DialogueSession, dialogue_session.id)
    db.session.refresh(dialogue_session)
    rules.check_can_seat(dialogue_session, now)


def begin(dialogue_session: DialogueSession, now: datetime) -> SeatingSetUp:
    """Hold the room; its set-up, kept from now on, with a revision of one more."""
    hold(dialogue_session, now)
    found = queries.set_up_of(dialogue_session)
    if found in db.session:
        db.session.refresh(found)
    else:
        db.session.add(found)
    found.revision += 1
    return found


def set_out(dialogue_session: DialogueSession) -> list[DialogueTable]:
    """The tables, kept from now on."""
    kept = queries.kept_tables(dialogue_session)
    if not kept:
        kept = queries.default_tables(dialogue_session)
        db.session.add_all(kept)
        db.session.flush()
    return kept


def remember(
    dialogue_session: DialogueSession, act: str, tables: Sequence[DialogueTable] = ()
) -> None:
    """Keep the chairs as they are, so that the step that follows can be undone.

    ``tables`` are those that it will take away or change.
    """
    before = [
        [
            each.registration_id,
            each.person,
            each.round_number,
            each.table_number,
            int(each.by_hand),
            int(each.locked),
        ]
        for each in queries.chairs_of(dialogue_session)
    ]
    db.session.add(
        SeatingStep(
            municipality_id=dialogue_session.municipality_id,
            dialogue_session_id=dialogue_session.id,
            act=act,
            before=before,
            tables=[{name: getattr(each, name) for name in TABLE} for each in tables],
        )
    )
    db.session.flush()
    for old in queries.steps_of(dialogue_session)[MOST_STEPS:]:
        db.session.delete(old)


def write(
    dialogue_session: DialogueSession,
    act: str,
    now: datetime,
    figure: int | None = None,
) -> None:
    """A line in the journal; never a name."""
    db.session.flush()
    journal.write(
        act,
        f"session:{dialogue_session.id}",
        now=now,
        figure=figure,
        municipality_id=dialogue_session.municipality_id,
    )
