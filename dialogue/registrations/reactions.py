"""What the registrations room does when a bell rings, and every minute."""

from datetime import datetime

from dialogue.foundation import bells, jobs
from dialogue.registrations import actions
from dialogue.registrations.actions import telling
from dialogue.registrations.actions.calls import drop_outdated
from dialogue.registrations.models import Registration
from dialogue.sessions.models import DialogueSession


@bells.session_changed.connect
def follow_the_seats(
    _municipality_id: int, *, dialogue_session: DialogueSession, now: datetime
) -> None:
    """More seats are offered to the line; fewer bound the count at once."""
    actions.fill_from_line(dialogue_session, now)


@bells.seat_offered.connect
def tell_an_offer(
    _municipality_id: int, *, registration: Registration, now: datetime
) -> None:
    """Whoever is offered a seat hears it along their own channel."""
    telling.tell_offer(registration, now)


@bells.confirmation_asked.connect
def ask_to_confirm(
    _municipality_id: int, *, registration: Registration, now: datetime
) -> None:
    """Whoever signed up just before a flood was seen is asked to open their link."""
    telling.tell_signed_up(registration, now)


@bells.offer_lapsed.connect
def tell_a_lapse(
    _municipality_id: int, *, registration: Registration, now: datetime
) -> None:
    """Whoever let an offer pass hears that it went on."""
    telling.tell_lapsed(registration, now)


@bells.session_moved.connect
def tell_everybody_the_new_day(
    _municipality_id: int, *, dialogue_session: DialogueSession, now: datetime
) -> None:
    """Everybody in play hears the new day, and may say that they cannot come."""
    telling.tell_moved(dialogue_session, now)


@bells.session_cancelled.connect
def tell_everybody_that_it_is_off(
    _municipality_id: int, *, dialogue_session: DialogueSession, now: datetime
) -> None:
    """Everybody in play hears it; what was still to be said about seats is not."""
    telling.tell_cancelled(dialogue_session, now)


@jobs.sweeps
def pass_on_offers(now: datetime) -> None:
    """Offers whose deadline went by, seats of a flood that nobody confirmed, and

    seats held for a team until now.
    """
    actions.lapse_offers(now)
    actions.lapse_unconfirmed(now)
    actions.release_when_due(now)
    drop_outdated(now)


@jobs.sweeps
def remind_people(now: datetime) -> None:
    """Two days before."""
    telling.remind(now)


@jobs.sweeps
def forget_people(now: datetime) -> None:
    """When the clock of contact data ran out."""
    actions.forget_when_due(now)
