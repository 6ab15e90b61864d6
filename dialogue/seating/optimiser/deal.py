"""Plain rules without a search: what to compare with, and a first seating.

``deal`` is the rule for an evening without wishes to cross lines: everybody
once a round, sizes even, hard wishes heeded as far as one pass can.
"""

from __future__ import annotations

import numpy as np

from dialogue.seating.optimiser import start
from dialogue.seating.optimiser.arrays import Array, Arrays, Ints
from dialogue.seating.optimiser.model import build
from dialogue.seating.optimiser.room import Room, Seating


def deal(room: Room, *, seed: int = 0) -> Seating:
    """Seat everybody in one pass, the hardest to place first.

    Deterministic for a room and seed. Most rooms come out valid, but only
    ``search.plan`` sees to it; check with ``score.violations``.
    """
    arrays = Arrays(room)
    rng = np.random.default_rng(seed)
    held = np.zeros((room.rounds, arrays.n + 1), dtype=bool)
    held[:, :-1] = arrays.pins >= 0
    shut = np.zeros((room.rounds, arrays.tables), dtype=bool)
    seating = start.greedy(build(arrays), rng, held, shut, arrays.pins)
    lines: Seating = seating.tolist()
    return lines


def snake(room: Room, *, seed: int = 0) -> Seating:
    """Sort people by an attribute, deal forth and back along the tables.

    Every round sorts by another attribute; hard wishes are not heeded.
    """
    arrays = Arrays(room)
    rng = np.random.default_rng(seed)
    keys = max(1, arrays.values.shape[1])
    out: Seating = []
    for turn in range(room.rounds):
        columns: list[Array] = [rng.random(arrays.n)]
        if arrays.values.shape[1]:
            columns.append(arrays.values[:, turn % keys])
        line = _along(arrays, np.lexsort(columns), int(rng.integers(arrays.tables)))
        out.append(line.tolist())
    return out


def _along(arrays: Arrays, order: Ints, first: int) -> Ints:
    """Forth and back over the tables, never beyond the balanced sizes."""
    left = arrays.sizes.copy()
    forth = np.roll(np.arange(arrays.tables), first)
    path = np.concatenate([forth, forth[::-1]])
    seats = np.zeros(arrays.n, dtype=np.intp)
    at = 0
    for person in order:
        while not left[path[at % len(path)]]:
            at += 1
        spot = path[at % len(path)]
        seats[person] = spot
        left[spot] -= 1
        at += 1
    return seats


def greedy(room: Room, *, seed: int = 0, repeats: bool = False) -> Seating:
    """One person after another to the table with the fewest pairs alike.

    As a careful host does by hand: values are looked at, hard wishes are not.
    With ``repeats`` who met whom before counts as well.
    """
    arrays = Arrays(room)
    rng = np.random.default_rng(seed)
    price = arrays.alike[:-1, :-1].copy()
    if repeats:
        price += np.float32(room.repeat) * arrays.met[:-1, :-1]
    out: Seating = []
    for _ in range(room.rounds):
        seats = np.full(arrays.n, -1, dtype=np.intp)
        left = arrays.sizes.copy()
        cost = np.zeros((arrays.n, arrays.tables))
        for person in rng.permutation(arrays.n):
            options = np.where(left > 0, cost[person], np.inf)
            spot = int(options.argmin())
            seats[person] = spot
            left[spot] -= 1
            cost[:, spot] += price[:, person]
        if repeats:
            price += np.float32(room.repeat) * (seats[:, None] == seats[None, :])
        out.append(seats.tolist())
    return out
