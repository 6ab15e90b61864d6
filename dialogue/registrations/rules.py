"""Who gets a seat, who waits, and until when: pure decisions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l

from dialogue.foundation.errors import RuleBroken
from dialogue.registrations.models import SeatCount, Standing
from dialogue.sessions.models import DialogueSession, Stage, Visibility

MOST_PEOPLE = 9
MOST_ASKED = 100_000
LONGEST_KEPT = timedelta(days=365)
HOLDS_SEAT = frozenset({Standing.SEATED, Standing.OFFERED})
IN_PLAY = frozenset({Standing.SEATED, Standing.OFFERED, Standing.WAITING})
QUIET_FROM, QUIET_UNTIL = time(21), time(9)  # nobody's deadline falls in the night
UNDO = timedelta(hours=1)  # how long cancelling can be undone
# Sign-ups by the website (docs/decisions/0005): above these, something else than
# neighbours is signing up.
CALM_A_DAY = 3  # from one network for one evening, without a question
FLOOD_AN_HOUR = 30  # unconfirmed for one evening, or as many as there are seats
CONFIRM = timedelta(minutes=15)
CONFIRM_LEAST = timedelta(minutes=10)  # for who is told only after signing up
FLOOD_LASTS = timedelta(hours=1)
REMIND_BEFORE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class InLine:
    """Somebody on the waiting list: registration id, place in line, people."""

    registration_id: int
    line: int
    people: int


class Evening(Protocol):
    """A dialogue session or a row of it, as far as signing up needs."""

    @property
    def stage(self) -> Stage: ...
    @property
    def starts_at(self) -> datetime: ...


def check_can_sign_up(dialogue_session: Evening, now: datetime) -> None:
    """Sign-up is open from publishing until the evening begins."""
    if dialogue_session.stage is Stage.CANCELLED:
        raise RuleBroken(
            _l("This conversation is cancelled, so you cannot sign up for it.")
        )
    if dialogue_session.stage is not Stage.PUBLISHED:
        raise RuleBroken(_l("This conversation is not open yet."))
    if now >= dialogue_session.starts_at:
        raise RuleBroken(
            _l("This conversation has begun or is over. Signing up is closed.")
        )


def check_not_forgotten(dialogue_session: DialogueSession) -> None:
    """Once people are forgotten nobody can be written down any more."""
    if dialogue_session.forgotten_at is not None:
        raise RuleBroken(_l("The people of this evening are forgotten. It is closed."))


def check_is_about_somebody(registration: object | None) -> None:
    """Only who is still in the list can be told something along another way."""
    if registration is None:
        raise RuleBroken(_l("This person is not in the list any more."))


def check_people(people: int) -> None:
    """One to nine people a sign-up."""
    if not 1 <= people <= MOST_PEOPLE:
        raise RuleBroken(
            _l("Sign up 1 to %(most)d people at a time.", most=MOST_PEOPLE),
            field="people",
        )


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


def check_can_cancel(standing: Standing) -> None:
    """Whoever is in play can cancel."""
    if standing not in IN_PLAY:
        raise RuleBroken(_l("This sign-up was cancelled before."))


def check_can_undo(
    registration: "Leaving", *, free: int, waiting: int, now: datetime
) -> None:
    """Cancelling can be undone for an hour, while the seat was given to nobody else."""
    if (
        registration.standing is not Standing.CANCELLED
        or registration.left_from is None
    ):
        raise RuleBroken(_l("There is nothing to undo here."))
    if now > registration.changed_at + UNDO:
        raise RuleBroken(_l("This was too long ago to undo. Sign up again."))
    seat = registration.left_from in HOLDS_SEAT
    if seat and (registration.people > free or waiting):
        raise RuleBroken(
            _l("The seat went to somebody else. Sign up again: you come in line.")
        )


class Leaving(Protocol):
    """Somebody who cancelled, as far as undoing needs."""

    standing: Standing
    left_from: Standing | None
    changed_at: datetime
    people: int


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


def check_came(came: int, people: int) -> None:
    """As many came as signed up, or fewer; others are walk-ins."""
    if not 0 <= came <= people:
        raise RuleBroken(
            _l("More people came than signed up together? Add the others as walk-ins.")
        )


def check_can_walk_in(dialogue_session: DialogueSession, now: datetime) -> None:
    """People walk in on the day itself."""
    if dialogue_session.stage is not Stage.PUBLISHED:
        raise RuleBroken(_l("This conversation is not held."))
    if now < dialogue_session.starts_at - timedelta(hours=12):
        raise RuleBroken(
            _l("It is not the day yet. Put them in the list: then they have a seat.")
        )


def check_invited(asked: int, reached: int) -> None:
    """Nobody is reached who was not asked."""
    if not 0 <= asked <= MOST_ASKED:
        raise RuleBroken(
            _l("Fill in a number from 0 to %(most)d.", most=MOST_ASKED), field="asked"
        )
    if not 0 <= reached <= asked:
        raise RuleBroken(
            _l("You cannot reach more people than you asked."), field="reached"
        )


def is_flood(unconfirmed: int, seats: int) -> bool:
    """Whether so many unconfirmed sign-ups in an hour are no neighbours any more."""
    return unconfirmed >= max(FLOOD_AN_HOUR, seats)


def confirm_before(signed_up_at: datetime, now: datetime) -> datetime:
    """Until when a link must be opened in a flood: a quarter of an hour from signing

    up, so that no fake sits longer; never less than ten minutes from now.
    """
    return max(signed_up_at + CONFIRM, now + CONFIRM_LEAST)


def forget_at(
    dialogue_session: DialogueSession, answered_at: datetime | None, kept_days: int
) -> datetime:
    """When people are forgotten.

    The clock starts when the answer went back along everyone's own channel; at the
    end of an evening that gets no report (closed or cancelled), and in any case a
    year after the evening: an answer that never comes is no reason to keep people.
    """
    kept = timedelta(days=kept_days)
    if answered_at is not None:
        return answered_at + kept
    closed = dialogue_session.visibility is Visibility.CLOSED
    if closed or dialogue_session.stage is Stage.CANCELLED:
        return dialogue_session.ends_at + kept
    return dialogue_session.ends_at + LONGEST_KEPT


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
