"""Makers for the registrations room."""

from datetime import date, datetime
from typing import Any

from dialogue.foundation import clock
from dialogue.foundation.database import db
from dialogue.registrations import actions, queries
from dialogue.registrations.actions import Wish
from dialogue.registrations.models import InvitationRound, Registration, SeatHold, Way
from dialogue.registrations.sealed import Person
from dialogue.sessions.models import DialogueSession


def make_registration(
    dialogue_session: DialogueSession,
    name: str = "Gerda",
    *,
    people: int = 1,
    way: Way = Way.PHONE,
    now: datetime | None = None,
    wish: dict[str, Any] | None = None,
    **more: str,
) -> Registration:
    """Somebody signed up through the product's own action; ``more`` fills a Person."""
    wanted = Wish(people=people, way=way, **(wish or {}))
    signed = actions.sign_up(
        dialogue_session, Person(name=name, **more), wanted, now=now or clock.now()
    )
    return signed.registration


def make_seat_hold(
    dialogue_session: DialogueSession,
    seats: int = 8,
    *,
    for_whom: str = "de vrijwilligers van De Brug",
    day: date = date(2027, 2, 4),
    now: datetime | None = None,
) -> SeatHold:
    """Seats held for a team until a week before, by the product's own action."""
    actions.hold_seats(dialogue_session, for_whom, seats, day, now=now or clock.now())
    return queries.holds_of(dialogue_session)[-1]


def make_invitation_round(
    dialogue_session: DialogueSession, **more: Any
) -> InvitationRound:
    """Two dozen people were asked at the door, half of them answered."""
    values: dict[str, Any] = {
        "dialogue_session_id": dialogue_session.id,
        "municipality_id": dialogue_session.municipality_id,
        "way": Way.DOOR, "asked": 24, "reached": 12, "at": clock.now(),
    }  # fmt: skip
    found = InvitationRound(**(values | more))
    db.session.add(found)
    db.session.flush()
    return found
