"""Rules of planning. Pure: the present moment and what was counted travel in."""

import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln
from msgspec import Struct

from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.language import HOME_ZONE
from dialogue.sessions.models import DialogueSession, Meeting, Stage, Visibility

MOST_SEATS, USUAL_SEATS = 400, 40
MOST_TABLES = 100
FARTHEST = timedelta(days=3 * 366)
LONGEST = timedelta(hours=12)
REPORT_DAYS = 14  # between the evening and its report, for the answer's due date
# Letters and figures that nobody confuses when reading aloud: no 0 o 1 l i.
REF_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
REF_LENGTH = 10  # 31 ** 10 > 2 ** 49 (trust.md T7)


class Plan(Struct, frozen=True):
    """Everything one fills in about a dialogue session; moments are aware."""

    title: str
    guide_version_id: int
    meeting: Meeting
    starts_at: datetime
    ends_at: datetime
    seats: int
    tables: int
    languages: tuple[str, ...]
    visibility: Visibility
    venue_id: int | None = None
    about: str = ""
    topic: str = ""
    for_whom: str = ""
    led_by: str = ""
    place_note: str = ""
    online_link: str = ""
    place_after_sign_up: bool = False
    doors_minutes: int = 30
    answer_due: date | None = None


def new_ref() -> str:
    """A short code for the flyer that cannot be guessed (49 bits)."""
    return "".join(secrets.choice(REF_ALPHABET) for _ in range(REF_LENGTH))


def as_ref(typed: str) -> str:
    """A code as it is stored, from how people type it: ``K7MP4-HQZ2X``."""
    return "".join(char for char in typed.lower() if char.isalnum())


def moment_on(day: date, at: time, *, field: str = "starts") -> datetime:
    """The UTC moment of a clock time in the Low Countries.

    Raises RuleBroken for a time that the clock skips (last Sunday of March) and for
    one that it shows twice (last Sunday of October): nobody could know when to come.
    """
    there = datetime.combine(day, at, tzinfo=HOME_ZONE)
    early, late = there.replace(fold=0), there.replace(fold=1)
    if early.utcoffset() == late.utcoffset():
        return early.astimezone(UTC)
    if early.astimezone(UTC).astimezone(HOME_ZONE).time() != at:
        raise RuleBroken(
            _l(
                "This time does not exist: that night the clock jumps from 2 to 3. "
                "Choose another time."
            ),
            field=field,
        )
    raise RuleBroken(
        _l(
            "This time comes twice: that night the clock goes back from 3 to 2. "
            "Choose another time."
        ),
        field=field,
    )


