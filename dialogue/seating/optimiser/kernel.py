"""One step of the search: paired tables, every swap priced, one drawn a pair.

The tables of a round are paired at random. For each pair all swaps of a chair
(or of two neighbouring chairs, for couples) are priced in one batch of small
matrix products, and one swap, or none, is drawn with the Boltzmann weights of
a heat bath. Several rounds, or several seatings, take part in the same batch.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from dialogue.seating.optimiser.arrays import BLOCKED, Array, Floats, Ints
from dialogue.seating.optimiser.model import State

Generator = np.random.Generator


@lru_cache(maxsize=32)
def halves_of(chairs: int) -> Floats:
    """(2S, 2) which chairs belong to the first and to the second table."""
    out = np.zeros((2 * chairs, 2), dtype=np.float32)
    out[:chairs, 0] = 1.0
    out[chairs:, 1] = 1.0
    return out


@lru_cache(maxsize=32)
def _side(chairs: int) -> Floats:
    """(2S,) -1 for chairs of the first table, 1 for those of the second."""
    return np.repeat(np.array([-1.0, 1.0], dtype=np.float32), chairs)


def pair_tables(state: State, jobs: Ints, rng: Generator) -> tuple[Ints, Ints]:
    """Rows (of B x R x T tables) to pair, for jobs (row = b x R + r)."""
    tables = state.chairs.shape[2]
    half = tables // 2
    order = rng.random((len(jobs), tables), dtype=np.float32).argsort(axis=1)
    order += (jobs * tables)[:, None]
    return order[:, :half].ravel(), order[:, half : 2 * half].ravel()


def step(
    state: State, rows: tuple[Ints, Ints], cold: Floats | float, rng: Generator
) -> int:
    """Draw one swap of two chairs for each pair of tables; how many moved.

    ``cold`` is one over the temperature, alone or (K, 1) for each pair.
    """
    model, arrays = state.model, state.model.arrays
    chairs, n1 = arrays.chairs, arrays.n + 1
    seats = state.chairs.reshape(-1, chairs)
    first, second = rows
    count = len(first)
    people = seats.take(np.concatenate(rows), axis=0)
    people = np.concatenate((people[:count], people[count:]), axis=1)
    base = first // (arrays.room.rounds * arrays.tables) * (n1 * n1)
    cell = (people * n1 + base[:, None])[:, :, None] + people[:, None, :]
    near = state.price.ravel().take(cell)
    flags = model.features.take(people, axis=0)
    pull = (near.reshape(-1, 2 * chairs) @ _side(chairs)).reshape(count, 2 * chairs)
    counts = (halves_of(chairs).T @ flags).astype(np.intp)
    leave, join, mixed = _features(state, counts, first, second)
    both = -(leave + join)
    both[:, model.empty] += BLOCKED
    own = np.float32(arrays.room.repeat) * (chairs - 1 - counts[:, :, model.empty])
    # Leaving a table ends this round's meetings there, which the price matrix
    # counts; an empty chair has none.
    leave[:, model.empty] -= own[:, 0]
    join[:, model.empty] -= own[:, 1]
    out = (flags[:, :chairs] @ leave[:, :, None])[:, :, 0] + pull[:, :chairs]
    into = (flags[:, chairs:] @ join[:, :, None])[:, :, 0] - pull[:, chairs:]
    out += own.sum(axis=1)[:, None]
    _hold(state, people, first, second, out, into)
    left = flags[:, :chairs] * both[:, None, :]
    cross = left @ flags[:, chairs:].transpose(0, 2, 1)
    meet = near[:, :chairs, chairs:]
    cross -= meet
    cross -= meet
    cross += out[:, :, None]
    cross += into[:, None, :]
    drawn, moved = draw(cross.reshape(count, -1), cold, rng)
    if mixed is not None and len(moved):
        moved = _unmixed(state, flags, drawn, moved, mixed)
    if len(moved):
        _swap_singles(state, rows, people, drawn, moved)
    return len(moved)


def _features(
    state: State, counts: Ints, first: Ints, second: Ints
) -> tuple[Floats, Floats, tuple[Floats, Floats] | None]:
    """Prices (K, F) of a flag leaving and coming; mixed language swaps."""
    model, arrays = state.model, state.model.arrays
    single, size = model.single, arrays.chairs + 1
    slots = np.arange(single) * size
    width = single * size
    here = counts[:, 0, :single] + slots + (first % arrays.tables * width)[:, None]
    there = counts[:, 1, :single] + slots + (second % arrays.tables * width)[:, None]
    gain, lose = model.gain.ravel(), model.lose.ravel()
    leave = np.zeros((len(first), counts.shape[2]), dtype=np.float32)
    join = np.zeros_like(leave)
    leave[:, :single] = lose.take(here) + gain.take(there)
    join[:, :single] = gain.take(here) + lose.take(there)
    if not arrays.languages:
        return leave, join, None
    return leave, join, _tongues(state, counts, leave, join)


def _unmixed(
    state: State, flags: Floats, drawn: Ints, moved: Ints, mixed: tuple[Floats, Floats]
) -> Ints:
    """Drop drawn swaps of an interpreter for somebody who needs one.

    Their price is more than the sum of its parts, which the batch used.
    """
    model, chairs = state.model, state.model.arrays.chairs
    single, langs = model.single, len(state.model.arrays.languages)
    if not (mixed[0][moved].any() or mixed[1][moved].any()):
        return moved
    a, b = np.divmod(drawn[moved], chairs)
    going, coming = flags[moved, a, single:], flags[moved, b + chairs, single:]
    more = going[:, :langs] * coming[:, langs:] * mixed[0][moved]
    more += going[:, langs:] * coming[:, :langs] * mixed[1][moved]
    kept: Ints = moved[more.sum(axis=1) <= 0.0]
    return kept


def _tongues(
    state: State, counts: Ints, leave: Floats, join: Floats
) -> tuple[Floats, Floats]:
    """Fill the language columns; prices of mixed swaps, per language."""
    model, arrays = state.model, state.model.arrays
    single, langs = model.single, len(arrays.languages)
    need, bridge = counts[:, :, single : single + langs], counts[:, :, single + langs :]
    price = model.swap.take(model.words(need, bridge), axis=0)
    here, there = price[:, 0], price[:, 1]
    leave[:, single : single + langs] = here[:, :, 0] + there[:, :, 2]
    leave[:, single + langs :] = here[:, :, 1] + there[:, :, 3]
    join[:, single : single + langs] = here[:, :, 2] + there[:, :, 0]
    join[:, single + langs :] = here[:, :, 3] + there[:, :, 1]
    return here[:, :, 4] + there[:, :, 5], here[:, :, 5] + there[:, :, 4]


def _hold(
    state: State, people: Ints, first: Ints, second: Ints, out: Floats, into: Floats
) -> None:
    """Price the moves of whoever is held, and of shut tables, out of reach."""
    if not state.locked:
        return
    arrays = state.model.arrays
    chairs = arrays.chairs
    turn = first // arrays.tables % arrays.room.rounds
    held = state.held[turn[:, None], people] * BLOCKED
    out += held[:, :chairs]
    into += held[:, chairs:]
    shut = state.shut[turn, first % arrays.tables]
    shut = shut | state.shut[turn, second % arrays.tables]
    out += (shut * BLOCKED)[:, None]


def draw(delta: Array, cold: Floats | float, rng: Generator) -> tuple[Ints, Ints]:
    """Draw a column per row, or none, by heat bath; (columns, rows that moved).

    Adding Gumbel noise and taking the largest draws with Boltzmann weights;
    the noise is read from a long table at a place drawn by lot.
    """
    noise = _noise()
    count, width = delta.shape
    spot = int(rng.integers(0, len(noise) - (width + 1) * count))
    luck = noise[spot : spot + count * width].reshape(count, width)
    stay = noise[spot + count * width : spot + count * (width + 1)]
    delta *= -cold
    delta += luck
    drawn = delta.argmax(axis=1)
    best = delta[np.arange(count), drawn]
    return drawn, np.flatnonzero(best > stay)


@lru_cache(maxsize=1)
def _noise() -> Floats:
    """Standard Gumbel numbers, the same on every machine."""
    rng = np.random.Generator(np.random.PCG64(20))
    return -np.log(-np.log(rng.random(1 << 19) * (1 - 2e-12) + 1e-12)).astype(
        np.float32
    )


def _swap_singles(
    state: State, rows: tuple[Ints, Ints], people: Ints, drawn: Ints, moved: Ints
) -> None:
    chairs = state.model.arrays.chairs
    a, b = np.divmod(drawn[moved], chairs)
    first, second = rows[0][moved], rows[1][moved]
    crowd = people[moved]
    row = np.arange(len(moved))
    who = np.stack((crowd[row, a], crowd[row, b + chairs]), axis=1)
    crowd[row, a] = crowd[row, b + chairs] = state.model.arrays.n
    remeet(state, first, who, np.array([1.0, -1.0], dtype=np.float32), crowd)
    seats = state.chairs.reshape(-1, chairs)
    seats[first, a] = who[:, 1]
    seats[second, b] = who[:, 0]


def remeet(state: State, first: Ints, who: Ints, sign: Floats, crowd: Ints) -> None:
    """Update meetings after ``who`` (K, m) changed sides; ``crowd`` stays.

    ``sign`` is 1 for those who left the first table of the pair, -1 for those
    who came; movers are already replaced by empty chairs in ``crowd`` (K, 2S).
    """
    arrays = state.model.arrays
    n1 = arrays.n + 1
    halves = halves_of(arrays.chairs)
    side = (halves[:, 1] - halves[:, 0]) * np.float32(arrays.room.repeat)
    base = (first // (arrays.room.rounds * arrays.tables)) * (n1 * n1)
    at = who[:, :, None] * n1 + crowd[:, None, :] + base[:, None, None]
    mirror = crowd[:, None, :] * n1 + who[:, :, None] + base[:, None, None]
    value = np.broadcast_to(sign[:, None] * side, at.shape).ravel()
    flat = state.price.ravel()
    np.add.at(flat, at.ravel(), value)
    np.add.at(flat, mirror.ravel(), value)
    state.price[:, -1, :] = 0.0
    state.price[:, :, -1] = 0.0
