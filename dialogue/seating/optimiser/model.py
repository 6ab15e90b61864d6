"""The price list of the search: features counted at tables, and their lookups.

A feature is a 0/1 column of people (a protected value, a host, the empty
chair, a wheelchair; per language: needs it, bridges it). What a table pays
depends only on its counts, so the price of a swap is a lookup for each
feature: ``gain`` when the count rises by one, ``lose`` when it falls by one.
Hard wishes cost ``penalty`` each: the search may pass through a violation.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

import numpy as np

from dialogue.seating.optimiser import soft, tongues
from dialogue.seating.optimiser.arrays import BLOCKED, Array, Arrays, Floats, Ints


@dataclass(frozen=True, slots=True)
class Model:
    """Arrays the kernel reads; F features, L languages, S chairs a table.

    ``features`` (n+1, F): protected values, soft wishes, host, empty chair,
    wheelchair, then L columns "needs", then L columns "bridges". ``cost`` (T, G, S+1)
    is what a table pays for a count of one of the G = F - 2L single features;
    ``tongue`` (L, S+1, S+1) what it pays for (needing, bridging) a language, of
    which each begins at ``first`` (L,) when flat.
    """

    arrays: Arrays
    penalty: float
    pair: Floats
    start: Floats
    features: Floats
    cost: Floats
    gain: Floats
    lose: Floats
    tongue: Floats
    swap: Floats
    single: int
    empty: int
    offset: float
    first: Ints

    def words(self, need: Ints, bridge: Ints) -> Ints:
        """Where ``tongue`` and ``swap`` have these counts (…, L), when flat."""
        spot: Ints = need * (self.arrays.chairs + 1) + bridge + self.first
        return spot


def build(arrays: Arrays, penalty: float | None = None) -> Model:
    """Price the room; the penalty outweighs what one swap can save."""
    room = arrays.room
    weights = sum(a.weight for a in room.attributes)
    if penalty is None:
        penalty = 4.0 * (weights + room.repeat) + room.solo
    pair = arrays.alike.copy()
    for block in arrays.blocks:
        for i in block:
            for j in block:
                pair[i, j] -= penalty if i != j else 0.0
    _price_pairs(pair, room.apart, penalty)
    _price_pairs(pair, room.soft_apart, soft.APART * soft.unit(room))
    _price_pairs(pair, room.soft_together, -soft.TOGETHER * soft.unit(room))
    features, single, empty = _features(arrays)
    cost = _costs(arrays, penalty, single, empty)
    gain, lose = np.zeros_like(cost), np.zeros_like(cost)
    gain[:, :, :-1] = cost[:, :, 1:] - cost[:, :, :-1]
    lose[:, :, 1:] = cost[:, :, :-1] - cost[:, :, 1:]
    tongue = tongues.prices(arrays, penalty)
    return Model(
        arrays=arrays,
        penalty=penalty,
        pair=pair,
        start=(pair + np.float32(room.repeat) * arrays.met).astype(np.float32),
        features=features,
        cost=cost,
        gain=gain,
        lose=lose,
        tongue=tongue,
        swap=tongues.swaps(tongue),
        single=single,
        empty=empty,
        offset=room.rounds * _promised(arrays, penalty),
        first=np.arange(len(tongue)) * (arrays.chairs + 1) ** 2,
    )


def _promised(arrays: Arrays, penalty: float) -> float:
    """What pairs that sit together as wished take off the price of a round."""
    pairs = sum(comb(len(block), 2) for block in arrays.blocks)
    mild = soft.TOGETHER * soft.unit(arrays.room) * len(arrays.room.soft_together)
    return penalty * pairs + mild


def _price_pairs(pair: Floats, pairs: object, price: float) -> None:
    for a, b in pairs:  # type: ignore[attr-defined]
        pair[a, b] += price
        pair[b, a] += price


def _features(arrays: Arrays) -> tuple[Floats, int, int]:
    mild = _mild(arrays)
    before = np.concatenate([arrays.protected, *(flags for flags, _ in mild)], axis=1)
    n, q = before.shape
    out = np.zeros((n + 1, q + 3 + 2 * len(arrays.languages)), dtype=np.float32)
    out[:n, :q] = before
    out[:n, q] = arrays.host
    out[n, q + 1] = 1.0
    out[:n, q + 2] = arrays.wheelchair
    out[:n, q + 3 :] = np.concatenate([arrays.needs, arrays.bridges], axis=1)
    return out, q + 3, q + 1


def _mild(arrays: Arrays) -> list[tuple[Array, Floats]]:
    """Columns (n, 1) of the soft wishes there are, and what (T, S+1) tables pay."""
    price = np.float32(soft.PLACE * soft.unit(arrays.room))
    count = np.arange(arrays.chairs + 1, dtype=np.float32)
    found = []
    if arrays.would_wheel.any():
        steps = ~arrays.accessible[:, None]
        found.append((arrays.would_wheel[:, None], price * count * steps))
    if arrays.room.soft_host:
        bare = np.zeros((arrays.tables, 1), dtype=np.float32) + price * (count == 0)
        found.append((arrays.host[:, None], bare))
    return found


def _costs(arrays: Arrays, penalty: float, single: int, empty: int) -> Floats:
    chairs, tables = arrays.chairs, arrays.tables
    count = np.arange(chairs + 1)
    out = np.zeros((tables, single, chairs + 1), dtype=np.float32)
    kinds = arrays.protected.shape[1]
    out[:, :kinds, 1] = arrays.room.solo
    for at, (_flags, paid) in enumerate(_mild(arrays)):
        out[:, kinds + at] = paid
    out[:, empty - 1, 0] = 0.0 if arrays.room.soft_host else penalty
    size = chairs - count[None, :]
    short = np.maximum(arrays.lows[:, None] - size, 0)
    over = np.maximum(size - arrays.highs[:, None], 0)
    out[:, empty, :] = penalty * (short + over)
    out[:, empty + 1, :] = penalty * count[None, :] * ~arrays.accessible[:, None]
    return out


@dataclass(slots=True)
class State:
    """A batch of B seatings under way.

    ``chairs`` (B, R, T, S) holds the person in each chair (n: empty);
    ``price`` (B, n+1, n+1) is pair + repeat x meetings so far; ``held``
    (R, n+1) marks who must stay, ``shut`` (R, T) the tables that must.
    """

    model: Model
    chairs: Ints
    price: Floats
    held: Floats
    shut: Array
    locked: bool
    rank: dict[int, Floats]
    block_key: Ints


def new_state(model: Model, seatings: Array, held: Array, shut: Array) -> State:
    """Seat (B, R, n) tables; people must fit on the chairs of each table."""
    arrays = model.arrays
    batch, rounds, n = seatings.shape
    chairs = np.full((batch, rounds, arrays.tables, arrays.chairs), n, dtype=np.intp)
    for b in range(batch):
        for r in range(rounds):
            order = np.argsort(seatings[b, r], kind="stable")
            tables = seatings[b, r][order]
            first = np.searchsorted(tables, np.arange(arrays.tables))
            chairs[b, r, tables, np.arange(n) - first[tables]] = order
    price = np.repeat(model.start[None], batch, axis=0)
    state = State(
        model=model,
        chairs=chairs,
        price=price,
        held=held.astype(np.float32),
        shut=shut,
        locked=bool(held.any() or shut.any()),
        rank=_ranks(arrays),
        block_key=np.append(arrays.block_of, n),
    )
    for b in range(batch):
        price[b] += meeting_price(state, b)
    return state


def _ranks(arrays: Arrays) -> dict[int, Floats]:
    """Per block size: 0 for blocks it divides evenly, 2 for everybody else."""
    out = {}
    for size in {len(b) for b in arrays.blocks}:
        rank = np.full(arrays.n + 1, 2.0, dtype=np.float32)
        for block in arrays.blocks:
            if len(block) == size:
                rank[block] = 0.0
        out[size] = rank
    return out


def meeting_price(state: State, b: int) -> Floats:
    """(n+1, n+1) repeat x meetings of seating ``b`` of the batch."""
    n = state.model.arrays.n
    seats = seating_of(state, b)
    out = np.zeros((n + 1, n + 1), dtype=np.float32)
    for line in seats:
        out[:n, :n] += line[:, None] == line[None, :]
    np.fill_diagonal(out, 0.0)
    return out * np.float32(state.model.arrays.room.repeat)


def seating_of(state: State, b: int) -> Ints:
    """(R, n) table index of everybody in seating ``b`` of the batch."""
    arrays = state.model.arrays
    out = np.zeros((arrays.room.rounds, arrays.n + 1), dtype=np.intp)
    spots = np.repeat(np.arange(arrays.tables), arrays.chairs)
    for r in range(arrays.room.rounds):
        out[r, state.chairs[b, r].ravel()] = spots
    return out[:, :-1]


def totals(state: State) -> tuple[Array, Array]:
    """Exact (loss with penalties, hard price) of every seating of the batch.

    Uses sum C(M, 2) = sum over pairs at a table of (M + earlier - 1) / 2, plus
    a constant of the room, M being all meetings.
    """
    model, arrays = state.model, state.model.arrays
    batch = len(state.chairs)
    n1 = arrays.n + 1
    repeat = np.float32(arrays.room.repeat)
    flat = state.chairs.reshape(batch, -1, arrays.chairs)
    cell = flat[:, :, :, None] * n1 + flat[:, :, None, :]
    offset = (np.arange(batch) * n1 * n1)[:, None, None, None]
    real = model.start - repeat
    real[-1, :] = real[:, -1] = 0.0
    np.fill_diagonal(real, 0.0)
    inside = state.price.ravel().take(cell + offset) + real.ravel().take(cell)
    loss = inside.sum(axis=(1, 2, 3), dtype=np.float64) / 4.0
    met = arrays.met
    loss += float(repeat) * float((met * met - met).sum()) / 4.0 + model.offset
    counts = model.features.take(flat, axis=0).sum(axis=2).astype(np.intp)
    return _counted(state, loss, counts)


def _counted(state: State, loss: Array, counts: Ints) -> tuple[Array, Array]:
    model, arrays = state.model, state.model.arrays
    single, langs = model.single, len(arrays.languages)
    batch = len(counts)
    grid = counts.reshape(batch, -1, arrays.tables, counts.shape[-1])
    spot = np.arange(arrays.tables)[:, None]
    paid = model.cost[spot, np.arange(single), grid[..., :single]]
    loss = loss + paid.sum(axis=(1, 2, 3), dtype=np.float64)
    hard = paid[..., model.empty - 1 :].sum(axis=(1, 2, 3), dtype=np.float64)
    if langs:
        need, bridge = grid[..., single : single + langs], grid[..., single + langs :]
        words = model.tongue.ravel().take(model.words(need, bridge))
        loss = loss + words.sum(axis=(1, 2, 3), dtype=np.float64)
        must = words[..., : arrays.musts]
        hard = hard + must.sum(axis=(1, 2, 3), dtype=np.float64)
    return loss, hard + _split(state)


def _split(state: State) -> Array:
    """Penalty of parted blocks and of joined apart pairs, per seating."""
    arrays = state.model.arrays
    out = np.zeros(len(state.chairs))
    pairs = [(b[0], i) for b in arrays.blocks for i in b[1:]]
    if not pairs and not arrays.room.apart:
        return out
    mates = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    foes = np.array(arrays.room.apart, dtype=np.intp).reshape(-1, 2)
    for b in range(len(out)):
        seats = seating_of(state, b)
        out[b] += (seats[:, mates[:, 0]] != seats[:, mates[:, 1]]).sum()
        out[b] += (seats[:, foes[:, 0]] == seats[:, foes[:, 1]]).sum()
    return out * state.model.penalty


__all__ = ["BLOCKED", "Model", "State", "build", "new_state", "seating_of", "totals"]
