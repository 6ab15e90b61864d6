"""A seating under repair: every move and swap of a round priced exactly.

All moves (person x table) and all swaps (person x person) of a round are
priced at once as matrices, with a price on leaving one's own table, so that
few people move. Violations cost ``PRICE``, a move ``move_price``, and the
loss decides between equals.
"""

from __future__ import annotations

import numpy as np

from dialogue.seating.optimiser.arrays import Array, Floats, Ints
from dialogue.seating.optimiser.model import Model

PRICE = 5000.0
MOVE = 150.0
NEVER = 1e9


class Patch:
    """A seating under repair; ``before`` (R, n) is -1 for the not yet seated."""

    def __init__(self, model: Model, before: Array, now: Array | None = None):
        self.model = model
        self.before = before
        self.now = (before if now is None else now).copy()
        self.move_price = MOVE
        arrays = model.arrays
        rounds = len(self.now)
        self.held = np.zeros(self.now.shape, dtype=bool)
        self.shut = np.zeros((rounds, arrays.tables), dtype=bool)
        self.flags = model.features[:-1]
        self.seats = np.zeros((rounds, arrays.n, arrays.tables), dtype=np.float32)
        r, i = np.nonzero(self.now >= 0)
        self.seats[r, i, self.now[r, i]] = 1.0
        # What two people would pay for one more table together, by then.
        self.met = model.start[:-1, :-1].copy()
        for line in self.seats:
            self.met += np.float32(arrays.room.repeat) * (line @ line.T)

    def seating(self) -> Ints:
        """(R, n) tables as they are now."""
        lines: Ints = self.now.copy()
        return lines

    def moved(self, r: int) -> int:
        """People with a seat before who sit elsewhere in round ``r``."""
        was = self.before[r]
        return int(((was >= 0) & (was != self.now[r])).sum())

    def set(self, r: int, people: list[int], tables: list[int]) -> None:
        """Put people at tables in a round (-1: nowhere)."""
        repeat = np.float32(self.model.arrays.room.repeat)
        line = self.seats[r]
        for i, t in zip(people, tables, strict=True):
            old = int(self.now[r, i])
            if old == t:
                continue
            change = np.zeros(len(line), dtype=np.float32)
            if old >= 0:
                line[i, old] = 0.0
                change -= line[:, old]
            if t >= 0:
                change += line[:, t]
                line[i, t] = 1.0
            change[i] = 0.0
            self.met[i] += repeat * change
            self.met[:, i] += repeat * change
            self.now[r, i] = t

    def counts(self, r: int) -> Ints:
        """(T, F) what sits at each table; the empty chairs are exact."""
        line = self.seats[r]
        out: Ints = np.rint(line.T @ self.flags).astype(np.intp)
        sizes = np.rint(line.sum(axis=0)).astype(np.intp)
        out[:, self.model.empty] = self.model.arrays.chairs - sizes
        return out

    def pairs(self, r: int) -> Floats:
        """(n, n) price of sharing a table in round ``r`` next to the others."""
        line = self.seats[r]
        out = self.met - np.float32(self.model.arrays.room.repeat) * (line @ line.T)
        np.fill_diagonal(out, 0.0)
        priced: Floats = out
        return priced

    def priced(self, r: int) -> tuple[Floats, Floats]:
        """Moves (n, T) and swaps (n, n) of whoever is not held to a place."""
        arrays = self.model.arrays
        moves, swaps = self._prices(r, True)
        moves[np.arange(len(moves)), self.now[r]] = NEVER
        stay = (arrays.pins[r] >= 0) & (arrays.pins[r] == self.now[r])
        stay |= self.held[r] | self.shut[r][self.now[r]]
        moves[:, self.shut[r]] = NEVER
        moves[stay] = NEVER
        swaps[stay] = NEVER
        swaps[:, stay] = NEVER
        return moves, swaps

    def moves(self, r: int) -> Floats:
        """(n, T) price of sitting at each table instead.

        Somebody without a seat pays only for coming.
        """
        return self._prices(r, False)[0]

    def _prices(self, r: int, both: bool) -> tuple[Floats, Floats]:
        """The prices of moves and, where asked, of swaps of round ``r``."""
        model, flags, line = self.model, self.flags, self.now[r]
        come, leave, mixed = self._tables(r)
        seated = (line >= 0).astype(np.float32)
        home = np.maximum(line, 0)
        pairs = self.pairs(r)
        near = pairs @ self.seats[r]
        n = np.arange(len(line))
        lone = near + flags @ come.T
        going = (flags * leave[home]).sum(axis=1) - near[n, home]
        lone += (going * seated)[:, None] + self._leaving(r)
        # A move empties a chair here and fills one there; never beyond.
        full = self.counts(r)[:, model.empty] <= 0
        fill = np.where(full, np.float32(NEVER), leave[:, model.empty])
        moves = lone + fill + (come[home, model.empty] * seated)[:, None]
        moves[n[line >= 0], line[line >= 0]] = 0.0
        if not both:
            return moves, pairs
        out = lone[:, home]
        out += (flags * (come + leave)[home]) @ -flags.T
        if mixed.shape[1]:
            langs = mixed.shape[1]
            need = flags[:, model.single : model.single + langs]
            bridge = flags[:, model.single + langs :]
            out += (need * mixed[home][:, :, 0]) @ bridge.T
            out += need @ (bridge * mixed[home][:, :, 1]).T
        out = out + out.T
        out -= pairs
        out -= pairs
        out[self.seats[r] @ self.seats[r].T > 0.5] = NEVER
        return moves, out

    def _tables(self, r: int) -> tuple[Floats, Floats, Floats]:
        """Prices of coming, leaving (T, F), and mixed language swaps (T, L, 2)."""
        model, arrays = self.model, self.model.arrays
        counts, single = self.counts(r), model.single
        langs = len(arrays.languages)
        spot, f = np.arange(arrays.tables)[:, None], np.arange(single)
        come = np.zeros(counts.shape, dtype=np.float32)
        leave = np.zeros(counts.shape, dtype=np.float32)
        come[:, :single] = model.gain[spot, f, counts[:, :single]]
        leave[:, :single] = model.lose[spot, f, counts[:, :single]]
        need, bridge = counts[:, single : single + langs], counts[:, single + langs :]
        words = model.swap[model.words(need, bridge)]
        leave[:, single : single + langs] = words[:, :, 0]
        leave[:, single + langs :] = words[:, :, 1]
        come[:, single : single + langs] = words[:, :, 2]
        come[:, single + langs :] = words[:, :, 3]
        return come, leave, words[:, :, 4:]

    def _leaving(self, r: int) -> Floats:
        """(n, T) price of another table than one's own, less what is paid."""
        was, now = self.before[r], self.now[r]
        tables = np.arange(self.model.arrays.tables)
        away = (was >= 0)[:, None] & (tables[None, :] != was[:, None])
        paid = (was >= 0) & (now >= 0) & (now != was)
        more = away.astype(np.float32) - paid[:, None]
        priced: Floats = np.float32(self.move_price) * more
        return priced

    def further(self, r: int) -> tuple[Ints, Ints]:
        """How many more people count as moved: (n, T) and (n, n)."""
        was, line = self.before[r], self.now[r]
        tables = np.arange(self.model.arrays.tables)
        away = (was >= 0)[:, None] & (tables[None, :] != was[:, None])
        one = away.astype(np.int8) - ((was >= 0) & (line != was))[:, None]
        two = one[:, line]
        return one, two + two.T

    def hard(self, r: int) -> float:
        """The price of the violations of round ``r``."""
        model, arrays = self.model, self.model.arrays
        counts, single = self.counts(r), model.single
        spot = np.arange(arrays.tables)[:, None]
        kinds = np.arange(model.empty - 1, single)
        total = float(model.cost[spot, kinds, counts[:, kinds]].sum())
        total += float(self._words(counts)[:, : arrays.musts].sum())
        line = self.now[r]
        for block in arrays.blocks:
            total += PRICE * (len(set(line[block].tolist())) - 1)
        for a, b in arrays.room.apart:
            total += PRICE * bool(line[a] == line[b])
        pinned = arrays.pins[r] >= 0
        return total + PRICE * int((line[pinned] != arrays.pins[r][pinned]).sum())

    def _words(self, counts: Ints) -> Floats:
        """(T, L) what tables pay for whom nobody interprets."""
        model, single = self.model, self.model.single
        langs = len(model.arrays.languages)
        need, bridge = counts[:, single : single + langs], counts[:, single + langs :]
        words: Floats = model.tongue.ravel().take(model.words(need, bridge))
        return words

    def exact(self, r: int) -> float:
        """What round ``r`` costs now: pairs, tables, violations, moves."""
        model, line = self.model, self.seats[r]
        pairs = float(((self.pairs(r) @ line) * line).sum(dtype=np.float64)) / 2
        counts = self.counts(r)
        spot = np.arange(len(counts))[:, None]
        kinds = np.arange(model.empty - 1)
        alone = float(model.cost[spot, kinds, counts[:, kinds]].sum())
        alone += float(self._words(counts)[:, model.arrays.musts :].sum())
        # Blocks are priced in both; that only makes a split dearer.
        return pairs + alone + self.hard(r) + self.move_price * self.moved(r)