def check_when(starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    """A meeting lies ahead, within three years, and ends after it began."""
    if starts_at <= now:
        raise RuleBroken(
            _l("This moment is past. Choose a day that comes."), field="day"
        )
    if starts_at > now + FARTHEST:
        raise RuleBroken(
            _l("This is more than three years ahead. Check the year."), field="day"
        )
    if ends_at <= starts_at:
        raise RuleBroken(
            _l("The end comes before the beginning. Choose a later end."), field="ends"
        )
    if ends_at - starts_at > LONGEST:
        raise RuleBroken(
            _l("This is longer than twelve hours. Choose an earlier end."), field="ends"
        )


def check_plan(plan: Plan, guide: Mapping[str, Any], now: datetime) -> None:
    """All that must hold for a plan with this guide (its document as stored)."""
    check_when(plan.starts_at, plan.ends_at, now)
    check_time_for_guide(plan.ends_at - plan.starts_at, guide)
    check_seats(plan.seats, plan.tables, guide)
    check_place(plan)
    check_visibility(plan.visibility, guide)
    if plan.answer_due is not None and plan.answer_due <= plan.starts_at.date():
        raise RuleBroken(
            _l("The answer comes after the conversation. Choose a later day."),
            field="answer_due",
        )


def must_minutes(guide: Mapping[str, Any]) -> int:
    """Minutes of the steps that cannot be left out."""
    return sum(int(step["minutes"]) for step in guide["steps"] if step["must"])


def check_time_for_guide(lasts: timedelta, guide: Mapping[str, Any]) -> None:
    """The steps that cannot be left out fit in the time."""
    needed = must_minutes(guide)
    if lasts < timedelta(minutes=needed):
        raise RuleBroken(
            _l(
                "This guide needs %(needed)d minutes at least. Choose a later end, "
                "or a shorter guide.",
                needed=needed,
            ),
            field="ends",
        )


def default_seats(guide: Mapping[str, Any]) -> int:
    """Forty, or as many as fit where the guide has one table."""
    return at_most(USUAL_SEATS, guide)


def at_most(seats: int, guide: Mapping[str, Any]) -> int:
    """So many seats, or as many as the guide is for."""
    most = most_people(guide)
    return seats if most is None else min(seats, most)


def seats_for(typed: int | None, opened: int, guide: Mapping[str, Any]) -> int:
    """The seats of a plan: nobody chose what stands as the form ``opened`` with it.

    So that follows the guide, and so does an empty field; what was typed stands.
    """
    if typed is None:
        return default_seats(guide)
    return at_most(typed, guide) if typed == opened else typed


def tables_for(
    typed: int | None, opened: int | None, seats: int, guide: Mapping[str, Any]
) -> int:
    """The tables of a plan: counted from the seats, unless somebody typed a number.

    What the form ``opened`` with stays while it holds these seats.
    """
    if typed and (typed != opened or is_enough(seats, typed, guide)):
        return typed
    return default_tables(seats, guide)


def is_enough(seats: int, tables: int, guide: Mapping[str, Any]) -> bool:
    """Whether nobody need sit at another table than the guide means."""
    if guide["tables"] == "one":
        return tables == 1
    if guide["tables"] == "parallel":
        return seats <= tables * int(guide["people"]["max"])
    return tables <= seats


def most_people(guide: Mapping[str, Any]) -> int | None:
    """The most people in the whole room, or None where more tables can be set."""
    if guide["tables"] == "parallel":
        return None
    return int(guide["people"]["max"])


def default_tables(seats: int, guide: Mapping[str, Any]) -> int:
    """As many tables as keep each near the guide's ideal number of people."""
    if guide["tables"] == "one":
        return 1
    people = guide["people"]
    if guide["tables"] == "rotating":  # people are counted for the whole room
        return max(2, round(seats / 5)) if seats > 5 else 1
    tables = max(1, round(seats / int(people["ideal"])))
    return max(tables, -(-seats // int(people["max"])))


def check_seats(seats: int, tables: int, guide: Mapping[str, Any]) -> None:
    """Seats and tables that the room and the guide can hold."""
    if not 1 <= seats <= MOST_SEATS:
        raise RuleBroken(
            _l("Choose a number of seats from 1 to %(most)d.", most=MOST_SEATS),
            field="seats",
        )
    most = most_people(guide)
    if most is not None and seats > most:
        raise RuleBroken(
            _ln(
                "This guide is for %(num)d person at most. Choose fewer seats, or "
                "another guide.",
                "This guide is for %(num)d people at most. Choose fewer seats, or "
                "another guide.",
                most,
            ),
            field="seats",
        )
    if not 1 <= tables <= min(seats, MOST_TABLES):
        raise RuleBroken(
            _l("Choose at least one table, and not more tables than seats."),
            field="tables",
        )
    per_table = int(guide["people"]["max"])
    if guide["tables"] == "parallel" and not is_enough(seats, tables, guide):
        raise RuleBroken(
            _l(
                "At most %(most)d people sit at a table with this guide: %(seats)d "
                "seats need %(tables)d tables.",
                most=per_table, seats=seats, tables=-(-seats // per_table),
            ),
            field="tables",
        )  # fmt: skip


def check_place(plan: Plan) -> None:
    """People must be able to find it."""
    if plan.meeting is Meeting.TABLE and plan.venue_id is None:
        raise RuleBroken(_l("Choose where people meet."), field="venue")
    if plan.meeting is Meeting.WALK and not (plan.place_note or plan.venue_id):
        raise RuleBroken(_l("Say where the walk starts."), field="place_note")
    if plan.meeting is Meeting.ONLINE and not plan.online_link:
        raise RuleBroken(
            _l("Fill in the link that people get to join."), field="online_link"
        )


def check_visibility(visibility: Visibility, guide: Mapping[str, Any]) -> None:
    """A guide on a sensitive theme is for invited people only."""
    if must_be_closed(guide) and visibility is not Visibility.CLOSED:
        raise RuleBroken(
            _l(
                "This guide is about things people do not say in public. Only "
                "invited people can come: choose “invited people only”."
            ),
            field="visibility",
        )


def must_be_closed(guide: Mapping[str, Any]) -> bool:
    """Whether a guide says that only invited people come."""
    return bool(guide["closed"]) or guide["sensitivity"] == "high"


def check_can_change_seats(new: int, taken: int) -> None:
    """Nobody loses a promised seat: not fewer seats than are taken."""
    if new < taken:
        raise RuleBroken(
            _ln(
                "%(num)d person has a seat already. Choose %(num)d seat or more, or "
                "cancel with people first.",
                "%(num)d people have a seat already. Choose %(num)d seats or more, "
                "or cancel with people first.",
                taken,
            ),
            field="seats",
        )


def check_can_publish(dialogue_session: DialogueSession, now: datetime) -> None:
    """A draft whose moment still comes."""
    if dialogue_session.stage is not Stage.DRAFT:
        raise RuleBroken(_l("This conversation is not a draft any more."))
    if dialogue_session.starts_at <= now:
        raise RuleBroken(
            _l("The day of this conversation is past. Choose another day first.")
        )


def check_can_change(dialogue_session: DialogueSession, now: datetime) -> None:
    """What is over or cancelled stays as it was; one can copy it."""
    if dialogue_session.stage is Stage.CANCELLED:
        raise RuleBroken(
            _l("This conversation is cancelled. You can copy it to a new day.")
        )
    if dialogue_session.ends_at <= now and dialogue_session.stage is Stage.PUBLISHED:
        raise RuleBroken(_l("This conversation is over. You can copy it to a new day."))


def check_can_cancel(dialogue_session: DialogueSession, now: datetime) -> None:
    """What is over cannot be cancelled, nor what already is."""
    check_can_change(dialogue_session, now)


def suggested_day(now: datetime) -> date:
    """A Tuesday, Wednesday or Thursday four weeks ahead: time for the post to come."""
    day = now.astimezone(HOME_ZONE).date() + timedelta(days=28)
    while day.weekday() not in {1, 2, 3} or day in holidays(day.year):
        day += timedelta(days=1)
    return day


def holidays(year: int) -> frozenset[date]:
    """Days on which nobody plans an evening: public holidays in both countries,

    and the weeks around Christmas. Easter by the anonymous Gregorian computus.
    """
    easter = _easter(year)
    moving = {easter + timedelta(days=days) for days in (-2, 0, 1, 39, 49, 50)}
    fixed = {
        date(year, *pair)
        for pair in ((4, 27), (5, 1), (5, 4), (5, 5), (7, 21), (8, 15), (11, 1),
                     (11, 11), (12, 5))
    }  # fmt: skip
    christmas = {date(year, 12, day) for day in range(20, 32)}
    new_year = {date(year, 1, day) for day in range(1, 7)}
    return frozenset(moving | fixed | christmas | new_year)


def _easter(year: int) -> date:
    century, year_of = divmod(year, 100)
    epact = (
        19 * (year % 19) + century - century // 4
        - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30  # fmt: skip
    weekday = (32 + 2 * (century % 4) + 2 * (year_of // 4) - epact - year_of % 4) % 7
    late = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def suggested_due(day: date, answer_days: int) -> date:
    """When the municipality answers: two weeks for the report, then its own days."""
    return day + timedelta(days=REPORT_DAYS + answer_days)


def seats_at_tables(seats: int, tables: int) -> list[int]:
    """Chairs at each table, as even as whole chairs allow, larger tables first."""
    small, extra = divmod(seats, tables)
    return [small + (1 if number < extra else 0) for number in range(tables)]
