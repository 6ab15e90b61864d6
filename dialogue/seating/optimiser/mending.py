"""Few moves: those that make a broken round valid, and those that buy most.

``mend`` goes downhill by the cheapest move or swap; where that sticks it tries
small detours. ``improve`` spends a number of moves where they gain most; ``vary``
takes a few of them back now and then, and spends them anew.
"""

from __future__ import annotations

import numpy as np

from dialogue.seating.optimiser.arrays import Array, Arrays, Floats, Ints
from dialogue.seating.optimiser.model import State, build
from dialogue.seating.optimiser.patch import MOVE, NEVER, PRICE, Patch

GENTLE = 0.2
KICKS = 2400
DETOURS = 8
STEPS = 30
AGAIN, AGAIN_PEOPLE = 10, 100_000
"""Times that moves are taken back in a round: fewer in a wide room, none in a hall."""
NEARLY = 0.5
"""Of several changes at once, those that gain this share of the best one."""
Option = tuple[float, list[int], list[int]]


def mend(arrays: Arrays, seating: Ints, state: State | None = None) -> Ints:
    """The seating (R, n) with as few moves as make its broken rounds valid.

    What ``state`` holds stays: held people, shut tables.
    """
    patch = Patch(build(arrays, PRICE), seating)
    if state is not None:
        patch.held, patch.shut = state.held[:, :-1] > 0, state.shut
    for r in range(len(seating)):
        if patch.hard(r) > PRICE / 2:
            mend_round(patch, r)
    return patch.seating()


def mend_round(patch: Patch, r: int, detours: bool = True) -> None:
    """Descend; where that sticks, try a swap that first makes it worse."""
    patch.move_price = MOVE
    for _ in range(DETOURS):
        _descend(patch, r)
        done = patch.hard(r) < PRICE / 2 or not detours
        if done or not _kick(patch, r):
            return


def seat_new(patch: Patch, r: int) -> None:
    """Give whoever has no seat the cheapest chair, the hardest first."""
    model, arrays = patch.model, patch.model.arrays
    waiting = np.flatnonzero(patch.now[r] < 0)
    rank = patch.flags[:, model.empty - 1 :].sum(axis=1)
    mates = np.bincount(arrays.block_of, minlength=arrays.n)[arrays.block_of]
    for i in sorted(waiting.tolist(), key=lambda i: (-rank[i], -mates[i], i)):
        price = np.where(patch.shut[r], NEVER, patch.moves(r)[i])
        mate = [j for j in waiting if arrays.block_of[j] == arrays.block_of[i]]
        full = patch.counts(r)[:, model.empty]
        tight = np.where(full < sum(patch.now[r][j] < 0 for j in mate), MOVE, 0)
        patch.set(r, [i], [int(np.argmin(price + tight))])


def _descend(patch: Patch, r: int) -> None:
    for _ in range(STEPS):
        gain, people, tables = _cheapest(patch, r)
        if gain >= -1e-3:
            return
        patch.set(r, people, tables)


def _cheapest(patch: Patch, r: int) -> Option:
    moves, swaps = patch.priced(r)
    one, two = int(moves.argmin()), int(swaps.argmin())
    if moves.flat[one] <= swaps.flat[two]:
        i, t = divmod(one, moves.shape[1])
        return float(moves.flat[one]), [i], [t]
    i, j = divmod(two, len(swaps))
    line = patch.now[r]
    return float(swaps.flat[two]), [i, j], [int(line[j]), int(line[i])]


def _kick(patch: Patch, r: int) -> bool:
    """The best of many small detours: one step, mates along, then descend."""
    line = patch.now[r].copy()
    everyone = list(range(len(line)))
    best, kept = -1e-3, None
    start = patch.exact(r)
    for price, people, tables in _detours(patch, r):
        patch.set(r, people, tables)
        _descend(patch, r)
        change = patch.exact(r) - start
        if change < best and price < NEVER / 2:
            best, kept = change, patch.now[r].copy()
        patch.set(r, everyone, line.tolist())
    if kept is not None:
        patch.set(r, everyone, kept.tolist())
    return kept is not None


