"""A first seating: whoever is hardest to place sits down first.

Blocks take the cheapest table that has room, pinned people first, then
wheelchairs, interpreters, those who need one, hosts, couples, everybody else.
Where the number of tables is prime the rotation construction is offered too:
people move ``round x chair`` tables on, and no two meet twice.
"""

from __future__ import annotations

import numpy as np

from dialogue.seating.optimiser.arrays import Array, Ints, balanced_sizes
from dialogue.seating.optimiser.model import Model

Generator = np.random.Generator


def greedy(
    model: Model, rng: Generator, held: Array, shut: Array, given: Array
) -> Ints:
    """(R, n) seating; ``held`` (R, n+1) keeps people where ``given`` has them.

    Nobody else is seated at tables that are ``shut`` (R, T).
    """
    arrays = model.arrays
    seating = np.full((arrays.room.rounds, arrays.n), -1, dtype=np.intp)
    price = model.start.copy()
    repeat = np.float32(arrays.room.repeat)
    for r in range(arrays.room.rounds):
        fixed = np.where(held[r, :-1], given[r], -1)
        seating[r] = _one_round(model, price, fixed, shut[r], rng)
        same = seating[r][:, None] == seating[r][None, :]
        np.fill_diagonal(same, False)
        price[:-1, :-1] += repeat * same
    return seating


def _one_round(
    model: Model, price: Array, fixed: Ints, shut: Array, rng: Generator
) -> Ints:
    arrays = model.arrays
    tables = np.arange(arrays.tables)
    seats = np.full(arrays.n, -1, dtype=np.intp)
    room_left = _targets(model, rng)
    over = arrays.chairs - arrays.highs
    counts = np.zeros((arrays.tables, model.features.shape[1]), dtype=np.intp)
    sums = np.zeros((arrays.n + 1, arrays.tables), dtype=np.float32)
    filled = np.zeros(arrays.tables, dtype=np.intp)
    for unit in _units(model, fixed, rng):
        own = fixed[unit[0]]
        flags = model.features[unit].sum(axis=0).astype(np.intp)
        if own < 0:
            cost = sums[unit].sum(axis=0) + _table_price(model, counts, flags)
            late = np.maximum(filled + len(unit) - room_left, 0)
            full = filled + len(unit) > arrays.chairs - over
            cost += late * 3.0 + full * np.float32(50.0 * model.penalty)
            full = filled + len(unit) > arrays.chairs
            cost += (full | shut) * np.float32(5000.0 * model.penalty)
            own = tables[int(np.argmin(cost))]
        seats[unit] = own
        filled[own] += len(unit)
        counts[own] += flags
        for i in unit:
            sums[:, own] += price[:, i]
    return seats


def _targets(model: Model, rng: Generator) -> Ints:
    """Balanced sizes, the odd chairs on tables drawn by lot."""
    arrays = model.arrays
    order = rng.permutation(arrays.tables)
    sizes = np.empty(arrays.tables, dtype=np.intp)
    lows, highs = arrays.lows[order], arrays.highs[order]
    sizes[order] = balanced_sizes(arrays.n, lows, highs)
    return sizes


def _units(model: Model, fixed: Ints, rng: Generator) -> list[list[int]]:
    """Blocks and single people; the hardest to place come first."""
    arrays = model.arrays
    groups: dict[int, list[int]] = {}
    for i in range(arrays.n):
        # Somebody held apart from their block is a unit of their own.
        key = int(arrays.block_of[i])
        if fixed[i] >= 0:
            key = -1 - i
        groups.setdefault(key, []).append(i)
    flags = model.features
    rank = 1e6 * (fixed >= 0)
    rank = rank + 4e4 * arrays.wheelchair
    rank = rank + 2e4 * arrays.bridges.any(axis=1) + 1e4 * arrays.needs.any(axis=1)
    rank = rank + 5e3 * arrays.host
    rare = flags[:-1, : model.empty - 1]
    rank = rank + rare @ (100.0 / np.maximum(1.0, rare.sum(axis=0)))
    luck = rng.random(arrays.n)
    units = list(groups.values())
    units.sort(key=lambda u: -(rank[u].max() + 500.0 * (len(u) - 1) + luck[u[0]]))
    return units


def _table_price(model: Model, counts: Ints, flags: Ints) -> Array:
    """(T,) what the tables pay more with ``flags`` (F,) added to their counts."""
    arrays, single = model.arrays, model.single
    top, spot = arrays.chairs, np.arange(arrays.tables)[:, None]
    column = np.array([f for f in range(single) if flags[f] and f != model.empty])
    out = np.zeros(arrays.tables, dtype=np.float32)
    if len(column):
        now = counts[:, column]
        then = np.minimum(now + flags[column], top)
        out += (model.cost[spot, column, then] - model.cost[spot, column, now]).sum(1)
    langs = len(arrays.languages)
    if flags[single:].any():
        need, bridge = counts[:, single : single + langs], counts[:, single + langs :]
        then = model.words(
            np.minimum(need + flags[single : single + langs], top),
            np.minimum(bridge + flags[single + langs :], top),
        )
        paid = model.tongue.ravel()
        out += (paid.take(then) - paid.take(model.words(need, bridge))).sum(1)
    return out


def rotation(model: Model, rng: Generator) -> Ints | None:
    """(R, n) seating without a repeat for a prime number of tables, or None.

    Person (a, b) sits at table a + round x b modulo the number of tables:
    two people share a table twice only if their b are equal, or their table.
    """
    arrays = model.arrays
    t, n = arrays.tables, arrays.n
    rows = -(-n // t)
    if t < 2 or any(t % d == 0 for d in range(2, int(t**0.5) + 1)):
        return None
    if rows > t or arrays.room.rounds > t:
        return None
    # One host in every first row: a host at every table in every round.
    order = rng.permutation(n)
    order = order[np.argsort(~arrays.host[order], kind="stable")]
    a, b = np.arange(n) % t, np.arange(n) // t
    seating = np.empty((arrays.room.rounds, n), dtype=np.intp)
    for r in range(arrays.room.rounds):
        seating[r, order] = (a + r * b) % t
    return seating
