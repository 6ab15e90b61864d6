"""The room as arrays: what pairs cost, what tables count, what must not move.

People are rows 0..n-1; row n is the empty chair, so that every table has the
same number of chairs and leaving a chair empty is a swap like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dialogue.seating.optimiser.room import Person, Room

Ints = NDArray[np.intp]
Floats = NDArray[np.float32]
Array = NDArray[Any]

BLOCKED = np.float32(1000.0)
"""The price of what may never happen in a search step (an empty-chair swap)."""


@dataclass(frozen=True)
class Arrays:
    """What the search and the score need of a room, computed once."""

    room: Room

    @cached_property
    def n(self) -> int:
        """People to seat."""
        return len(self.room.people)

    @cached_property
    def tables(self) -> int:
        return len(self.room.tables)

    @cached_property
    def chairs(self) -> int:
        """Chairs drawn at every table: the largest size, two at least."""
        return max(2, *(t.max for t in self.room.tables), 0)

    @cached_property
    def lows(self) -> Ints:
        return np.array([t.min for t in self.room.tables], dtype=np.intp)

    @cached_property
    def highs(self) -> Ints:
        return np.array([t.max for t in self.room.tables], dtype=np.intp)

    @cached_property
    def accessible(self) -> NDArray[np.bool_]:
        return np.array([t.accessible for t in self.room.tables], dtype=bool)

    @cached_property
    def wheelchair(self) -> NDArray[np.bool_]:
        """Who must have a table where a wheelchair fits."""
        return self._wheels & ~self._yields("wheelchair")

    @cached_property
    def would_wheel(self) -> NDArray[np.bool_]:
        """Who has such a table if there is one."""
        return self._wheels & self._yields("wheelchair")

    @cached_property
    def _wheels(self) -> NDArray[np.bool_]:
        return np.array([p.wheelchair for p in self.room.people], dtype=bool)

    def _yields(self, what: str) -> NDArray[np.bool_]:
        return np.array([what in p.soft for p in self.room.people], dtype=bool)

    @cached_property
    def host(self) -> NDArray[np.bool_]:
        return np.array([p.host for p in self.room.people], dtype=bool)

    @cached_property
    def values(self) -> Ints:
        """(people, attributes) value codes; -1 where a resident did not say."""
        out = np.full((self.n, len(self.room.attributes)), -1, dtype=np.intp)
        for a, labels in enumerate(self.labels):
            code = {label: k for k, label in enumerate(labels)}
            for i, person in enumerate(self.room.people):
                out[i, a] = code.get(person.values[a] or "", -1)
        return out

    @cached_property
    def labels(self) -> list[list[str]]:
        """The values that occur, per attribute, in alphabetical order."""
        return [
            sorted({v for p in self.room.people if (v := p.values[a]) is not None})
            for a in range(len(self.room.attributes))
        ]

    @cached_property
    def alike(self) -> Floats:
        """(n+1, n+1) weighted number of attributes two people share."""
        out = np.zeros((self.n + 1, self.n + 1), dtype=np.float32)
        for a, attribute in enumerate(self.room.attributes):
            column = self.values[:, a]
            same = (column[:, None] == column[None, :]) & (column[:, None] >= 0)
            out[:-1, :-1] += np.float32(attribute.weight) * same
        np.fill_diagonal(out, 0.0)
        return out

    @cached_property
    def met(self) -> Floats:
        """(n+1, n+1) earlier meetings."""
        out = np.zeros((self.n + 1, self.n + 1), dtype=np.float32)
        for a, b in self.room.met_before:
            out[a, b] += 1
            out[b, a] += 1
        return out

    @cached_property
    def blocks(self) -> list[list[int]]:
        return self.room.blocks()

    @cached_property
    def block_of(self) -> Ints:
        """Block number of each person (their own number when alone)."""
        out = np.arange(self.n, dtype=np.intp)
        for block in self.blocks:
            out[block] = min(block)
        return out

    @cached_property
    def languages(self) -> list[str]:
        """What somebody must have interpreted, then what somebody would like to."""
        must, would = self._asked(soft=False), self._asked(soft=True)
        return [*sorted(must), *sorted(would)]

    @cached_property
    def musts(self) -> int:
        """How many of ``languages`` somebody must have interpreted: the first."""
        return len(self._asked(soft=False))

    def _asked(self, *, soft: bool) -> set[str]:
        people = [p for p in self.room.people if ("language" in p.soft) == soft]
        return {p.needs_language for p in people if p.needs_language}

    @cached_property
    def needs(self) -> NDArray[np.bool_]:
        """(people, languages) who needs an interpreter, or would like one."""
        return self._columns(
            lambda p, k: (
                p.needs_language == self.languages[k]
                and ("language" in p.soft) == (k >= self.musts)
            )
        )

    @cached_property
    def bridges(self) -> NDArray[np.bool_]:
        """(people, languages) who speaks it and needs no interpreter."""
        return self._columns(
            lambda p, k: p.needs_language is None and self.languages[k] in p.speaks
        )

    def _columns(self, says: Callable[[Person, int], bool]) -> NDArray[np.bool_]:
        width = range(len(self.languages))
        rows = [[says(p, k) for k in width] for p in self.room.people]
        return np.array(rows, dtype=bool).reshape(self.n, len(width))

    @cached_property
    def protected(self) -> NDArray[np.bool_]:
        """(people, protected values) who must not be the only one."""
        columns = [
            [p.values[a] == value for p in self.room.people]
            for a, value in self.room.protect
        ]
        return np.array(columns, dtype=bool).reshape(len(columns), self.n).T

    @cached_property
    def sizes(self) -> Ints:
        """Balanced table sizes within the bounds (water filling)."""
        return balanced_sizes(self.n, self.lows, self.highs)

    @cached_property
    def pins(self) -> Ints:
        """(rounds, people) the table somebody is pinned to, or -1."""
        out = np.full((self.room.rounds, self.n), -1, dtype=np.intp)
        for person, table, turn in self.room.pins:
            out[slice(None) if turn is None else turn, person] = table
        return out


def balanced_sizes(n: int, lows: Ints, highs: Ints) -> Ints:
    """Sizes as even as the bounds allow; clipped where ``n`` does not fit."""
    sizes = lows.copy()
    for _ in range(n - int(sizes.sum())):
        open_tables = np.flatnonzero(sizes < highs)
        if not len(open_tables):
            break
        sizes[open_tables[np.argmin(sizes[open_tables])]] += 1
    return sizes
