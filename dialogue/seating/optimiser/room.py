"""A room: who comes, which tables there are, what is wished; read and checked.

The format is the JSON of the open benchmark rooms (see tests/seating/rooms).
Optional keys beyond it: ``pins`` ``[[person, table]]`` or
``[[person, table, round]]`` (rounds count from 0), ``soft``
``{"together": [[a, b]], "apart": [[a, b]], "host": true}`` (wishes that may give
way; a person's own ``soft`` lists which of ``wheelchair`` and ``language`` may) and a
missing attribute value (the resident did not say; equal to nobody).
"""

from __future__ import annotations

from dataclasses import dataclass, field

Seating = list[list[int]]
"""``seating[round][person index] = table index``."""


class RoomInvalid(ValueError):
    """The room is not a room; ``str(error)`` is a sentence with the reason."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: fewest and most seats in use, and whether a wheelchair fits."""

    id: str
    min: int
    max: int
    accessible: bool = True


@dataclass(frozen=True, slots=True)
class Attribute:
    """A line that divides the room, and the price of a pair on one side."""

    key: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Person:
    """A resident; ``values`` follow the room's attributes (None: not said)."""

    id: str
    values: tuple[str | None, ...] = ()
    speaks: frozenset[str] = frozenset()
    needs_language: str | None = None
    wheelchair: bool = False
    host: bool = False
    soft: frozenset[str] = frozenset()  # of SOFT: what of theirs may give way


SOFT = ("wheelchair", "language")


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened at the door: who is not there, who came, what closed."""

    no_show: tuple[str, ...] = ()
    walk_in: tuple[Person, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    soft_together: tuple[tuple[str, str], ...] = ()
    soft_apart: tuple[tuple[str, str], ...] = ()
    closed_tables: tuple[str, ...] = ()
    hosts_ill: tuple[str, ...] = ()
    new_hosts: tuple[str, ...] = ()
    locked_rounds: tuple[int, ...] = ()
    locked_tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """A checked room; people and tables are referred to by their index."""

    id: str
    rounds: int
    tables: tuple[Table, ...]
    people: tuple[Person, ...]
    attributes: tuple[Attribute, ...] = ()
    together: tuple[tuple[int, ...], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
    met_before: tuple[tuple[int, int], ...] = ()
    protect: tuple[tuple[int, str], ...] = ()
    pins: tuple[tuple[int, int, int | None], ...] = ()
    soft_together: tuple[tuple[int, int], ...] = ()
    soft_apart: tuple[tuple[int, int], ...] = ()
    soft_host: bool = False
    solo: float = 6.0
    repeat: float = 4.0
    room_language: str = "nl"
    seating: tuple[tuple[int, ...], ...] | None = field(default=None)
    changes: Changes | None = None

    def blocks(self) -> list[list[int]]:
        """People who must share a table, as lists of two or more indexes."""
        parent = list(range(len(self.people)))

        def root(i: int) -> int:
            while parent[i] != i:
                parent[i] = parent[parent[i]]
                i = parent[i]
            return i

        for group in self.together:
            for other in group[1:]:
                parent[root(other)] = root(group[0])
        found: dict[int, list[int]] = {}
        for i in range(len(self.people)):
            found.setdefault(root(i), []).append(i)
        return [block for block in found.values() if len(block) > 1]
