"""What a seating achieved, as figures for sentences and small pictures.

Nothing here names who is "the other": only shares, means and counts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dialogue.seating.optimiser.arrays import Array, Arrays
from dialogue.seating.optimiser.kinder import new_faces
from dialogue.seating.optimiser.score import (
    Reference,
    Terms,
    reference,
    spread,
    table_counts,
    terms,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line that divides the room: shares of pairs at a table that cross it.

    ``chance`` is shuffled cards, ``best`` a bound nobody can beat with tables
    this even; all three are 0..1. ``alone`` counts tables where a protected
    value of this line stands alone. ``picture`` lists, per round and table,
    how many of each value sit there, values in the order of ``values``; it is
    for counts only and shows no names.
    """

    key: str
    chance: float
    achieved: float
    best: float
    alone: int
    values: tuple[str, ...]
    picture: tuple[tuple[tuple[int, ...], ...], ...]

    @property
    def progress(self) -> float:
        """0 is chance, 1 the best possible (clipped), for a small bar."""
        if self.best <= self.chance:
            return 1.0
        share = (self.achieved - self.chance) / (self.best - self.chance)
        return min(1.0, max(0.0, share))


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything a facilitator sees about a seating."""

    score: float
    loss: float
    bound: float
    chance: float
    lines: tuple[Line, ...]
    new_faces_mean: float
    new_faces_fewest: int
    repeats: int
    repeats_unavoidable: int
    tables_alone: int

    @property
    def repeats_above(self) -> int:
        """Repeat meetings beyond those nobody can avoid."""
        return max(0, self.repeats - self.repeats_unavoidable)


def figures(arrays: Arrays, seating: object, ref: Reference | None = None) -> Figures:
    """Explain ``seating[round][person]`` of a room."""
    ref = ref or reference(arrays)
    seats = np.asarray(seating, dtype=np.intp)
    got = terms(arrays, seats)
    faces = new_faces(arrays, seats)
    lines = tuple(
        _line(arrays, a, seats, got) for a in range(len(arrays.room.attributes))
    )
    return Figures(
        score=ref.score(got.loss),
        loss=got.loss,
        bound=ref.bound,
        chance=ref.chance,
        lines=lines,
        new_faces_mean=float(faces.mean()),
        new_faces_fewest=int(faces.min()),
        repeats=got.repeats,
        repeats_unavoidable=min(ref.bound_repeats, got.repeats),
        tables_alone=got.solos,
    )


def _line(arrays: Arrays, a: int, seats: Array, got: Terms) -> Line:
    counts = [int((arrays.values[:, a] == v).sum()) for v in range(_width(arrays, a))]
    pairs = sum(int(s) * (int(s) - 1) // 2 for s in arrays.sizes)
    everyone = max(1, arrays.n * (arrays.n - 1) // 2)
    alike = sum(c * (c - 1) // 2 for c in counts)
    least = sum(spread(c, arrays.tables, 1.0, 0.0, arrays.chairs) for c in counts)
    protected = [q for q, (b, _) in enumerate(arrays.room.protect) if b == a]
    alone = 0
    flags = np.zeros((arrays.n, len(counts)), dtype=bool)
    for v in range(len(counts)):
        flags[:, v] = arrays.values[:, a] == v
    picture = []
    for row in seats:
        here = table_counts(flags, row, arrays.tables)
        picture.append(tuple(tuple(int(x) for x in table) for table in here))
        lone = table_counts(arrays.protected, row, arrays.tables)[:, protected]
        alone += int((lone == 1).sum())
    return Line(
        key=arrays.room.attributes[a].key,
        chance=1.0 - alike / everyone,
        achieved=1.0 - got.alike[a] / got.pairs if got.pairs else 0.0,
        best=1.0 - least / pairs if pairs else 0.0,
        alone=alone,
        values=tuple(arrays.labels[a]),
        picture=tuple(picture),
    )


def _width(arrays: Arrays, a: int) -> int:
    return len(arrays.labels[a])
