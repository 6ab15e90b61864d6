"""The story line: eight stops from plan to answer, with a state and one figure each.

For the rooms after this one
----------------------------
Each room tells its own stop, once, when its views are imported::

    from dialogue.sessions import story

    def _seats(dialogue_session, now):
        taken = ...
        return story.Stop(
            story.State.NOW,                       # DONE, NOW or LATER
            _("%(taken)s of %(seats)s", ...),      # one figure, in words
            _("call 6 people back who did not say yes or no yet."),
            "registrations.seats",                 # the stop's page
            _("Start the calls"), "registrations.calls",   # the button
        )

    story.provide("seats", _seats)

The sentence goes on after "Now:" and starts with a small letter. The button may be
left out: then it leads to the stop's page. Endpoints take ``slug`` and
``session_id``. A provider is called once a page: keep it to one select of named
columns. A room that can tell many sessions in one select (the desk's home shows
dozens) hands it over too: ``story.provide("seats", _seats, many=_seats_of)`` with
``_seats_of(dialogue_sessions, now) -> {session id: Stop}``.

States: a provider says what is true of its own stop (NOW: it has something to do).
The line then has one "now" at most: the first stop that says NOW, or the first that
is not done; other stops that say NOW wait as LATER. A draft is at its first stop and
a cancelled dialogue session has no "now".

Pages of a stop extend ``sessions/_stop.html`` (title, facts, the line, "now") with
``{% set here = "seats" %}`` and fill ``block main``. Elsewhere a desk template calls
``story_of(dialogue_session)`` (a StoryLine), or ``stories_of(dialogue_sessions)`` for a
list, and draws it with ``stops_for_line`` and the macros of _house/story.html.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from msgspec import Struct
from msgspec.structs import replace

from dialogue.sessions.models import DialogueSession, Stage
from dialogue.sessions.words import count_tables, day_month

NAMES: Mapping[str, Any] = {
    "plan": _l("Plan"),
    "invite": _l("Invite"),
    "seats": _l("Seats"),
    "tables": _l("Tables"),
    "evening": _l("Evening"),
    "harvest": _l("Harvest"),
    "report": _l("Report"),
    "answer": _l("Answer"),
}
STOPS = tuple(NAMES)


class State(StrEnum):
    """Where a stop stands in the story."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


class Stop(Struct, frozen=True):
    """What a room tells about its own stop of one dialogue session."""

    state: State
    figure: str = ""
    now_sentence: str = ""  # goes on after "Now:"; ends with a full stop
    endpoint: str = ""  # the stop's page; "" while there is none
    verb: str = ""  # on the button; "" for no button
    verb_endpoint: str = ""  # where the button leads; "" for the stop's page
    closes: bool = False  # nothing can be done any more at the stops before it


One = Callable[[DialogueSession, datetime], Stop]
Many = Callable[[Sequence[DialogueSession], datetime], Mapping[int, Stop]]


class StoryLine(Struct, frozen=True):
    """The eight stops of one dialogue session, in order."""

    stops: tuple[tuple[str, Stop], ...]

    @property
    def at(self) -> int:
        """The stop that is now, 1 to 8; 0 when the story is over or cancelled."""
        for number, (_name, stop) in enumerate(self.stops, 1):
            if stop.state is State.NOW:
                return number
        return 0

    @property
    def now(self) -> Stop | None:
        """The stop that is now, if any."""
        return self.stops[self.at - 1][1] if self.at else None

    @property
    def name_now(self) -> Any:
        """The word of the stop that is now: ``Seats``; "" when there is none."""
        return NAMES[self.stops[self.at - 1][0]] if self.at else ""


_ones: dict[str, One] = {}
_manys: dict[str, Many] = {}


def provide(name: str, one: One, *, many: Many | None = None) -> None:
    """Tell a stop; ``name`` is one of STOPS. A later call replaces an earlier one."""
    if name not in NAMES:
        raise LookupError(f"{name!r} is no stop of the story: {', '.join(STOPS)}.")
    _ones[name] = one
    _manys.pop(name, None)
    if many is not None:
        _manys[name] = many


