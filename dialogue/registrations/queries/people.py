"""Reading sign-ups. Personal values stay sealed here."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import joinedload

from dialogue.foundation.database import all_of, db, one, within
from dialogue.registrations.models import (
    Registration,
    SeatCount,
    SeatHold,
    Standing,
    Way,
)
from dialogue.sessions.models import DialogueSession


def registration_in(
    dialogue_session: DialogueSession, registration_id: int
) -> Registration:
    """One sign-up of this dialogue session; NotHere otherwise."""
    found: Registration = one(
        within(
            dialogue_session.municipality_id,
            select(Registration).where(
                Registration.id == registration_id,
                Registration.dialogue_session_id == dialogue_session.id,
            ),
        )
    )
    return found


@cache  # at first use: by then all models know each other
def _by_id() -> Select[Any]:
    return (
        select(Registration)
        .options(joinedload(Registration.dialogue_session, innerjoin=True))
        .where(Registration.id == bindparam("registration_id"))
    )


def registration_of_town(municipality_id: int, registration_id: int) -> Registration:
    """One sign-up anywhere in a town: for whoever holds its link."""
    found: Registration = one(
        within(municipality_id, _by_id()), {"registration_id": registration_id}
    )
    return found


def registration_by_hash(municipality_id: int, found_by: str) -> Registration | None:
    """The sign-up whose link or code has this keyed hash, in this town."""
    found: Registration | None = db.session.scalar(
        within(
            municipality_id,
            select(Registration).where(
                (Registration.link_hash == found_by)
                | (Registration.code_hash == found_by)
            ),
        )
    )
    return found


def others_with(registration: Registration) -> int:
    """How many others in play of the same evening gave the same mailbox or phone."""
    found = db.session.scalar(
        within(
            registration.municipality_id,
            select(func.count(Registration.id)).where(
                Registration.dialogue_session_id == registration.dialogue_session_id,
                Registration.contact_index == registration.contact_index,
                Registration.id != registration.id,
                Registration.standing.in_(
                    (Standing.SEATED, Standing.OFFERED, Standing.WAITING)
                ),
            ),
        )
    )
    return int(found or 0)


def count_of(dialogue_session: DialogueSession) -> SeatCount:
    """The seats as they are counted; all free where nobody signed up yet."""
    found = db.session.scalar(
        within(
            dialogue_session.municipality_id,
            select(SeatCount).where(
                SeatCount.dialogue_session_id == dialogue_session.id
            ),
        )
    )
    return found or SeatCount(
        dialogue_session_id=dialogue_session.id,
        capacity=dialogue_session.seats,
        taken=0,
        waiting=0,
        next_in_line=1,
        line_only=False,
        missing="",
    )


def holds_of(dialogue_session: DialogueSession) -> Sequence[SeatHold]:
    """Seats that are held for teams, the first to come free first."""
    found: Sequence[SeatHold] = all_of(
        within(
            dialogue_session.municipality_id,
            select(SeatHold)
            .where(SeatHold.dialogue_session_id == dialogue_session.id)
            .order_by(SeatHold.until, SeatHold.id),
        )
    )
    return found


def hold_in(dialogue_session: DialogueSession, hold_id: int) -> SeatHold:
    """Seats held for one team of this dialogue session, as they are now.

    Raises NotHere, also when nothing is held any more.
    """
    found: SeatHold = one(
        within(
            dialogue_session.municipality_id,
            select(SeatHold)
            .where(
                SeatHold.id == hold_id,
                SeatHold.dialogue_session_id == dialogue_session.id,
            )
            .execution_options(populate_existing=True),
        )
    )
    return found


def people_of(dialogue_session: DialogueSession) -> Sequence[Registration]:
    """Everybody of a dialogue session, the last changed first."""
    found: Sequence[Registration] = all_of(
        within(
            dialogue_session.municipality_id,
            select(Registration)
            .where(Registration.dialogue_session_id == dialogue_session.id)
            .order_by(Registration.changed_at.desc(), Registration.id.desc()),
        )
    )
    return found


def in_play(dialogue_session: DialogueSession) -> Sequence[Registration]:
    """Everybody who has a seat, is offered one or waits, in order of arrival."""
    found: Sequence[Registration] = all_of(
        within(
            dialogue_session.municipality_id,
            select(Registration)
            .where(
                Registration.dialogue_session_id == dialogue_session.id,
                Registration.standing.in_(
                    (Standing.SEATED, Standing.OFFERED, Standing.WAITING)
                ),
            )
            .order_by(Registration.line),
        )
    )
    return found


def place_in_line(registration: Registration) -> int:
    """How many sign-ups stand in line up to and with this one (1: the first)."""
    found = db.session.scalar(
        within(
            registration.municipality_id,
            select(func.count(Registration.id)).where(
                Registration.dialogue_session_id == registration.dialogue_session_id,
                Registration.standing == Standing.WAITING,
                Registration.line <= registration.line,
            ),
        )
    )
    return int(found or 0)


def line_numbers(dialogue_session: DialogueSession) -> list[int]:
    """The numbers of arrival of everybody who waits, first in line first."""
    return list(
        db.session.scalars(
            within(
                dialogue_session.municipality_id,
                select(Registration.line)
                .where(
                    Registration.dialogue_session_id == dialogue_session.id,
                    Registration.standing == Standing.WAITING,
                )
                .order_by(Registration.line),
            )
        )
    )


_UNCONFIRMED: Final = (
    Registration.dialogue_session_id == bindparam("dialogue_session_id"),
    Registration.way == Way.WEB,
    Registration.confirmed_at.is_(None),
    Registration.signed_up_at > bindparam("since"),
)
_HOW_MANY_UNCONFIRMED: Final = select(func.count(Registration.id)).where(*_UNCONFIRMED)


def unconfirmed_since(dialogue_session: DialogueSession, since: datetime) -> int:
    """Sign-ups by the website after a moment whose link nobody opened."""
    found = db.session.scalar(
        within(dialogue_session.municipality_id, _HOW_MANY_UNCONFIRMED),
        {"dialogue_session_id": dialogue_session.id, "since": since},
    )
    return int(found or 0)


def unconfirmed_of(
    dialogue_session: DialogueSession, since: datetime
) -> Sequence[Registration]:
    """Those sign-ups themselves, as far as they are in play."""
    found: Sequence[Registration] = all_of(
        within(
            dialogue_session.municipality_id,
            select(Registration).where(
                *_UNCONFIRMED,
                Registration.standing.in_(
                    (Standing.SEATED, Standing.OFFERED, Standing.WAITING)
                ),
            ),
        ),
        {"dialogue_session_id": dialogue_session.id, "since": since},
    )
    return found
