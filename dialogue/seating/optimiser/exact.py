"""Is there a valid table plan of one round? An exact search, with a limit.

Blocks are placed one at a time, the most constrained first, by depth-first
search with forward checks of hosts, interpreters and sizes; tables that are
still alike are tried once, and what failed before is not tried again under other
numbers. Small impossible cores are refuted quickly; large possible rooms are
found quickly; in between the answer is "not known".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dialogue.seating.optimiser.room import Room, Table
from dialogue.seating.optimiser.wishes import Unit, Wish, units_of


class _Full(Exception):
    """The search used up its nodes."""


def possible(room: Room, wishes: list[Wish], nodes: int) -> bool | None:
    """True, False (proven), or None when ``nodes`` did not suffice."""
    found = _searched(room, wishes, nodes)
    return found if found is None or found is False else True


def example(room: Room, wishes: list[Wish], nodes: int) -> list[int] | None:
    """A table for everybody that keeps the wishes, where one is found."""
    found = _searched(room, wishes, nodes)
    return found.seats() if isinstance(found, _Search) else None


def _searched(room: Room, wishes: list[Wish], nodes: int) -> _Search | bool | None:
    """The search that seated all units; False and None as in ``possible``.

    Two orders are tried, for what one order finds at once may take another long.
    """
    made = units_of(room, wishes)
    if made is None:
        return False
    units, plain = made
    kinds = {w.kind for w in wishes}
    for ease in (_ease, _words_first):
        order = sorted(units, key=ease)
        search = _Search(
            room, order, plain, "hosts" in kinds, "least" in kinds, nodes // 2
        )
        try:
            return search if search.place() else False
        except _Full:
            continue
    return None


def _ease(unit: Unit) -> tuple[float, ...]:
    return (
        unit.pin < 0,
        not unit.wheels,
        -len(unit.people),
        -len(unit.foes),
        not unit.needs,
        not unit.host,
    )


def _words_first(unit: Unit) -> tuple[float, ...]:
    """Interpreters beside those who need them, before whatever else."""
    pinned, steps, *others = _ease(unit)
    return (pinned, not (unit.needs or unit.speaks), steps, *others)


@dataclass(slots=True)
class _Rest:
    """What the units from some point on bring and ask."""

    people: int = 0
    hosts: int = 0
    wheels: int = 0
    words: dict[str, int] = field(default_factory=dict)
    foes: frozenset[int] = frozenset()
    sizes: dict[int, int] = field(default_factory=dict)
    pinned: bool = False

    def and_before(self, unit: Unit) -> _Rest:
        """The same with ``unit`` to place first; ``sizes`` count that or more."""
        size = len(unit.people)
        words = dict(self.words)
        for word in unit.speaks:
            words[word] = words.get(word, 0) + 1
        sizes = {s: c + (size >= s) for s, c in self.sizes.items()}
        above = max((c for s, c in self.sizes.items() if s > size), default=0)
        sizes.setdefault(size, above + 1)
        return _Rest(
            self.people + size,
            self.hosts + unit.host,
            self.wheels + size * unit.wheels,
            words,
            self.foes | unit.foes,
            sizes,
            self.pinned or unit.pin >= 0,
        )


@dataclass(slots=True)
class _Search:
    room: Room
    units: list[Unit]
    plain: int
    hosts: bool
    least: bool
    nodes: int
    at: list[list[Unit]] = field(init=False)
    sizes: list[int] = field(init=False)
    rest: list[_Rest] = field(init=False)
    failed: set[tuple[object, ...]] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self.at = [[] for _ in self.room.tables]
        self.sizes = [0 for _ in self.room.tables]
        # The plain are left for the end; ``sizes`` counts groups from two on.
        self.rest = [_Rest(people=self.plain)]
        for unit in reversed(self.units):
            self.rest.append(self.rest[-1].and_before(unit))
        self.rest.reverse()

    def place(self) -> bool:
        """Seat all units; True when that works out."""
        if not self._hopeful(0):
            return False
        stack: list[tuple[int, list[int]]] = []
        options, k = self._options(0) if self.units else [], 0
        while k < len(self.units):
            self.nodes -= 1
            if self.nodes < 0:
                raise _Full
            if options:
                table = options.pop(0)
                self.at[table].append(self.units[k])
                self.sizes[table] += len(self.units[k].people)
                if self._hopeful(k + 1):
                    stack.append((table, options))
                    k += 1
                    options = self._options(k) if k < len(self.units) else []
                else:
                    self._undo(table, k)
            elif stack:
                self.failed.add(self._state(k))
                k -= 1
                table, options = stack.pop()
                self._undo(table, k)
            else:
                return False
        return True

    def seats(self) -> list[int]:
        """A table per person; who asks nothing fills the smallest tables."""
        line = [-1] * len(self.room.people)
        for t, here in enumerate(self.at):
            for unit in here:
                for i in unit.people:
                    line[i] = t
        sizes = list(self.sizes)
        for i in (i for i, t in enumerate(line) if t < 0):
            free = [t for t, x in enumerate(self.room.tables) if sizes[t] < x.max]
            line[i] = min(free, key=self._wanting(sizes))
            sizes[line[i]] += 1
        return line

    def _wanting(self, sizes: list[int]) -> Callable[[int], tuple[bool, int]]:
        """First the tables below their smallest size, then the emptiest."""
        tables = self.room.tables
        return lambda t: (sizes[t] >= tables[t].min, sizes[t])

    def _undo(self, table: int, k: int) -> None:
        self.at[table].pop()
        self.sizes[table] -= len(self.units[k].people)

    def _state(self, k: int) -> tuple[object, ...]:
        """What matters of the tables to the units from ``k``; alike tables alike."""
        foes, pinned = self.rest[k].foes, self.rest[k].pinned
        tables = []
        for t, table in enumerate(self.room.tables):
            here = self.at[t]
            known, asked = _words_at(here)
            who = frozenset(i for u in here for i in u.people if i in foes)
            host = any(u.host for u in here)
            kind = (*self._kind(table, k), self.sizes[t], host)
            words = (tuple(sorted(known)), tuple(sorted(asked - known)))
            tables.append((kind, words, tuple(sorted(who)), t if pinned else -1))
        return (k, *sorted(tables))

    def _kind(self, table: Table, k: int) -> tuple[int, int, bool]:
        """What sets a table apart for the units from ``k``."""
        steps = table.accessible or not self.rest[k].wheels
        return (table.min if self.least else 0, table.max, steps)

    def _options(self, k: int) -> list[int]:
        """Tables for unit ``k``, most promising first; equal tables once."""
        unit, size = self.units[k], len(self.units[k].people)
        seen, out = set(), []
        for t, table in enumerate(self.room.tables):
            if unit.pin not in (-1, t) or (unit.wheels and not table.accessible):
                continue
            if self.sizes[t] + size > table.max:
                continue
            if unit.foes and any(i in unit.foes for u in self.at[t] for i in u.people):
                continue
            if not self.at[t] and not self.rest[k].pinned:
                kind = self._kind(table, k)
                if kind in seen:
                    continue
                seen.add(kind)
            out.append((self._appeal(unit, t), t))
        return [t for _, t in sorted(out)]

    def _appeal(self, unit: Unit, t: int) -> tuple[int, int, int]:
        """Small is good: meets a need, brings a missing host, evens out."""
        here = self.at[t]
        known, asked = _words_at(here)
        help_ = len(unit.needs & known) + len((asked - known) & unit.speaks)
        lacks = not any(u.host for u in here)
        good = 1 if unit.host == lacks else 0
        return (-help_, -good, self.sizes[t])

    def _hopeful(self, k: int) -> bool:
        """Can the units from ``k`` still find chairs, hosts, people and words?"""
        rest = self.rest[k]
        if self.hosts:
            bare = sum(not any(u.host for u in here) for here in self.at)
            if bare > rest.hosts:
                return False
        if self.least and self._short() > rest.people:
            return False
        good = self._chairs(rest) and self._words(rest)
        return good and not (self.failed and self._state(k) in self.failed)

    def _short(self) -> int:
        """People who must still come to reach the smallest sizes."""
        tables = zip(self.room.tables, self.sizes, strict=True)
        return sum(max(0, table.min - size) for table, size in tables)

    def _words(self, rest: _Rest) -> bool:
        """Every table with an unmet need can still get its interpreter."""
        asked: dict[str, int] = {}
        for t, here in enumerate(self.at):
            if not any(u.needs for u in here):
                continue
            known, words = _words_at(here)
            for word in words - known:
                asked[word] = asked.get(word, 0) + 1
                if self.sizes[t] >= self.room.tables[t].max:
                    return False
        return all(rest.words.get(word, 0) >= count for word, count in asked.items())

    def _chairs(self, rest: _Rest) -> bool:
        """Chairs side by side for the groups to come, and accessible ones."""
        free = [t.max - s for t, s in zip(self.room.tables, self.sizes, strict=True)]
        for size, count in rest.sizes.items():
            if count > sum(chairs // size for chairs in free):
                return False
        steps = zip(self.room.tables, free, strict=True)
        good = sum(chairs for table, chairs in steps if table.accessible)
        return rest.wheels <= good and rest.people <= sum(free)


def _words_at(here: list[Unit]) -> tuple[set[str], set[str]]:
    """(languages that somebody interprets, languages somebody needs) at a table."""
    known: set[str] = set()
    asked: set[str] = set()
    for unit in here:
        known |= unit.speaks
        asked |= unit.needs
    return known, asked
