"""Loss, chance, provable bound and violations of a seating.

The loss counts wasted pair conversations: weighted pairs alike at a table, plus
``repeat`` x the sum over pairs of C(meetings, 2) with earlier evenings counted,
plus ``solo`` x the tables where a protected value stands alone. The score is
100 (chance - loss) / (chance - bound).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np

from dialogue.seating.optimiser.arrays import Array, Arrays, Ints

HARD = ("unseated", "size", "together", "apart", "access", "host", "language", "pin")


@dataclass(frozen=True, slots=True)
class Reference:
    """Chance (shuffled cards) and bound (provable) of a room, in loss units."""

    chance: float
    bound: float
    chance_alike: float
    bound_alike: float
    chance_repeats: float
    bound_repeats: int

    def score(self, loss: float) -> float:
        """0 is chance, 100 the bound; 100 where the two coincide."""
        if self.chance <= self.bound:
            return 100.0
        return 100.0 * (self.chance - loss) / (self.chance - self.bound)


@dataclass(frozen=True, slots=True)
class Terms:
    """The parts of the loss: pairs alike per attribute, tables, repeats."""

    alike: tuple[int, ...]
    solos: int
    repeats: int
    pairs: int
    loss: float


def table_counts(flags: Array, seats: Array, tables: int) -> Array:
    """(tables, columns) how many of each flag column sit at each table."""
    out = np.zeros((tables, flags.shape[1]), dtype=np.intp)
    good = (seats >= 0) & (seats < tables)
    np.add.at(out, seats[good], flags[good].astype(np.intp))
    return out


def meetings(arrays: Arrays, seating: Array) -> Array:
    """(n, n) how often two people met, earlier evenings included."""
    met = arrays.met[:-1, :-1].astype(np.intp)
    for seats in seating:
        met = met + (seats[:, None] == seats[None, :])
    np.fill_diagonal(met, 0)
    return met


def terms(arrays: Arrays, seating: object) -> Terms:
    """The loss of ``seating[round][person]`` and its parts."""
    seats = np.asarray(seating, dtype=np.intp)
    alike = [0] * len(arrays.room.attributes)
    solos = pairs = 0
    for line in seats:
        sizes = np.bincount(line, minlength=arrays.tables)
        pairs += int((sizes * (sizes - 1) // 2).sum())
        for a, labels in enumerate(arrays.labels):
            said = arrays.values[:, a] >= 0
            cell = line[said] * max(1, len(labels)) + arrays.values[said, a]
            counts = np.bincount(cell)
            alike[a] += int((counts * (counts - 1) // 2).sum())
        alone = table_counts(arrays.protected, line, arrays.tables)
        solos += int((alone == 1).sum())
    met = np.triu(meetings(arrays, seats))
    repeats = int((met * (met - 1) // 2).sum())
    loss = arrays.room.solo * solos + arrays.room.repeat * repeats
    loss += sum(
        x.weight * s for x, s in zip(arrays.room.attributes, alike, strict=True)
    )
    return Terms(tuple(alike), solos, repeats, pairs, float(loss))


def violations(
    arrays: Arrays, seating: object, turns: Sequence[int] | None = None
) -> dict[str, int]:
    """How often each hard wish is broken; all zero for a valid seating.

    ``turns`` says which rounds the lines are, for pins; all of them by default.
    """
    seats = np.asarray(seating, dtype=np.intp)
    out = dict.fromkeys(HARD, 0)
    out["unseated"] = int(((seats < 0) | (seats >= arrays.tables)).sum())
    numbers = range(len(seats)) if turns is None else turns
    for turn, line in zip(numbers, seats, strict=True):
        sizes = np.bincount(line[line >= 0], minlength=arrays.tables)
        sizes = sizes[: arrays.tables]
        out["size"] += int(np.maximum(arrays.lows - sizes, 0).sum())
        out["size"] += int(np.maximum(sizes - arrays.highs, 0).sum())
        out["together"] += sum(len(set(line[b].tolist())) - 1 for b in arrays.blocks)
        out["apart"] += sum(int(line[a] == line[b]) for a, b in arrays.room.apart)
        out["access"] += int((~arrays.accessible[line])[arrays.wheelchair].sum())
        hosts = table_counts(arrays.host[:, None], line, arrays.tables)
        out["host"] += int((hosts == 0).sum()) * (not arrays.room.soft_host)
        need = table_counts(arrays.needs[:, : arrays.musts], line, arrays.tables)
        bridge = table_counts(arrays.bridges[:, : arrays.musts], line, arrays.tables)
        out["language"] += int(need[bridge == 0].sum())
        pinned = arrays.pins[turn] >= 0
        out["pin"] += int((line[pinned] != arrays.pins[turn][pinned]).sum())
    return out


def spread(count: int, tables: int, weight: float, solo: float, cap: int) -> float:
    """Least cost of ``count`` people alike over ``tables``, by dynamic programme.

    Minimises the sum over tables of weight x C(c, 2) + solo x [c = 1].
    """
    if solo == 0:
        q, r = divmod(count, tables)
        return weight * ((tables - r) * comb(q, 2) + r * comb(q + 1, 2))
    size = np.arange(min(cap, count) + 1)
    cost = weight * size * (size - 1) / 2 + solo * (size == 1)
    best = np.full(count + 1, np.inf)
    best[0] = 0.0
    for _ in range(tables):
        new = np.full(count + 1, np.inf)
        for c in size.tolist():
            np.minimum(new[c:], best[: count + 1 - c] + cost[c], out=new[c:])
        best = new
    return float(best[count])


def reference(arrays: Arrays) -> Reference:
    """Closed-form chance and a provable lower bound of the loss."""
    room, n = arrays.room, arrays.n
    sizes = arrays.sizes.tolist()
    pairs, everyone = sum(comb(s, 2) for s in sizes), comb(n, 2)
    bound_alike, chance_alike = _alike_reference(arrays, sizes)
    met = np.triu(arrays.met[:-1, :-1])
    earlier = met[met > 0].astype(int).tolist()
    share = pairs / everyone if everyone else 0.0
    repeats = everyone * comb(room.rounds, 2) * share * share
    repeats += sum(comb(x, 2) + x * room.rounds * share for x in earlier)
    least = _least_repeats(arrays, sizes, sum(earlier))
    return Reference(
        chance=chance_alike + room.repeat * repeats,
        bound=room.rounds * bound_alike + room.repeat * least,
        chance_alike=chance_alike,
        bound_alike=room.rounds * bound_alike,
        chance_repeats=repeats,
        bound_repeats=least,
    )


def _alike_reference(arrays: Arrays, sizes: list[int]) -> tuple[float, float]:
    """(bound of one round, chance of all rounds) of pairs alike and solos."""
    room, n, cap = arrays.room, arrays.n, max(t.max for t in arrays.room.tables)
    pairs, everyone = sum(comb(s, 2) for s in sizes), max(1, comb(n, 2))
    protected = set(room.protect)
    bound = chance = 0.0
    for a, attribute in enumerate(room.attributes):
        for code, label in enumerate(arrays.labels[a]):
            count = int((arrays.values[:, a] == code).sum())
            solo = room.solo if (a, label) in protected else 0.0
            bound += spread(count, arrays.tables, attribute.weight, solo, cap)
            chance += room.rounds * attribute.weight * pairs * comb(count, 2) / everyone
            if solo:
                alone = sum(
                    count * comb(n - count, s - 1) / comb(n, s) for s in sizes if s
                )
                chance += room.rounds * solo * alone
    return bound, chance


def _least_repeats(arrays: Arrays, sizes: list[int], earlier: int) -> int:
    """Repeat meetings nobody can avoid: the best of three counting arguments.

    Two tables share at least the pigeonhole number of people each next round;
    meetings spread evenly over pairs (convexity); blocks, and people with few
    interpreters, meet every round.
    """
    rounds = arrays.room.rounds
    pigeon = comb(rounds, 2) * sum(_even(s, arrays.tables) for s in sizes)
    total = rounds * sum(comb(s, 2) for s in sizes) + earlier
    even = _even(total, comb(arrays.n, 2)) if arrays.n > 1 else 0
    return max(pigeon, even, _forced_repeats(arrays))


def _even(items: int, bins: int) -> int:
    """Least number of pairs in a bin when items are spread over bins."""
    q, r = divmod(items, bins)
    return (bins - r) * comb(q, 2) + r * comb(q + 1, 2)


def _forced_repeats(arrays: Arrays) -> int:
    rounds, forced = arrays.room.rounds, 0
    for block in arrays.blocks:
        inside = arrays.met[np.ix_(block, block)]
        above = inside[np.triu_indices(len(block), 1)]
        forced += sum(comb(rounds + int(h), 2) for h in above)
    for lang in range(arrays.musts):
        helpers: Ints = np.flatnonzero(arrays.bridges[:, lang])
        near = set(arrays.block_of[helpers].tolist())
        for i in np.flatnonzero(arrays.needs[:, lang]):
            if len(helpers) and int(arrays.block_of[i]) not in near:
                forced += _even(rounds, len(helpers))
    return forced
