"""Seat or waiting list, offers and seats held for a team: pure."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from msgspec import Struct

from dialogue.foundation.errors import RuleBroken
from dialogue.registrations.models import SeatCount, Standing
from dialogue.registrations.rules.signing import Evening, check_can_sign_up
from dialogue.sessions.models import DialogueSession, Stage

QUIET_FROM, QUIET_UNTIL = time(21), time(9)  # nobody's deadline falls in the night


class InLine(Struct, frozen=True):
    """Somebody on the waiting list: registration id, place in line, people."""

    registration_id: int
    line: int
    people: int


def standing_for(
    *, capacity: int, taken: int, waiting: int, people: int, line_only: bool = False
) -> Standing:
    """Seat or waiting list. Nobody jumps the line: who waits goes first."""
    fits = taken + people <= capacity and not line_only
    return Standing.SEATED if fits and waiting == 0 else Standing.WAITING


def offers_seats(
    dialogue_session: DialogueSession, count: SeatCount, now: datetime
) -> bool:
    """Whether free seats are offered to the line by themselves at this moment."""
    return (
        count.waiting > 0
        and not count.line_only
        and dialogue_session.stage is Stage.PUBLISHED
        and now < dialogue_session.starts_at
    )


def next_to_offer(line: Sequence[InLine], free: int) -> list[InLine]:
    """Who gets an offer now that ``free`` seats are free: strictly from the front.

    A group too large for what is free holds the line: its turn does not pass.
    """
    chosen = []
    for each in sorted(line, key=lambda one: one.line):
        if each.people > free:
            break
        chosen.append(each)
        free -= each.people
    return chosen


def offer_deadline(starts_at: datetime, now: datetime, zone: ZoneInfo) -> datetime:
    """How long an offer holds: two days, one in the last week, two hours on the day.

    Never in the night (21–9 o'clock in the Low Countries), never after the start.
    """
    left = starts_at - now
    if left > timedelta(days=7):
        until = now + timedelta(days=2)
    elif left > timedelta(days=1):
        until = now + timedelta(days=1)
    else:
        until = now + timedelta(hours=2)
    until = _out_of_the_night(until, zone)
    return min(until, starts_at)


def _out_of_the_night(moment: datetime, zone: ZoneInfo) -> datetime:
    here = moment.astimezone(zone)
    if here.time() >= QUIET_FROM:
        here = datetime.combine(here.date() + timedelta(days=1), QUIET_UNTIL, zone)
    elif here.time() < QUIET_UNTIL:
        here = datetime.combine(here.date(), QUIET_UNTIL, zone)
    return here.astimezone(UTC)


def hold_until(day: date, zone: ZoneInfo) -> datetime:
    """Held seats come free in the morning of a day, when people may be called."""
    return datetime.combine(day, QUIET_UNTIL, zone).astimezone(UTC)


def check_can_hold(
    dialogue_session: Evening, seats: int, until: datetime, now: datetime
) -> None:
    """Seats are held before the evening, until a morning before it begins."""
    check_can_sign_up(dialogue_session, now)
    if seats < 1:
        raise RuleBroken(_l("Hold at least one seat."), field="seats")
    if not now < until <= dialogue_session.starts_at:
        raise RuleBroken(
            _l("Choose a day after today and not after the conversation."),
            field="until",
        )


def check_room_to_hold(seats: int, *, free: int, waiting: int) -> None:
    """Only seats that are free and that nobody waits for are held."""
    if waiting:
        raise RuleBroken(
            _l("People wait for a seat. What comes free is theirs, so hold nothing."),
            field="seats",
        )
    if seats > free:
        raise RuleBroken(
            _l("So many seats are not free. Free now: %(free)d.", free=free),
            field="seats",
        )


def check_can_fill(held: int, people: int) -> None:
    """Who is put in takes seats that are held."""
    if people > held:
        raise RuleBroken(
            _l("So many seats are not held any more. Held now: %(held)d.", held=held),
            field="name",
        )


def check_can_take(
    standing: Standing, offer_until: datetime | None, now: datetime
) -> None:
    """An offered seat can be taken until its deadline, and once."""
    if standing is Standing.SEATED:
        raise RuleBroken(_l("You already have this seat."))
    if standing is not Standing.OFFERED or offer_until is None or now > offer_until:
        raise RuleBroken(
            _l(
                "This offer has passed on to the next in line. "
                "Call us if you still want to come."
            )
        )


def check_can_seat_by_hand(standing: Standing, free: int, people: int) -> None:
    """A facilitator gives a seat to somebody in line, where there is one."""
    if standing not in {Standing.WAITING, Standing.LAPSED}:
        raise RuleBroken(_l("Only somebody in line can be given a seat."))
    if people > free:
        raise RuleBroken(
            _l(
                "There are not enough free seats. "
                "Add seats first, or cancel with somebody."
            )
        )


def people_in(each: Iterable[InLine]) -> int:
    """How many people these sign-ups are for."""
    return sum(one.people for one in each)