def line_of(dialogue_session: DialogueSession, now: datetime) -> StoryLine:
    """The story line of one dialogue session: one call a stop."""
    told = {name: one(dialogue_session, now) for name, one in _providers().items()}
    return arrange(told, dialogue_session.stage)


def lines_of(
    dialogue_sessions: Sequence[DialogueSession], now: datetime
) -> dict[int, StoryLine]:
    """The story lines of many, by id: one call a stop where the room can."""
    told: dict[int, dict[str, Stop]] = {each.id: {} for each in dialogue_sessions}
    for name, one in _providers().items():
        many = _manys.get(name)
        found = many(dialogue_sessions, now) if many else {}
        for each in dialogue_sessions:
            told[each.id][name] = found.get(each.id) or one(each, now)
    return {each.id: arrange(told[each.id], each.stage) for each in dialogue_sessions}


def arrange(told: Mapping[str, Stop], stage: Stage) -> StoryLine:
    """Put told stops in order with one "now" at most (pure)."""
    stops = [(name, told[name]) for name in STOPS]
    if stage is Stage.CANCELLED:
        return StoryLine(tuple((name, _wait(stop)) for name, stop in stops))
    closed = max((n for n, (_name, stop) in enumerate(stops) if stop.closes), default=0)
    stops[:closed] = [(name, _end(stop)) for name, stop in stops[:closed]]
    at = 0 if stage is Stage.DRAFT else _first(stops)
    return StoryLine(
        tuple(
            (name, replace(stop, state=State.NOW) if number == at else _wait(stop))
            for number, (name, stop) in enumerate(stops)
        )
    )


def _first(stops: Sequence[tuple[str, Stop]]) -> int:
    """Where the story is: the first that says NOW, else the first not done."""
    for wanted in (State.NOW, State.LATER):
        for number, (_name, stop) in enumerate(stops):
            if stop.state is wanted:
                return number
    return -1


def _end(stop: Stop) -> Stop:
    return replace(stop, state=State.DONE)


def _wait(stop: Stop) -> Stop:
    return replace(stop, state=State.LATER) if stop.state is State.NOW else stop


def _providers() -> dict[str, One]:
    return {name: _ones.get(name, _UNTOLD[name]) for name in STOPS}


def _plan(dialogue_session: DialogueSession, _now: datetime) -> Stop:
    if dialogue_session.stage is Stage.DRAFT:
        return Stop(
            State.NOW, _("draft"),
            _("read it once more and publish it. Then people can sign up."),
            "sessions.plan", _("Publish"),
        )  # fmt: skip
    cancelled = dialogue_session.stage is Stage.CANCELLED
    figure = _("cancelled") if cancelled else _("done")
    return Stop(State.DONE, figure, endpoint="sessions.plan")


def _invite(dialogue_session: DialogueSession, now: datetime) -> Stop:
    if dialogue_session.starts_at <= now:
        return Stop(State.DONE, _("done"))
    return Stop(
        State.LATER, _("not yet"),
        _("hand out the flyer and tell people."), "", "",
    )  # fmt: skip


def _tables(dialogue_session: DialogueSession, now: datetime) -> Stop:
    state = State.DONE if dialogue_session.starts_at <= now else State.LATER
    return Stop(state, count_tables(dialogue_session.tables))


def _evening(dialogue_session: DialogueSession, now: datetime) -> Stop:
    state = State.DONE if dialogue_session.ends_at <= now else State.LATER
    return Stop(state, day_month(dialogue_session.starts_at))


def _seats(dialogue_session: DialogueSession, now: datetime) -> Stop:
    state = State.DONE if dialogue_session.starts_at <= now else State.LATER
    return Stop(state, _("%(seats)s seats", seats=dialogue_session.seats))


def _empty(_dialogue_session: DialogueSession, _now: datetime) -> Stop:
    return Stop(State.LATER, _("still empty"))


def _answer(dialogue_session: DialogueSession, _now: datetime) -> Stop:
    due = dialogue_session.answer_due
    return Stop(State.LATER, _("before %(day)s", day=day_month(due)) if due else "")


_UNTOLD: Mapping[str, One] = {
    "plan": _plan, "invite": _invite, "seats": _seats, "tables": _tables,
    "evening": _evening, "harvest": _empty, "report": _empty, "answer": _answer,
}  # fmt: skip
