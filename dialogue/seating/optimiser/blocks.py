"""The other step of the search: whole blocks (a couple, a helper) change tables.

Chairs are grouped in slots of the size of a block, blocks lined up so that
they fill slots; then slots are priced and swapped as chairs are in the kernel.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from dialogue.seating.optimiser.arrays import BLOCKED, Floats, Ints
from dialogue.seating.optimiser.kernel import Generator, draw, halves_of, remeet
from dialogue.seating.optimiser.model import State


def step_blocks(
    state: State, rows: tuple[Ints, Ints], cold: float, rng: Generator, size: int
) -> int:
    """Draw one swap of ``size`` chairs at once for each pair of tables."""
    model, arrays = state.model, state.model.arrays
    chairs, n1 = arrays.chairs, arrays.n + 1
    seats = state.chairs.reshape(-1, chairs)
    first, second = rows
    both = seats[np.concatenate(rows)]
    both = np.take_along_axis(both, _line_up(state, both, size, rng), axis=1)
    seats[np.concatenate(rows)] = both
    half = len(first)
    people = np.concatenate((both[:half], both[half:]), axis=1)
    base = (first // (arrays.room.rounds * arrays.tables)) * (n1 * n1)
    cell = (people * n1 + base[:, None])[:, :, None] + people[:, None, :]
    near = state.price.ravel().take(cell)
    slot = _slots(chairs, size)
    slots = chairs // size
    sums = (near.reshape(-1, 2 * chairs) @ slot).reshape(half, 2 * chairs, -1)
    grid = slot.T @ sums
    halves = halves_of(slots) if slots else halves_of(1)
    whole = slot.T @ (near.reshape(-1, 2 * chairs) @ halves_of(chairs)).reshape(
        half, 2 * chairs, 2
    )
    flags = model.features.take(people, axis=0)
    own = np.diagonal(grid, axis1=1, axis2=2)
    filled = size - slot.T @ flags[:, :, [model.empty]]
    filled = filled[:, :, 0]
    tables = halves.T @ filled[:, :, None]
    spare = _rest(state, both, half, slots * size)
    there = (tables[:, :, 0] + spare) @ halves.T
    repeat = np.float32(arrays.room.repeat)
    alone = whole * halves
    gone = alone.sum(axis=2) - own - repeat * filled * (there - filled)
    come = (whole * halves[:, ::-1]).sum(axis=2)
    shift = come - gone
    cross = -2.0 * grid[:, :slots, slots:]
    cross = cross + shift[:, :slots, None] + shift[:, None, slots:]
    cross += _block_features(state, flags, slot, first, second, slots)
    if state.locked:
        cross += _held_slots(state, people, first, second, slot, slots)
    drawn, moved = draw(cross.reshape(half, -1), cold, rng)
    if len(moved):
        _swap_slots(state, rows, people, drawn, moved, size)
    return len(moved)


def _rest(state: State, both: Ints, half: int, used: int) -> Floats:
    """(K, 2) people on the chairs no slot covers."""
    n = state.model.arrays.n
    left = (both[:, used:] != n).sum(axis=1).astype(np.float32)
    return np.stack((left[:half], left[half:]), axis=1)


@lru_cache(maxsize=64)
def _slots(chairs: int, size: int) -> Floats:
    """(2S, slots) which slot each chair of the two tables belongs to."""
    count = chairs // size
    out = np.zeros((2 * chairs, 2 * count), dtype=np.float32)
    for s in range(count):
        out[s * size : (s + 1) * size, s] = 1.0
        start = chairs + s * size
        out[start : start + size, count + s] = 1.0
    return out


def _line_up(state: State, both: Ints, size: int, rng: Generator) -> Ints:
    """Order of the chairs so that blocks of ``size`` fill whole slots."""
    rank = state.rank[size]
    key = rank.take(both)
    luck = rng.random(len(state.model.arrays.block_of) + 1, dtype=np.float32)
    key = key + luck.take(state.block_key.take(both))
    return key.argsort(axis=1, kind="stable")


def _block_features(
    state: State, flags: Floats, slot: Floats, first: Ints, second: Ints, slots: int
) -> Floats:
    """(K, slots, slots) what tables pay more when two slots change places."""
    model, arrays = state.model, state.model.arrays
    single, size = model.single, arrays.chairs + 1
    packs = (slot.T @ flags).astype(np.intp)
    counts = (halves_of(arrays.chairs).T @ flags).astype(np.intp)
    diff = packs[:, None, slots:] - packs[:, :slots, None]
    here = counts[:, None, None, 0] + diff
    there = counts[:, None, None, 1] - diff
    base = np.arange(single) * size
    width = single * size
    one = (first % arrays.tables * width)[:, None, None, None]
    two = (second % arrays.tables * width)[:, None, None, None]
    cost = model.cost.ravel()
    paid = cost.take(here[..., :single] + base + one)
    paid += cost.take(there[..., :single] + base + two)
    out = paid.sum(axis=3)
    langs = len(arrays.languages)
    if langs:
        words = model.tongue.ravel()
        for grid in (here, there):
            need = grid[..., single : single + langs]
            out += words.take(model.words(need, grid[..., single + langs :])).sum(
                axis=3
            )
    more: Floats = out - _paid_now(state, counts, first, second)
    return more


def _paid_now(state: State, counts: Ints, first: Ints, second: Ints) -> Floats:
    model, arrays = state.model, state.model.arrays
    single, langs = model.single, len(arrays.languages)
    spot = np.stack((first, second), axis=1) % arrays.tables
    paid = model.cost[spot[:, :, None], np.arange(single), counts[:, :, :single]]
    total: Floats = paid.sum(axis=(1, 2))
    if langs:
        need = counts[:, :, single : single + langs]
        words = model.words(need, counts[:, :, single + langs :])
        total = total + model.tongue.ravel().take(words).sum(axis=(1, 2))
    return total[:, None, None]


def _held_slots(
    state: State, people: Ints, first: Ints, second: Ints, slot: Floats, slots: int
) -> Floats:
    arrays = state.model.arrays
    turn = first // arrays.tables % arrays.room.rounds
    held = state.held[turn[:, None], people] @ slot * BLOCKED
    shut = state.shut[turn, first % arrays.tables]
    shut = (shut | state.shut[turn, second % arrays.tables]) * BLOCKED
    return held[:, :slots, None] + held[:, None, slots:] + shut[:, None, None]


def _swap_slots(
    state: State,
    rows: tuple[Ints, Ints],
    people: Ints,
    drawn: Ints,
    moved: Ints,
    size: int,
) -> None:
    chairs, n = state.model.arrays.chairs, state.model.arrays.n
    a, b = np.divmod(drawn[moved], chairs // size)
    reach = np.arange(size)
    left = a[:, None] * size + reach
    right = b[:, None] * size + reach
    crowd = people[moved]
    row = np.arange(len(moved))[:, None]
    going, coming = crowd[row, left], crowd[row, right + chairs]
    crowd[row, left] = n
    crowd[row, right + chairs] = n
    sign = np.repeat(np.array([1.0, -1.0], dtype=np.float32), size)
    who = np.concatenate((going, coming), axis=1)
    remeet(state, rows[0][moved], who, sign, crowd)
    seats = state.chairs.reshape(-1, chairs)
    seats[rows[0][moved][:, None], left] = coming
    seats[rows[1][moved][:, None], right] = going
