"""Is there a valid table plan of one round? An exact search, with a limit.

Blocks are placed one at a time, the most constrained first, by depth-first
search with forward checks of hosts, interpreters and sizes; tables that are
still alike are tried once. Small impossible cores are refuted quickly; large
possible rooms are found quickly; in between the answer is "not known".
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dialogue.seating.optimiser.room import Room


@dataclass(frozen=True, slots=True)
class Wish:
    """A hard wish that may be dropped, in words; ``data`` is its content."""

    kind: str
    sentence: str
    data: tuple[int, ...] = ()
    people: tuple[str, ...] = ()


def wishes_of(room: Room, turn: int) -> list[Wish]:
    """All hard wishes of a round except that everybody has a chair."""
    name = [p.id for p in room.people]
    out = []
    for group in room.together:
        ids = tuple(name[i] for i in group)
        out.append(Wish("together", f"{', '.join(ids)} together", group, ids))
    for a, b in room.apart:
        ids = (name[a], name[b])
        out.append(Wish("apart", f"{ids[0]} and {ids[1]} apart", (a, b), ids))
    for i, person in enumerate(room.people):
        if person.wheelchair:
            words = f"{person.id} at an accessible table"
            out.append(Wish("wheelchair", words, (i,), (person.id,)))
        if person.needs_language:
            words = f"{person.id} beside an interpreter for {person.needs_language}"
            out.append(Wish("language", words, (i,), (person.id,)))
    for i, t, when in room.pins:
        if when is None or when == turn:
            words = f"{name[i]} at table {room.tables[t].id}"
            out.append(Wish("pin", words, (i, t), (name[i],)))
    out.append(Wish("hosts", "a host at every table"))
    out.append(Wish("least", "every table with its smallest number of people"))
    return out


@dataclass(slots=True)
class _Unit:
    people: list[int]
    host: bool = False
    wheels: bool = False
    pin: int = -1
    needs: set[str] = field(default_factory=set)
    speaks: set[str] = field(default_factory=set)
    foes: set[int] = field(default_factory=set)


class _Full(Exception):
    """The search used up its nodes."""


def possible(room: Room, wishes: list[Wish], nodes: int) -> bool | None:
    """True, False (proven), or None when ``nodes`` did not suffice."""
    units = _units(room, wishes)
    if units is None:
        return False
    kinds = {w.kind for w in wishes}
    search = _Search(room, units, "hosts" in kinds, "least" in kinds, nodes)
    try:
        return search.place(0)
    except _Full:
        return None


def _units(room: Room, wishes: list[Wish]) -> list[_Unit] | None:
    """Blocks with their needs, hardest first; None for a plain contradiction."""
    root = _roots(room, wishes)
    units: dict[int, _Unit] = {}
    for i, person in enumerate(room.people):
        unit = units.setdefault(root[i], _Unit([]))
        unit.people.append(i)
        unit.host |= person.host
        if person.needs_language is None:
            unit.speaks |= person.speaks
    for wish in wishes:
        if not _mark(room, wish, units, root):
            return None
    for unit in units.values():
        unit.needs -= unit.speaks
    return sorted(units.values(), key=_ease)


def _roots(room: Room, wishes: list[Wish]) -> list[int]:
    """The block number of everybody under the together wishes kept."""
    root = list(range(len(room.people)))
    for wish in wishes:
        if wish.kind == "together":
            joined = {root[i] for i in wish.data}
            root = [min(joined) if k in joined else k for k in root]
    return root


def _mark(room: Room, wish: Wish, units: dict[int, _Unit], root: list[int]) -> bool:
    """Note a wish on its units; False when it contradicts another outright."""
    if wish.kind in ("hosts", "least", "together"):
        return True
    unit = units[root[wish.data[0]]]
    if wish.kind == "wheelchair":
        unit.wheels = True
    elif wish.kind == "language":
        unit.needs.add(room.people[wish.data[0]].needs_language or "")
    elif wish.kind == "pin":
        fits = unit.pin in (-1, wish.data[1])
        unit.pin = wish.data[1]
        return fits
    else:
        other = units[root[wish.data[1]]]
        unit.foes |= set(other.people)
        other.foes |= set(unit.people)
        return other is not unit
    return True


def _ease(unit: _Unit) -> tuple[bool, bool, int, int, bool, bool]:
    return (
        unit.pin < 0,
        not unit.wheels,
        -len(unit.people),
        -len(unit.foes),
        not unit.needs,
        not unit.host,
    )


@dataclass(slots=True)
class _Search:
    room: Room
    units: list[_Unit]
    hosts: bool
    least: bool
    nodes: int
    at: list[list[_Unit]] = field(init=False)
    sizes: list[int] = field(init=False)
    pinned: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self.at = [[] for _ in self.room.tables]
        self.sizes = [0 for _ in self.room.tables]
        self.pinned = {u.pin for u in self.units}

    def place(self, k: int) -> bool:
        """Seat units ``k`` onwards; True when that works out."""
        stack: list[tuple[int, list[int]]] = []
        options = self._options(0) if self.units else []
        while True:
            if k == len(self.units):
                return True
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
                k -= 1
                table, options = stack.pop()
                self._undo(table, k)
            else:
                return False

    def _undo(self, table: int, k: int) -> None:
        self.at[table].pop()
        self.sizes[table] -= len(self.units[k].people)

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
            if not self.at[t]:
                pin = t if t in self.pinned else -1
                kind = (table.min, table.max, table.accessible, pin)
                if kind in seen:
                    continue
                seen.add(kind)
            out.append((self._appeal(unit, t), t))
        return [t for _, t in sorted(out)]

    def _appeal(self, unit: _Unit, t: int) -> tuple[int, int, int]:
        """Small is good: meets a need, brings a missing host, evens out."""
        here = self.at[t]
        known = set().union(*(u.speaks for u in here)) if here else set()
        asked = set().union(*(u.needs for u in here)) if here else set()
        help_ = len(unit.needs & known) + len((asked - known) & unit.speaks)
        lacks = not any(u.host for u in here)
        good = 1 if unit.host == lacks else 0
        return (-help_, -good, self.sizes[t])

    def _hopeful(self, k: int) -> bool:
        """Can the units from ``k`` still supply hosts, people and words?"""
        rest = self.units[k:]
        if self.hosts:
            bare = sum(not any(u.host for u in here) for here in self.at)
            if bare > sum(u.host for u in rest):
                return False
        if self.least:
            short = sum(
                max(0, t.min - s)
                for t, s in zip(self.room.tables, self.sizes, strict=True)
            )
            if short > sum(len(u.people) for u in rest):
                return False
        return self._words(rest) and self._steps(rest)

    def _words(self, rest: list[_Unit]) -> bool:
        """Every table with an unmet need can still get its interpreter."""
        asked: dict[str, int] = {}
        for t, here in enumerate(self.at):
            if not any(u.needs for u in here):
                continue
            known = set().union(*(u.speaks for u in here))
            for word in set().union(*(u.needs for u in here)) - known:
                asked[word] = asked.get(word, 0) + 1
                if self.sizes[t] >= self.room.tables[t].max:
                    return False
        return all(sum(w in u.speaks for u in rest) >= c for w, c in asked.items())

    def _steps(self, rest: list[_Unit]) -> bool:
        """Accessible chairs left suffice for the wheelchairs to come."""
        wanted = sum(len(u.people) for u in rest if u.wheels)
        free = sum(
            t.max - s
            for t, s in zip(self.room.tables, self.sizes, strict=True)
            if t.accessible
        )
        return wanted <= free


__all__ = ["Wish", "possible", "wishes_of"]
