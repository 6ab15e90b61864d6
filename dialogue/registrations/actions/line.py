"""The waiting list: whatever frees a seat offers it to the first in line."""

from datetime import datetime

from sqlalchemy import select

from dialogue.foundation import bells, journal
from dialogue.foundation.database import db, everywhere, lock_row, within
from dialogue.foundation.language import HOME_ZONE
from dialogue.registrations import rules
from dialogue.registrations.models import Registration, SeatCount, Standing
from dialogue.registrations.sealed import make_data_key
from dialogue.sessions.models import DialogueSession


def open_count(dialogue_session: DialogueSession) -> SeatCount:
    """Take the lock on a dialogue session's seats and read the one true count.

    The count follows the dialogue session's own number of seats (never below taken:
    sessions refuses that). Every decision about a seat begins here.
    """
    lock_row(DialogueSession, dialogue_session.id)
    statement = within(
        dialogue_session.municipality_id,
        select(SeatCount).where(SeatCount.dialogue_session_id == dialogue_session.id),
    ).execution_options(populate_existing=True)
    count = db.session.scalars(statement).one_or_none()
    if count is None:
        make_data_key(dialogue_session)
        count = SeatCount(
            dialogue_session_id=dialogue_session.id,
            municipality_id=dialogue_session.municipality_id,
            capacity=dialogue_session.seats, taken=0, waiting=0, next_in_line=1,
        )  # fmt: skip
        db.session.add(count)
        db.session.flush()
    return count


def fill_from_line(dialogue_session: DialogueSession, now: datetime) -> list[Registration]:
    """Offer what is free to the first in line; returns who got an offer.

    Called in the same transaction by whatever freed a seat. After the start nothing
    is offered any more: at the door people decide.
    """
    count = open_count(dialogue_session)
    if count.capacity != dialogue_session.seats:
        count.capacity = dialogue_session.seats
    if count.waiting == 0 or now >= dialogue_session.starts_at:
        db.session.flush()
        return []
    waiting = {each.id: each for each in _waiting(dialogue_session)}
    line = [rules.InLine(each.id, each.line, each.people) for each in waiting.values()]
    chosen = rules.next_to_offer(line, count.capacity - count.taken)
    until = rules.offer_deadline(dialogue_session.starts_at, now, HOME_ZONE)
    offered = []
    for each in chosen:
        registration = waiting[each.registration_id]
        registration.standing, registration.offer_until = Standing.OFFERED, until
        registration.changed_at = now
        registration.revision += 1
        offered.append(registration)
    count.taken += rules.people_in(chosen)
    count.waiting -= rules.people_in(chosen)
    db.session.flush()
    for registration in offered:
        journal.write("offered a seat", f"registration:{registration.id}", now=now, municipality_id=registration.municipality_id)
        bells.seat_offered.send(registration.municipality_id, registration=registration, now=now)
    return offered


def _waiting(dialogue_session: DialogueSession) -> list[Registration]:
    return list(
        db.session.scalars(
            within(
                dialogue_session.municipality_id,
                select(Registration)
                .where(
                    Registration.dialogue_session_id == dialogue_session.id,
                    Registration.standing == Standing.WAITING,
                )
                .order_by(Registration.line),
            )
        )
    )


def lapse_offers(now: datetime) -> int:
    """Pass on every offer whose deadline went by; returns how many lapsed.

    Idempotent: run every minute by the worker, or once after two days asleep.
    """
    overdue = select(Registration).where(
        Registration.standing == Standing.OFFERED, Registration.offer_until < now
    )
    found = db.session.scalars(everywhere(overdue.order_by(Registration.dialogue_session_id, Registration.line))).all()
    for registration in found:
        count = open_count(registration.dialogue_session)
        db.session.refresh(registration)
        if registration.standing is not Standing.OFFERED:
            continue
        registration.standing, registration.changed_at = Standing.LAPSED, now
        registration.revision += 1
        count.taken -= registration.people
        db.session.flush()
        bells.offer_lapsed.send(registration.municipality_id, registration=registration, now=now)
    for dialogue_session in {each.dialogue_session for each in found}:
        fill_from_line(dialogue_session, now)
    return len(found)
