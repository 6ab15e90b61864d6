"""The room as arrays: what pairs cost, what tables count, what must not move.

People are rows 0..n-1; row n is the empty chair, so that every table has the
same number of chairs and leaving a chair empty is a swap like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dialogue.seating.optimiser.room import Room

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
        return np.array([p.wheelchair for p in self.room.people], dtype=bool)

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
        return sorted({p.needs_language for p in self.room.people if p.needs_language})

    @cached_property
    def needs(self) -> NDArray[np.bool_]:
        """(people, languages) who needs an interpreter."""
        return np.array(
            [
                [p.needs_language == lang for lang in self.languages]
                for p in self.room.people
            ],
            dtype=bool,
        ).reshape(self.n, len(self.languages))

    @cached_property
    def bridges(self) -> NDArray[np.bool_]:
        """(people, languages) who speaks it and needs no interpreter."""
        return np.array(
            [
                [
                    p.needs_language is None and lang in p.speaks
                    for lang in self.languages
                ]
                for p in self.room.people
            ],
            dtype=bool,
        ).reshape(self.n, len(self.languages))

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
