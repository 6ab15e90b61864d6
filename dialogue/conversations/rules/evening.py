"""The evening: who may come in, how long a step is, how many sit at a table."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from hmac import compare_digest

from flask_babel import lazy_gettext as _l
from msgspec import Struct

from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.language import HOME_ZONE
from dialogue.guides.format import GuideFile, Tables
from dialogue.sessions.models import DialogueSession

MOST_AT_TABLE = 12
MOST_SLIPS = 500
FREE_TRIES = 3  # wrong codes before the first wait
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=2)
BEGINS_FROM = timedelta(hours=12)  # before it, the console offers to begin
OPEN_AFTER = timedelta(days=14)  # a table can be opened so long after the evening


def most_at_table(guide: GuideFile) -> int:
    """How many people a table may hold: where all sit at one, as many as may come."""
    return max(MOST_AT_TABLE, guide.people.max if guide.tables is Tables.ONE else 0)


def check_present(people: int, guide: GuideFile) -> None:
    """Between nobody and as many as a table holds."""
    most = most_at_table(guide)
    if not 0 <= people <= most:
        raise RuleBroken(
            _l("A table holds 0 to %(most)d people.", most=most), field="present"
        )


def check_can_enter(ends_at: datetime, now: datetime) -> None:
    """A table's card opens nothing any more two weeks after the evening."""
    if now > ends_at + OPEN_AFTER:
        raise RuleBroken(
            _l("This evening is over. Its tables cannot be opened any more.")
        )


def is_near(starts_at: datetime, now: datetime) -> bool:
    """Whether an evening is about to begin: before that nobody starts its clock."""
    return now >= starts_at - BEGINS_FROM


class ByDay(Struct, frozen=True):
    """Evenings of today, of later, and those that were; each the nearest first."""

    tonight: list[DialogueSession]
    coming: list[DialogueSession]
    over: list[DialogueSession]


def by_day(dialogue_sessions: Iterable[DialogueSession], now: datetime) -> ByDay:
    """Sort evenings by the day of the town; one that is still on is tonight's too."""
    heaps, today = ByDay([], [], []), now.astimezone(HOME_ZONE).date()
    for each in sorted(dialogue_sessions, key=lambda one: one.starts_at):
        if each.starts_at.astimezone(HOME_ZONE).date() == today or (
            each.starts_at <= now < each.ends_at
        ):
            heaps.tonight.append(each)
        elif each.starts_at > now:
            heaps.coming.append(each)
        else:
            heaps.over.insert(0, each)
    return heaps


def wait_after(wrong: int) -> timedelta:
    """How long nobody is let in after so many wrong codes in a row.

    Three tries are free; then every try doubles the wait, up to two hours. That is at
    most 4400 tries a year on 31 ** 7 codes (a chance of 2e-7), for somebody who already
    holds a table's secret link or card.
    """
    if wrong < FREE_TRIES:
        return timedelta(0)
    return min(FIRST_WAIT * int(2 ** min(wrong - FREE_TRIES, 10)), LONGEST_WAIT)


def same_code(typed: str, code: str) -> bool:
    """Whether somebody typed the code, however it is spaced; in constant time."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    return compare_digest(plain.encode(), code.encode())


def seconds_left(
    minutes: int,
    began_at: datetime | None,
    paused_at: datetime | None,
    paused_seconds: int,
    now: datetime,
) -> int:
    """Seconds left of a step (below zero: over time); the server keeps the clock.

    ``paused_seconds`` also holds the seconds that were added to the step.
    """
    if began_at is None:
        return minutes * 60
    until = paused_at or now
    return minutes * 60 - int((until - began_at).total_seconds()) + paused_seconds


def check_slips(values: Mapping[int, int], options: int) -> None:
    """Whole numbers of slips, not below zero, for answers that exist."""
    if any(not 1 <= value <= options for value in values):
        raise RuleBroken(_l("There is no such answer on the slip."))
    if any(count < 0 or count > MOST_SLIPS for count in values.values()):
        raise RuleBroken(_l("Fill in a number of slips, from 0 to 500."))
