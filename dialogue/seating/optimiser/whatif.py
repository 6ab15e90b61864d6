"""See the change of every figure before letting go of a dragged person.

Build a ``Desk`` once for a seating; each question then costs a fraction of a
millisecond, because only two tables of one round change.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from dialogue.seating.optimiser.arrays import Arrays, Ints
from dialogue.seating.optimiser.room import Room
from dialogue.seating.optimiser.score import (
    HARD,
    Reference,
    meetings,
    reference,
    terms,
    violations,
)


@dataclass(frozen=True, slots=True)
class Change:
    """What a move or swap would change (after minus before).

    ``score`` is in points (up is good), ``cross`` per attribute the change of
    the share of pairs that cross it, ``hard`` the change of each violation.
    """

    loss: float
    score: float
    cross: dict[str, float]
    alone: int
    repeats: int
    new_faces_mean: float
    new_faces_fewest: int
    hard: dict[str, int] = field(default_factory=dict)

    @property
    def allowed(self) -> bool:
        """No hard wish is broken that was not broken before."""
        return all(v <= 0 for v in self.hard.values())


class Desk:
    """A seating on the facilitator's desk, with everything counted."""

    def __init__(self, room: Room, seating: object, ref: Reference | None = None):
        self.arrays = Arrays(room)
        self.seats: Ints = np.array(seating, dtype=np.intp)
        self.ref = ref or reference(self.arrays)
        self._count()

    def _count(self) -> None:
        arrays = self.arrays
        self.terms = terms(arrays, self.seats)
        self.hard = violations(arrays, self.seats)
        self.met = meetings(arrays, self.seats)
        old = arrays.met[:-1, :-1] > 0
        self.faces = ((self.met > 0) & ~old).sum(axis=1)

    def what_if(self, turn: int, a: int, b: int | None, table: int = -1) -> Change:
        """Swap persons ``a`` and ``b`` in a round, or move ``a`` to ``table``."""
        moves = self._moves(turn, a, b, table)
        arrays, line = self.arrays, self.seats[turn]
        spots = sorted({int(line[i]) for i, _ in moves} | {t for _, t in moves})
        after = line.copy()
        for i, t in moves:
            after[i] = t
        crowd = np.flatnonzero(np.isin(line, spots))
        alike, solo, pairs = self._tables(crowd, line[crowd], spots)
        then = self._tables(crowd, after[crowd], spots)
        repeats, faces = self._meetings(crowd, line[crowd], after[crowd])
        weights = np.array([x.weight for x in arrays.room.attributes])
        loss = float((weights * (then[0] - alike)).sum())
        loss += arrays.room.solo * (then[1] - solo) + arrays.room.repeat * repeats
        total, more = self.terms.pairs, then[2] - pairs
        cross = {}
        for k, attribute in enumerate(arrays.room.attributes):
            was = self.terms.alike[k]
            now = was + int(then[0][k] - alike[k])
            share = now / (total + more) if total + more else 0.0
            cross[attribute.key] = (was / total if total else 0.0) - share
        span = self.ref.chance - self.ref.bound
        return Change(
            loss=loss,
            score=-100.0 * loss / span if span > 0 else 0.0,
            cross=cross,
            alone=then[1] - solo,
            repeats=repeats,
            new_faces_mean=float(faces.mean() - self.faces.mean()),
            new_faces_fewest=int(faces.min() - self.faces.min()),
            hard=self._hard(turn, after),
        )

    def apply(self, turn: int, a: int, b: int | None, table: int = -1) -> None:
        """Let go: the seating changes, and the next questions start there."""
        for i, t in self._moves(turn, a, b, table):
            self.seats[turn, i] = t
        self._count()

    def _moves(
        self, turn: int, a: int, b: int | None, table: int
    ) -> list[tuple[int, int]]:
        line = self.seats[turn]
        if b is None:
            return [(a, table)]
        return [(a, int(line[b])), (b, int(line[a]))]

    def _tables(self, crowd: Ints, at: Ints, spots: list[int]) -> tuple[Ints, int, int]:
        """Pairs alike per attribute, protected alone, pairs; at some tables."""
        arrays = self.arrays
        alike = np.zeros(len(arrays.room.attributes), dtype=np.intp)
        solo = pairs = 0
        for t in spots:
            here = crowd[at == t]
            pairs += len(here) * (len(here) - 1) // 2
            for k in range(len(alike)):
                said = arrays.values[here, k]
                counts = np.bincount(said[said >= 0]) if len(said) else said
                alike[k] += int((counts * (counts - 1) // 2).sum())
            solo += int((arrays.protected[here].sum(axis=0) == 1).sum())
        return alike, solo, pairs

    def _meetings(self, crowd: Ints, was: Ints, now: Ints) -> tuple[int, Ints]:
        arrays = self.arrays
        grid = np.ix_(crowd, crowd)
        before = self.met[grid]
        change = (now[:, None] == now[None, :]).astype(np.intp)
        change -= was[:, None] == was[None, :]
        np.fill_diagonal(change, 0)
        after = before + change
        repeats = int((after * (after - 1) // 2 - before * (before - 1) // 2).sum())
        fresh = arrays.met[:-1, :-1][grid] == 0
        faces = self.faces.copy()
        faces[crowd] += ((fresh & (after > 0)).astype(int)).sum(axis=1)
        faces[crowd] -= ((fresh & (before > 0)).astype(int)).sum(axis=1)
        return repeats // 2, faces

    def _hard(self, turn: int, after: Ints) -> dict[str, int]:
        """Violations are counted per round, so one round suffices."""
        one = _OneRound(self.arrays, turn)
        was, now = one.violations(self.seats[turn]), one.violations(after)
        return {k: now[k] - was[k] for k in HARD}


@dataclass(frozen=True, slots=True)
class _OneRound:
    arrays: Arrays
    turn: int

    def violations(self, line: Ints) -> dict[str, int]:
        return violations(self.arrays, line[None, :], turns=[self.turn])


def what_if(
    room: Room, seating: object, turn: int, a: int, b: int | None, table: int = -1
) -> Change:
    """One question without a desk; use ``Desk`` for many about one seating."""
    return Desk(room, seating).what_if(turn, a, b, table)
