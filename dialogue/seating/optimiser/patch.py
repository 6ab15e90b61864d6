"""Mend a seating by hand-sized steps: every move and swap priced exactly.

All moves (person x table) and all swaps (person x person) of a round are
priced at once as matrices, with a price on leaving one's own table, so that
the fewest people move. Violations cost ``PRICE``, a move ``MOVE``, and the
loss decides between equals.
"""

from __future__ import annotations

import numpy as np

from dialogue.seating.optimiser.arrays import Array, Arrays, Ints
from dialogue.seating.optimiser.model import Model, State, build

PRICE = 5000.0
MOVE = 150.0
GENTLE = 0.2
NEVER = 1e9
KICKS = 2400
STEPS = 30


def mend(arrays: Arrays, seating: Ints, state: State | None = None) -> Ints:
    """The seating (R, n) with as few moves as make its broken rounds valid.

    What ``state`` holds stays: held people, shut tables.
    """
    patch = Patch(build(arrays, PRICE), seating)
    if state is not None:
        patch.held, patch.shut = state.held[:, :-1] > 0, state.shut
    for r in range(len(seating)):
        if patch.hard(r) > PRICE / 2:
            patch.mend(r)
    return patch.seating()


class Patch:
    """A seating under repair; ``before`` (R, n) is -1 for the not yet seated."""

    def __init__(self, model: Model, before: Array, now: Array | None = None):
        self.model = model
        self.before = before
        self.now = (before if now is None else now).copy()
        self.move_price = MOVE
        arrays = model.arrays
        self.held = np.zeros(self.now.shape, dtype=bool)
        self.shut = np.zeros((len(self.now), arrays.tables), dtype=bool)
        self.met = model.start[:-1, :-1].astype(np.float64)
        for r in range(len(self.now)):
            self._meet(r, 1.0)

    def seating(self) -> Ints:
        """(R, n) tables as they are now."""
        return self.now.copy()

    def moved(self, r: int) -> int:
        """People with a seat before who sit elsewhere in round ``r``."""
        was = self.before[r]
        return int(((was >= 0) & (was != self.now[r])).sum())

    def _meet(self, r: int, sign: float) -> None:
        line = self.now[r]
        same = (line[:, None] == line[None, :]) & (line >= 0)[:, None]
        np.fill_diagonal(same, False)
        self.met += sign * self.model.arrays.room.repeat * same

    def set(self, r: int, people: list[int], tables: list[int]) -> None:
        """Put people at tables in a round."""
        self._meet(r, -1.0)
        self.now[r, people] = tables
        self._meet(r, 1.0)

    def counts(self, r: int) -> Ints:
        """(T, F) what sits at each table; the empty chairs are exact."""
        model, arrays = self.model, self.model.arrays
        out = np.zeros((arrays.tables, model.features.shape[1]), dtype=np.intp)
        seated = self.now[r] >= 0
        flags = model.features[:-1][seated].astype(np.intp)
        np.add.at(out, self.now[r][seated], flags)
        sizes = np.bincount(self.now[r][seated], minlength=arrays.tables)
        out[:, model.empty] = arrays.chairs - sizes
        return out

    def tables_price(self, r: int) -> tuple[Array, Array, Array]:
        """Prices of coming, leaving (T, F), and mixed language swaps (T, L, 2)."""
        model, arrays = self.model, self.model.arrays
        counts, single = self.counts(r), model.single
        langs = len(arrays.languages)
        spot, f = np.arange(arrays.tables)[:, None], np.arange(single)
        come = np.zeros(counts.shape)
        leave = np.zeros(counts.shape)
        come[:, :single] = model.gain[spot, f, counts[:, :single]]
        leave[:, :single] = model.lose[spot, f, counts[:, :single]]
        need, bridge = counts[:, single : single + langs], counts[:, single + langs :]
        words = model.swap[need * (arrays.chairs + 1) + bridge]
        leave[:, single : single + langs] = words[:, :, 0]
        leave[:, single + langs :] = words[:, :, 1]
        come[:, single : single + langs] = words[:, :, 2]
        come[:, single + langs :] = words[:, :, 3]
        return come, leave, words[:, :, 4:]

    def moves(self, r: int) -> tuple[Array, Array]:
        """(n, T) price of sitting at each table instead; and the pair part.

        Somebody without a seat pays only for coming.
        """
        model, arrays = self.model, self.model.arrays
        come, leave, _ = self.tables_price(r)
        line = self.now[r]
        seated = line >= 0
        home = np.where(seated, line, 0)
        flags = model.features[:-1].astype(np.float64)
        pairs = self.pairs(r)
        near = np.zeros((arrays.n, arrays.tables))
        np.add.at(near.T, line[seated], pairs[seated])
        n = np.arange(arrays.n)
        out = near + flags @ come.T
        out -= (near[n, home] * seated)[:, None]
        out += ((flags * leave[home]).sum(axis=1) * seated)[:, None]
        out += self._sizes(r, come, leave, home, seated)
        out[n[seated], line[seated]] = 0.0
        return out + self._leaving(r), near

    def _sizes(
        self, r: int, come: Array, leave: Array, home: Ints, seated: Array
    ) -> Array:
        """A move empties a chair here and fills one there; never beyond."""
        model = self.model
        full = self.counts(r)[:, model.empty] <= 0
        fill = np.where(full, NEVER, leave[:, model.empty])
        empty: Array = come[home, model.empty] * seated
        both: Array = fill[None, :] + empty[:, None]
        return both

    def pairs(self, r: int) -> Array:
        """(n, n) price of sharing a table in round ``r`` next to the others."""
        line = self.now[r]
        same = (line[:, None] == line[None, :]) & (line >= 0)[:, None]
        out = self.met - self.model.arrays.room.repeat * same
        np.fill_diagonal(out, 0.0)
        shared: Array = out
        return shared

    def _leaving(self, r: int) -> Array:
        """(n, T) price of another table than one's own, less what is paid."""
        was = self.before[r]
        tables = np.arange(self.model.arrays.tables)
        away = (was >= 0)[:, None] & (tables[None, :] != was[:, None])
        paid = (was >= 0) & (self.now[r] >= 0) & (self.now[r] != was)
        more: Array = self.move_price * (away.astype(np.float64) - paid[:, None])
        return more

    def swaps(self, r: int) -> Array:
        """(n, n) price of two people changing tables; NEVER at one table."""
        model, arrays = self.model, self.model.arrays
        come, leave, mixed = self.tables_price(r)
        line = self.now[r]
        flags = model.features[:-1].astype(np.float64)
        pairs = self.pairs(r)
        near = np.zeros((arrays.n, arrays.tables))
        np.add.at(near.T, line, pairs)
        n = np.arange(arrays.n)
        lone = near + flags @ come.T - near[n, line][:, None]
        lone += (flags * leave[line]).sum(axis=1)[:, None] + self._leaving(r)
        out = lone[:, line]
        out = out + out.T - 2.0 * pairs
        both = (flags * (come + leave)[line]) @ flags.T
        out -= both + both.T
        single, langs = model.single, len(arrays.languages)
        if langs:
            need, bridge = flags[:, single : single + langs], flags[:, single + langs :]
            cross = (need * mixed[line][:, :, 0]) @ bridge.T
            cross += need @ (bridge * mixed[line][:, :, 1]).T
            out += cross + cross.T
        out[line[:, None] == line[None, :]] = NEVER
        priced: Array = out
        return priced

    def seat_new(self, r: int) -> None:
        """Give whoever has no seat the cheapest chair, the hardest first."""
        model, arrays = self.model, self.model.arrays
        waiting = np.flatnonzero(self.now[r] < 0)
        rank = model.features[:-1, model.empty - 1 :].sum(axis=1)
        mates = np.bincount(arrays.block_of, minlength=arrays.n)[arrays.block_of]
        for i in sorted(waiting.tolist(), key=lambda i: (-rank[i], -mates[i], i)):
            price, _ = self.moves(r)
            mate = [j for j in waiting if arrays.block_of[j] == arrays.block_of[i]]
            full = self.counts(r)[:, model.empty]
            tight = np.where(full < sum(self.now[r][j] < 0 for j in mate), MOVE, 0)
            self.set(r, [i], [int(np.argmin(price[i] + tight))])

    def mend(self, r: int, detours: bool = True) -> None:
        """Descend; where that sticks, try a swap that first makes it worse."""
        self.move_price = MOVE
        for _ in range(8):
            self._descend(r)
            done = self.hard(r) < PRICE / 2 or not detours
            if done or not self._kick(r):
                return

    def hard(self, r: int) -> float:
        """The price of the violations of round ``r``."""
        model, arrays = self.model, self.model.arrays
        counts, single = self.counts(r), model.single
        langs = len(arrays.languages)
        spot = np.arange(arrays.tables)[:, None]
        kinds = np.arange(model.empty - 1, single)
        total = model.cost[spot, kinds, counts[:, kinds]].sum()
        need, bridge = counts[:, single : single + langs], counts[:, single + langs :]
        total += model.tongue[need, bridge].sum()
        line = self.now[r]
        for block in arrays.blocks:
            total += PRICE * (len(set(line[block].tolist())) - 1)
        for a, b in arrays.room.apart:
            total += PRICE * (line[a] == line[b])
        pinned = arrays.pins[r] >= 0
        total += PRICE * (line[pinned] != arrays.pins[r][pinned]).sum()
        return float(total)

    def _descend(self, r: int) -> float:
        total = 0.0
        for _ in range(STEPS):
            gain, people, tables = self._cheapest(r)
            if gain >= -1e-6:
                break
            self.set(r, people, tables)
            total += gain
        return total

    def _cheapest(self, r: int) -> tuple[float, list[int], list[int]]:
        moves, swaps = self._priced(r)
        one, two = int(moves.argmin()), int(swaps.argmin())
        if moves.flat[one] <= swaps.flat[two]:
            i, t = divmod(one, moves.shape[1])
            return float(moves.flat[one]), [i], [t]
        i, j = divmod(two, len(swaps))
        line = self.now[r]
        return float(swaps.flat[two]), [i, j], [int(line[j]), int(line[i])]

    def _priced(self, r: int) -> tuple[Array, Array]:
        """Moves and swaps, pins held."""
        moves, _ = self.moves(r)
        swaps = self.swaps(r)
        n = np.arange(len(moves))
        moves[n, self.now[r]] = NEVER
        stay = self.model.arrays.pins[r] >= 0
        stay &= self.model.arrays.pins[r] == self.now[r]
        stay |= self.held[r] | self.shut[r][self.now[r]]
        moves[:, self.shut[r]] = NEVER
        moves[stay] = NEVER
        swaps[stay] = NEVER
        swaps[:, stay] = NEVER
        return moves, swaps

    def _kick(self, r: int) -> bool:
        """The best of many small detours: one step, mates along, then descend."""
        moves, swaps = self._priced(r)
        kicks = max(6, min(48, KICKS // len(moves)))
        line = self.now[r].copy()
        options: list[tuple[float, list[int], list[int]]] = []
        for i in range(len(moves)):
            t = int(moves[i].argmin())
            options += self._with_mates(r, i, moves)
            options.append((float(moves[i, t]), [i], [t]))
        upper = np.triu(swaps) + np.tril(np.full_like(swaps, NEVER))
        for k in np.argsort(upper, axis=None)[:kicks]:
            i, j = divmod(int(k), len(swaps))
            options.append((upper[i, j], [i, j], [int(line[j]), int(line[i])]))
        options.sort(key=lambda option: option[0])
        best, kept = -1e-6, None
        for price, people, tables in options[:kicks]:
            start = self._exact(r)
            self.set(r, people, tables)
            self._descend(r)
            change = self._exact(r) - start
            if change < best and price < NEVER / 2:
                best, kept = change, self.now[r].copy()
            self.set(r, list(range(len(line))), line.tolist())
        if kept is not None:
            self.set(r, list(range(len(line))), kept.tolist())
        return kept is not None

    def _with_mates(
        self, r: int, i: int, moves: Array
    ) -> list[tuple[float, list[int], list[int]]]:
        """Moves of a whole block, priced roughly by its members' moves."""
        arrays = self.model.arrays
        block = np.flatnonzero(arrays.block_of == arrays.block_of[i])
        if len(block) < 2 or block[0] != i:
            return []
        price = moves[block].sum(axis=0) - 2 * PRICE * (len(block) - 1) * len(block) / 2
        t = int(price.argmin())
        return [(float(price[t]), block.tolist(), [t] * len(block))]

    def _exact(self, r: int) -> float:
        """What round ``r`` costs now: pairs, tables, violations, moves."""
        model = self.model
        line = self.now[r]
        same = line[:, None] == line[None, :]
        pairs = (self.pairs(r) * same).sum() / 2
        counts = self.counts(r)
        spot = np.arange(len(counts))[:, None]
        kinds = np.arange(model.empty - 1)
        alone = model.cost[spot, kinds, counts[:, kinds]].sum()
        # Blocks are priced in both; that only makes a split dearer.
        return float(pairs + alone + self.hard(r) + self.move_price * self.moved(r))

    def improve(self, r: int, limit: int) -> None:
        """Moves and swaps that gain most per person moved, within ``limit``."""
        self.move_price = GENTLE
        for _ in range(limit + 4):
            spare = limit - self.moved(r)
            moves, swaps = self._priced(r)
            extra_one, extra_two = self._extra(r)
            moves = np.where(extra_one > spare, NEVER, moves)
            swaps = np.where(extra_two > spare, NEVER, swaps)
            rate_one = moves / np.maximum(1, extra_one)
            rate_two = swaps / np.maximum(1, extra_two)
            one, two = int(rate_one.argmin()), int(rate_two.argmin())
            if min(rate_one.flat[one], rate_two.flat[two]) >= -1e-6:
                return
            line = self.now[r]
            if rate_one.flat[one] <= rate_two.flat[two]:
                i, t = divmod(one, moves.shape[1])
                self.set(r, [i], [t])
            else:
                i, j = divmod(two, len(swaps))
                self.set(r, [i, j], [int(line[j]), int(line[i])])

    def _extra(self, r: int) -> tuple[Array, Array]:
        """How many more people count as moved: (n, T) and (n, n)."""
        was, line = self.before[r], self.now[r]
        tables = np.arange(self.model.arrays.tables)
        away = (was >= 0)[:, None] & (tables[None, :] != was[:, None])
        one = away.astype(int) - ((was >= 0) & (line != was))[:, None]
        two = one[:, line]
        return one, two + two.T
