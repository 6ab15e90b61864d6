"""The hard wishes of a round, one by one, and the units that they make of people.

Whoever must sit together is one unit; ``Unit`` carries what it asks and brings.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dialogue.seating.optimiser.room import Person, Room


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
        out += _own(i, person)
    for i, t, when in room.pins:
        if when is None or when == turn:
            words = f"{name[i]} at table {room.tables[t].id}"
            out.append(Wish("pin", words, (i, t), (name[i],)))
    if not room.soft_host:
        out.append(Wish("hosts", "a host at every table"))
    out.append(Wish("least", "every table with its smallest number of people"))
    return out


def _own(i: int, person: Person) -> list[Wish]:
    """What one person asks for themselves and may not give way."""
    asked = []
    if person.wheelchair and "wheelchair" not in person.soft:
        asked.append(("wheelchair", "at an accessible table"))
    if person.needs_language and "language" not in person.soft:
        words = f"beside an interpreter for {person.needs_language}"
        asked.append(("language", words))
    return [Wish(k, f"{person.id} {words}", (i,), (person.id,)) for k, words in asked]


@dataclass(slots=True)
class Unit:
    """People who share a table, with what they ask and bring."""

    people: list[int]
    host: bool = False
    wheels: bool = False
    pin: int = -1
    needs: set[str] = field(default_factory=set)
    speaks: set[str] = field(default_factory=set)
    foes: set[int] = field(default_factory=set)

    def plain(self) -> bool:
        """Is this somebody whom any chair suits, and who brings nothing?"""
        asks = self.host or self.wheels or self.pin >= 0
        words = self.needs or self.speaks or self.foes
        return len(self.people) == 1 and not asks and not words


def units_of(room: Room, wishes: list[Wish]) -> tuple[list[Unit], int] | None:
    """Blocks with their needs, hardest first, and how many ask nothing at all.

    Whoever asks nothing takes any chair left. None for a plain contradiction.
    """
    root = roots(room, wishes)
    hosts = any(wish.kind == "hosts" for wish in wishes)
    units: dict[int, Unit] = {}
    for i, person in enumerate(room.people):
        unit = units.setdefault(root[i], Unit([]))
        unit.people.append(i)
        unit.host |= person.host and hosts
        if person.needs_language is None:
            unit.speaks |= person.speaks
    for wish in wishes:
        if not _mark(room, wish, units, root):
            return None
    asked = set().union(*(unit.needs for unit in units.values()))
    for unit in units.values():
        unit.needs -= unit.speaks
        unit.speaks &= asked
    plain = [k for k, unit in units.items() if unit.plain()]
    for k in plain:
        del units[k]
    return list(units.values()), len(plain)


def roots(room: Room, wishes: list[Wish]) -> list[int]:
    """The block number of everybody under the together wishes kept."""
    root = list(range(len(room.people)))
    for wish in wishes:
        if wish.kind == "together":
            joined = {root[i] for i in wish.data}
            root = [min(joined) if k in joined else k for k in root]
    return root


def _mark(room: Room, wish: Wish, units: dict[int, Unit], root: list[int]) -> bool:
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
