"""Who gets a seat, who waits, and until when: pure decisions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l

from dialogue.foundation.errors import RuleBroken
from dialogue.registrations.models import Standing
from dialogue.sessions.models import DialogueSession, Stage

MOST_PEOPLE = 9
HOLDS_SEAT = frozenset({Standing.SEATED, Standing.OFFERED})
IN_PLAY = frozenset({Standing.SEATED, Standing.OFFERED, Standing.WAITING})
QUIET_FROM, QUIET_UNTIL = time(21), time(9)  # nobody's deadline falls in the night


@dataclass(frozen=True, slots=True)
class InLine:
    """Somebody on the waiting list: registration id, place in line, people."""

    registration_id: int
    line: int
    people: int


def check_can_sign_up(dialogue_session: DialogueSession, now: datetime) -> None:
    """Sign-up is open from publishing until the evening begins."""
    if dialogue_session.stage is Stage.CANCELLED:
        raise RuleBroken(_l("This conversation is cancelled, so you cannot sign up for it."))
    if dialogue_session.stage is not Stage.PUBLISHED:
        raise RuleBroken(_l("This conversation is not open yet."))
    if now >= dialogue_session.starts_at:
        raise RuleBroken(_l("This conversation has begun or is over. Signing up is closed."))


def check_people(people: int) -> None:
    """One to nine people a sign-up."""
    if not 1 <= people <= MOST_PEOPLE:
        raise RuleBroken(
            _l("Sign up 1 to %(most)d people at a time.", most=MOST_PEOPLE), field="people"
        )


def standing_for(*, capacity: int, taken: int, waiting: int, people: int) -> Standing:
    """Seat or waiting list. Nobody jumps the line: who waits goes first."""
    fits = taken + people <= capacity
    return Standing.SEATED if fits and waiting == 0 else Standing.WAITING


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

    Never in the night (21–9 o'clock on the municipality's clock), never after the start.
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


def check_can_take(standing: Standing, offer_until: datetime | None, now: datetime) -> None:
    """An offered seat can be taken until its deadline, and once."""
    if standing is Standing.SEATED:
        raise RuleBroken(_l("You already have this seat."))
    if standing is not Standing.OFFERED or offer_until is None or now > offer_until:
        raise RuleBroken(
            _l("This offer has passed on to the next in line. Call us if you still want to come.")
        )


def check_can_cancel(standing: Standing) -> None:
    """Whoever is in play can cancel."""
    if standing not in IN_PLAY:
        raise RuleBroken(_l("This sign-up was cancelled before."))


def check_room_for_more(free: int, waiting: int, more: int) -> None:
    """A larger party fits only in free seats that nobody waits for."""
    if more > 0 and (more > free or waiting):
        raise RuleBroken(
            _l(
                "There is no room for more people now. Your own seat stays yours. "
                "Sign the others up separately: they come on the waiting list."
            ),
            field="people",
        )


def people_in(each: Iterable[InLine]) -> int:
    """How many people these sign-ups are for."""
    return sum(one.people for one in each)
