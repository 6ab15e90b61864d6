"""Nobody left behind: whoever met fewest new people gets a better place.

A last look after the search. While somebody meets fewer than three quarters of
the mean number of new neighbours, the cheapest valid swap that helps them is
made, provided it does not leave somebody else behind.
"""

from __future__ import annotations

import numpy as np

from dialogue.seating.optimiser.arrays import Array, Arrays, Ints
from dialogue.seating.optimiser.model import Model
from dialogue.seating.optimiser.score import meetings, violations
from dialogue.seating.optimiser.soft import worth

FAIR = 0.75
TRIES = 60
EACH = 24
"""Swaps looked at closely; and of each who could move."""
ROUNDS_OF_LOOKING = 40
Option = tuple[float, int, list[tuple[int, int]]]
"""(price of pairs, round, [(person, table)])"""


def new_faces(arrays: Arrays, seating: Array) -> Ints:
    """(n,) how many people everybody meets who were new to them."""
    met = meetings(arrays, seating) > 0
    faces: Ints = (met & (arrays.met[:-1, :-1] == 0)).sum(axis=1)
    return faces


def kinder(model: Model, seating: Ints, held: Array, shut: Array) -> Ints:
    """The seating with the fewest new faces lifted; (R, n), never invalid."""
    arrays = model.arrays
    best = seating.copy()
    if arrays.n < 3 or arrays.tables < 2:
        return best
    given_up: set[int] = set()
    for _ in range(ROUNDS_OF_LOOKING):
        faces = new_faces(arrays, best)
        poor = [int(i) for i in np.argsort(faces, kind="stable")[:8]]
        poor = [i for i in poor if faces[i] < FAIR * faces.mean() and i not in given_up]
        if not poor:
            return best
        found = _help(model, best, poor[0], faces, held, shut)
        if found is None:
            given_up.add(poor[0])
        else:
            best = found
    return best


def _help(
    model: Model, seating: Ints, who: int, faces: Ints, held: Array, shut: Array
) -> Ints | None:
    arrays = model.arrays
    floor = FAIR * float(faces.mean())
    met = meetings(arrays, seating)
    options = []
    for turn in range(len(seating)):
        if not shut[turn, seating[turn, who]]:
            options += _fresh(model, seating, met, who, turn, held, shut)
    options.sort(key=lambda option: option[0])
    now = worth(arrays, seating)
    best: tuple[float, Ints] | None = None
    for _, turn, moves in options[:TRIES]:
        other = seating.copy()
        for person, table in moves:
            other[turn, person] = table
        after = new_faces(arrays, other)
        worse = (after < np.minimum(faces, np.ceil(floor))).any()
        if after[who] <= faces[who] or worse or any(violations(arrays, other).values()):
            continue
        loss = worth(arrays, other) - now
        if best is None or loss < best[0]:
            best = (loss, other)
    return None if best is None else best[1]


def _fresh(
    model: Model,
    seating: Ints,
    met: Array,
    who: int,
    turn: int,
    held: Array,
    shut: Array,
) -> list[Option]:
    """Ways to bring ``who`` new faces in a round: they move, or a neighbour does.

    Whoever must stay (with a partner, at a pin) can only be helped by others.
    """
    arrays = model.arrays
    line = seating[turn]
    bound = np.bincount(arrays.block_of, minlength=arrays.n)[arrays.block_of] > 1
    free = ~held[turn, :-1] & ~bound
    out = []
    if free[who]:
        out += _options(model, seating, met, who, turn, held, shut)
    stale = free & (line == line[who]) & (met[who] > 1)
    for mate in np.flatnonzero(stale).tolist():
        for option in _options(model, seating, met, mate, turn, held, shut):
            comes = [person for person, table in option[2] if table == line[who]]
            if comes and not met[who, comes[0]]:
                out.append(option)
    return out


def _options(
    model: Model,
    seating: Ints,
    met: Array,
    who: int,
    turn: int,
    held: Array,
    shut: Array,
) -> list[Option]:
    """The cheapest swaps and moves of ``who`` in a round."""
    arrays = model.arrays
    line = seating[turn]
    price = model.pair[:-1, :-1] + arrays.room.repeat * met
    price = price - arrays.room.repeat * (line[:, None] == line[None, :])
    np.fill_diagonal(price, 0.0)
    at = np.zeros((arrays.n, arrays.tables), dtype=np.float64)
    np.add.at(at.T, line, price)
    home = line[who]
    everyone = np.arange(arrays.n)
    out = at[who, line] - at[who, home] + at[:, home] - at[everyone, line]
    out -= 2.0 * price[who]
    group = arrays.block_of == arrays.block_of[who]
    free = (line != home) & ~held[turn, :-1] & ~shut[turn][line] & ~group
    options = [
        (float(out[i]), turn, [(who, int(line[i])), (int(i), int(home))])
        for i in np.flatnonzero(free)
    ]
    sizes = np.bincount(line, minlength=arrays.tables)
    for t in np.flatnonzero((sizes < arrays.highs) & ~shut[turn]):
        if t != home and sizes[home] > arrays.lows[home]:
            options.append((float(at[who, t] - at[who, home]), turn, [(who, int(t))]))
    options.sort(key=lambda option: option[0])
    return options[:EACH]