def _detours(patch: Patch, r: int) -> list[Option]:
    """The cheapest moves, moves of whole blocks, and swaps of a round."""
    moves, swaps = patch.priced(r)
    count = max(6, min(48, KICKS // len(moves)))
    line = patch.now[r]
    options: list[Option] = []
    for i in range(len(moves)):
        t = int(moves[i].argmin())
        options += _with_mates(patch, i, moves)
        options.append((float(moves[i, t]), [i], [t]))
    upper = np.triu(swaps) + np.tril(np.full_like(swaps, NEVER))
    for k in np.argsort(upper, axis=None)[:count]:
        i, j = divmod(int(k), len(swaps))
        tables = [int(line[j]), int(line[i])]
        options.append((float(upper[i, j]), [i, j], tables))
    options.sort(key=lambda option: option[0])
    return options[:count]


def _with_mates(patch: Patch, i: int, moves: Array) -> list[Option]:
    """Moves of a whole block, priced roughly by its members' moves."""
    arrays = patch.model.arrays
    block = np.flatnonzero(arrays.block_of == arrays.block_of[i])
    if len(block) < 2 or block[0] != i:
        return []
    price = moves[block].sum(axis=0) - 2 * PRICE * (len(block) - 1) * len(block) / 2
    t = int(price.argmin())
    return [(float(price[t]), block.tolist(), [t] * len(block))]


def improve(patch: Patch, r: int, limit: int) -> None:
    """Moves and swaps that gain most per person moved, within ``limit``.

    Changes of different tables do not touch each other's price, so several are
    made at once.
    """
    patch.move_price = GENTLE
    for _ in range(limit + 4):
        moves, swaps = patch.priced(r)
        one, two = patch.further(r)
        spare = limit - patch.moved(r)
        if not _make(patch, r, spare, (moves, one), (swaps, two)):
            return


def vary(patch: Patch, r: int, limit: int, rng: np.random.Generator) -> None:
    """Take some moves of a round back and improve anew; keep it where that gains."""
    arrays = patch.model.arrays
    tries = min(AGAIN, AGAIN_PEOPLE // arrays.n**2)
    everyone = list(range(arrays.n))
    best = patch.exact(r)
    for _ in range(tries):
        line, was = patch.now[r].copy(), patch.before[r]
        moved = np.flatnonzero((was >= 0) & (was != line))
        if len(moved) < 2:
            return
        back = rng.permutation(moved)[: int(rng.integers(1, 4))]
        trial = line.copy()
        trial[back] = was[back]
        sizes = np.bincount(trial, minlength=arrays.tables)
        if (sizes > arrays.highs).any() or (sizes < arrays.lows).any():
            continue
        patch.set(r, back.tolist(), was[back].tolist())
        improve(patch, r, limit)
        now = patch.exact(r)
        if now < best - 1e-3 and patch.hard(r) < PRICE / 2:
            best = now
        else:
            patch.set(r, everyone, line.tolist())


def _make(
    patch: Patch,
    r: int,
    spare: int,
    single: tuple[Floats, Ints],
    double: tuple[Floats, Ints],
) -> bool:
    """Make the best changes of tables not yet touched; whether there was one."""
    line = patch.now[r].copy()
    rates = [_rate(price, extra, spare) for price, extra in (single, double)]
    tables = rates[0].shape[1]
    best = min(float(rate.min()) for rate in rates)
    if best >= -1e-3:
        return False
    touched: set[int] = set()
    for _ in range(tables // 2 + 1):
        k, rate = min(enumerate(rates), key=lambda pair: float(pair[1].min()))
        spot = int(rate.argmin())
        if rate.flat[spot] >= NEARLY * best:
            break
        i, other = divmod(spot, rate.shape[1])
        more = int((single, double)[k][1].flat[spot])
        if more > spare:
            rate.flat[spot] = NEVER
            continue
        there = other if k == 0 else int(line[other])
        touched |= {int(line[i]), there}
        people, to = ([i], [there]) if k == 0 else ([i, other], [there, int(line[i])])
        patch.set(r, people, to)
        spare -= more
        busy = np.isin(line, list(touched))
        rates[0][busy] = rates[1][busy] = rates[1][:, busy] = NEVER
        rates[0][:, list(touched)] = NEVER
    return True


def _rate(price: Floats, extra: Ints, spare: int) -> Floats:
    """The price per person moved; NEVER where too many would move."""
    rate: Floats = (price / np.maximum(1, extra)).astype(np.float32)
    rate[extra > spare] = NEVER
    return rate
