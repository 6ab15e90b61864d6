"""Seats held for a team: kept back, filled, and released to everybody."""

from contextlib import suppress
from datetime import date, datetime

from dialogue.foundation import journal
from dialogue.foundation.database import db
from dialogue.foundation.errors import NotHere
from dialogue.foundation.language import HOME_ZONE
from dialogue.registrations import queries, rules
from dialogue.registrations.actions.line import fill_from_line, open_count, take_from
from dialogue.registrations.models import SeatHold
from dialogue.sessions.models import DialogueSession


def hold_seats(
    dialogue_session: DialogueSession,
    for_whom: str,
    seats: int,
    day: date,
    *,
    now: datetime,
    once: str | None = None,
) -> None:
    """Keep free seats back for a team until the morning of a day.

    Raises RuleBroken when they are not free, when somebody waits, or when the day is
    past or after the evening. The same ``once`` key holds them once.
    """
    count = open_count(dialogue_session)
    if journal.already(once) is not None:
        return
    until = rules.hold_until(day, HOME_ZONE)
    rules.check_not_forgotten(dialogue_session)
    rules.check_can_hold(dialogue_session, seats, until, now)
    free = count.capacity - count.taken
    rules.check_room_to_hold(seats, free=free, waiting=count.waiting)
    made = SeatHold(
        dialogue_session_id=dialogue_session.id,
        municipality_id=dialogue_session.municipality_id,
        for_whom=for_whom,
        seats=seats,
        until=until,
        made_at=now,
    )
    count.taken += seats
    db.session.add(made)
    db.session.flush()
    journal.once(once, str(made.id), now=now)
    _write(dialogue_session, "held seats", seats, now)


def release(dialogue_session: DialogueSession, hold: SeatHold, now: datetime) -> int:
    """Give held seats back to everybody: the line first. Returns how many.

    Raises NotHere when somebody else was first.
    """
    count = open_count(dialogue_session)
    hold = queries.hold_in(dialogue_session, hold.id)
    seats = hold.seats
    take_from(hold, count, seats)
    _write(dialogue_session, "released seats", seats, now)
    fill_from_line(dialogue_session, now)
    return seats


def release_when_due(now: datetime) -> int:
    """A sweep: release what was held until now; returns how many seats came free."""
    released = 0
    for hold, dialogue_session in queries.holds_due(now):
        with suppress(NotHere):  # by hand, between the select and the lock
            released += release(dialogue_session, hold, now)
    return released


def _write(
    dialogue_session: DialogueSession, act: str, seats: int, now: datetime
) -> None:
    journal.write(
        act,
        f"session:{dialogue_session.id}",
        now=now,
        municipality_id=dialogue_session.municipality_id,
        figure=seats,
    )
