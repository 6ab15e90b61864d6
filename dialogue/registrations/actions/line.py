"""The waiting list: whatever frees a seat offers it to the first in line."""

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, bindparam, select

from dialogue.foundation import bells, journal
from dialogue.foundation.database import db, everywhere, lock_row, within
from dialogue.foundation.language import HOME_ZONE
from dialogue.registrations import queries, rules
from dialogue.registrations.models import Registration, SeatCount, SeatHold, Standing
from dialogue.registrations.sealed import make_data_key
from dialogue.sessions.models import DialogueSession

_COUNT: Final = (
    select(SeatCount)
    .where(SeatCount.dialogue_session_id == bindparam("dialogue_session_id"))
    .execution_options(populate_existing=True)
)


def open_count(dialogue_session: DialogueSession) -> SeatCount:
    """Take the lock on a dialogue session's seats and read the one true count.

    The count follows the dialogue session's own number of seats (never below taken:
    sessions refuses that). Every decision about a seat begins here: what was read of
    the dialogue session before is read again, as somebody may have changed it.
    """
    lock_row(DialogueSession, dialogue_session.id)
    if db.engine.dialect.name != "sqlite":  # there it cannot have changed
        db.session.refresh(dialogue_session)
    count = db.session.scalars(
        within(dialogue_session.municipality_id, _COUNT),
        {"dialogue_session_id": dialogue_session.id},
    ).one_or_none()
    if count is None:
        make_data_key(dialogue_session)
        count = SeatCount(
            dialogue_session_id=dialogue_session.id,
            municipality_id=dialogue_session.municipality_id,
            capacity=dialogue_session.seats,
            taken=0,
            waiting=0,
            next_in_line=1,
            line_only=False,
            missing="",
        )
        db.session.add(count)
        db.session.flush()
    return count


def fill_from_line(
    dialogue_session: DialogueSession, now: datetime
) -> list[Registration]:
    """Offer what is free to the first in line; returns who got an offer.

    Called in the same transaction by whatever freed a seat. After the start nothing
    is offered any more: at the door people decide.
    """
    count = open_count(dialogue_session)
    if count.capacity != dialogue_session.seats:
        count.capacity = dialogue_session.seats
    if not rules.offers_seats(dialogue_session, count, now):
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
        journal.write(
            "offered a seat",
            f"registration:{registration.id}",
            now=now,
            municipality_id=registration.municipality_id,
        )
        bells.seat_offered.send(
            registration.municipality_id, registration=registration, now=now
        )
    return offered


def take_from(hold: SeatHold, count: SeatCount, people: int) -> None:
    """Let go of held seats; ``hold`` was read after the lock of ``open_count``.

    Raises RuleBroken when so many are not held.
    """
    rules.check_can_fill(hold.seats, people)
    hold.seats -= people
    count.taken -= people
    if not hold.seats:
        db.session.delete(hold)
    db.session.flush()


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
    return _lapse(
        Registration.standing == Standing.OFFERED,
        Registration.offer_until < now,
        now=now,
    )


def lapse_unconfirmed(now: datetime) -> int:
    """Free the seats of a flood that nobody confirmed in time; returns how many.

    Places in line go too, else the seats would be offered to the same flood.
    """
    return _lapse(
        Registration.standing.in_(
            (Standing.SEATED, Standing.WAITING, Standing.OFFERED)
        ),
        Registration.confirm_until < now,
        now=now,
    )


def watch_for_flood(
    dialogue_session: DialogueSession,
    count: SeatCount,
    newest: Registration,
    now: datetime,
) -> None:
    """After a sign-up by the website: when they come too fast to be neighbours, all

    that nobody confirmed gets a quarter of an hour to open their own link
    (docs/decisions/0005). Whoever signed up before it was seen is told so.
    """
    since = now - rules.FLOOD_LASTS
    on = count.flood_since is not None and count.flood_since > since
    unconfirmed = queries.unconfirmed_since(dialogue_session, since)
    if not on and not rules.is_flood(unconfirmed, dialogue_session.seats):
        return
    fresh = [newest]
    if not on:
        count.flood_since = now
        fresh = list(queries.unconfirmed_of(dialogue_session, since))
        journal.write(
            "saw a flood",
            f"session:{dialogue_session.id}",
            now=now,
            municipality_id=dialogue_session.municipality_id,
            figure=unconfirmed,
        )
    for registration in fresh:
        registration.confirm_until = rules.confirm_before(
            registration.signed_up_at, now
        )
    db.session.flush()
    for registration in fresh:
        if registration is not newest:
            bells.confirmation_asked.send(
                registration.municipality_id, registration=registration, now=now
            )


def _lapse(*due: ColumnElement[bool], now: datetime) -> int:
    overdue = select(Registration).where(*due)
    order = (Registration.dialogue_session_id, Registration.line)
    found = db.session.scalars(everywhere(overdue.order_by(*order))).all()
    lapsed = 0
    for registration in found:
        count = open_count(registration.dialogue_session)
        # Somebody may have said yes between the select and the lock.
        if (
            db.session.scalar(
                everywhere(overdue.where(Registration.id == registration.id))
            )
            is None
        ):
            continue
        db.session.refresh(registration)
        offered = registration.standing is Standing.OFFERED
        waited = registration.standing is Standing.WAITING
        registration.standing, registration.changed_at = Standing.LAPSED, now
        registration.offer_until = registration.confirm_until = None
        registration.revision += 1
        if waited:
            count.waiting -= registration.people
        else:
            count.taken -= registration.people
        db.session.flush()
        lapsed += 1
        if offered:
            bells.offer_lapsed.send(
                registration.municipality_id, registration=registration, now=now
            )
    for dialogue_session in dict.fromkeys(each.dialogue_session for each in found):
        fill_from_line(dialogue_session, now)
    return lapsed
