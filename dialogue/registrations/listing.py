"""What the desk's lists say of people: rows in words, from sealed values."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from msgspec import Struct

from dialogue.foundation.language import clock_time, moment_said
from dialogue.foundation.post import Message
from dialogue.registrations import queries, sealed
from dialogue.registrations.models import Registration, Standing, Way
from dialogue.registrations.rules import IN_PLAY
from dialogue.registrations.sealed import Person
from dialogue.registrations.words import WAYS
from dialogue.sessions.models import DialogueSession

SIGNS = {
    Way.PHONE: "phone",
    Way.DOOR: "door",
    Way.CARD: "card",
    Way.VIA: "via",
    Way.WEB: "web",
    Way.WALK_IN: "door",
}


class Listed(Struct, frozen=True):
    """One sign-up with its readable values and its state in words."""

    registration: Registration
    person: Person
    more: str
    reach: str
    state: str  # good, attention, info or quiet
    state_word: str
    state_icon: str = ""

    @property
    def way(self) -> Any:
        """How they signed up, as a word."""
        return WAYS[self.registration.way]


def rows_of(dialogue_session: DialogueSession, now: datetime) -> list[Listed]:
    """Everybody of a dialogue session as the desk's lists say it."""
    return listed(
        dialogue_session,
        queries.people_of(dialogue_session),
        queries.call_tries(dialogue_session),
        now,
    )


def listed(
    dialogue_session: DialogueSession,
    registrations: Iterable[Registration],
    calls: Mapping[str, Message],
    now: datetime,
) -> list[Listed]:
    """The rows of a list, in the order given."""
    key = sealed.key_of(dialogue_session)
    everybody = list(registrations)
    line = queries.line_numbers(dialogue_session)
    return [
        _one(
            each,
            sealed.reveal(each, key),
            _state(each, calls.get(f"registration:{each.id}"), line, now),
        )
        for each in everybody
    ]


def _one(
    registration: Registration, person: Person, said: tuple[str, str, str]
) -> Listed:
    parts = []
    if registration.people > 1:
        more = registration.people - 1
        parts.append(ngettext("with %(num)s other", "with %(num)s others", more))
    if registration.helper:
        parts.append(_("helps"))
    reach = person.phone or person.mail or person.address
    if person.via:
        via = _("through %(who)s", who=person.via)
        reach = f"{reach}, {via}" if reach else via
    return Listed(registration, person, ", ".join(parts), reach, *said)


def _state(
    registration: Registration, call: Message | None, line: list[int], now: datetime
) -> tuple[str, str, str]:
    if registration.came is not None:
        return _came(registration)
    if call is not None and registration.standing is not Standing.CANCELLED:
        return _call(registration, call, now)
    match registration.standing:
        case Standing.SEATED if registration.confirm_until is not None:
            return "attention", _("must confirm"), "clock"
        case Standing.SEATED:
            return "good", _("has a seat"), ""
        case Standing.WAITING:
            place = line.index(registration.line) + 1
            return "info", _("waits, number %(place)s in line", place=place), ""
        case Standing.OFFERED:
            return "attention", _offered(registration), "clock"
        case Standing.LAPSED:
            return "quiet", _("did not answer in time"), ""
    return "quiet", _("dropped out"), ""


def _offered(registration: Registration) -> str:
    until = registration.offer_until
    # It was offered at the last change, a few days before.
    moment = moment_said(until, registration.changed_at) if until else ""
    return str(_("is offered a seat until %(moment)s", moment=moment))


def _came(registration: Registration) -> tuple[str, str, str]:
    if registration.came == 0:
        return "quiet", _("did not come"), ""
    if registration.came == registration.people:
        return "good", _("came"), ""
    came, people = registration.came, registration.people
    return "good", _("%(came)s of %(people)s came", came=came, people=people), ""


def _call(
    registration: Registration, call: Message, now: datetime
) -> tuple[str, str, str]:
    if call.tries:
        words = ngettext(
            "%(num)s time not reached", "%(num)s times not reached", call.tries
        )
        return "attention", words, "phone"
    if call.not_before > now:
        words = _("call back after %(time)s", time=clock_time(call.not_before))
        return "attention", words, "phone"
    if registration.standing is Standing.OFFERED:
        words = _("call them: %(what)s", what=_offered(registration))
        return "attention", words, "phone"
    return "attention", _("call them"), "phone"


def holds_up_the_line(rows: Iterable[Listed], free: int) -> Listed | None:
    """Who is first in line with more people than there are free chairs, if any."""
    line = [row for row in rows if row.registration.standing is Standing.WAITING]
    first = min(line, key=lambda row: row.registration.line, default=None)
    too_large = first is not None and 0 < free < first.registration.people
    return first if too_large else None


def is_out_of_reach(row: Listed) -> bool:
    """Whether somebody who counts on coming hears nothing from us, as they wish."""
    person = row.person
    reached = person.mail or person.phone or person.address
    return row.registration.standing in IN_PLAY and not reached


def as_table(
    rows: Iterable[Listed], hrefs: Mapping[int, str], fresh: int = 0
) -> list[dict[str, Any]]:
    """The rows as the macro ``people_table`` wants them."""
    return [
        {
            "name": row.person.name or _("(no name)"),
            "href": hrefs[row.registration.id],
            "more": row.more,
            "channel": SIGNS[row.registration.way],
            "channel_word": row.way,
            "reach": row.reach,
            "needs": row.person.needs,
            "state": row.state,
            "state_word": row.state_word,
            "state_icon": row.state_icon,
            "fresh": row.registration.id == fresh,
        }
        for row in rows
    ]


def matching(rows: Iterable[Listed], typed: str) -> list[Listed]:
    """The rows in which this is found: a name, a way to be reached, a need."""
    wanted = typed.casefold()
    return [
        row
        for row in rows
        if wanted in f"{row.person.name} {row.reach} {row.person.needs}".casefold()
    ]


def by_name(rows: Iterable[Listed]) -> list[Listed]:
    """As one finds them at the door."""
    return sorted(rows, key=lambda row: row.person.name.casefold())


def expected(rows: Iterable[Listed]) -> list[Listed]:
    """Who has a seat (or walked in), by name: the sheet at the door."""
    holds = {Standing.SEATED, Standing.OFFERED}
    return by_name(row for row in rows if row.registration.standing in holds)
