"""What a seating achieves, counted in plain Python: for pages, while one moves people.

The same sums as the optimiser's, without NumPy, so that the web server stays small.
Moving one person changes two tables: a question costs well under a millisecond.
"""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from functools import cached_property
from itertools import combinations
from math import comb

from msgspec import Struct

from dialogue.seating.optimiser.room import Attribute, Room

Move = tuple[int, int]
"""(person index, table index they go to)."""


class LineFigures(Struct, frozen=True):
    """Shares (0..1) of pairs at a table that cross a line."""

    key: str
    chance: float
    achieved: float
    best: float


class Figures(Struct, frozen=True):
    """What one sees of a seating; means over people who have a chair."""

    lines: tuple[LineFigures, ...]
    alone: int  # tables where somebody of a small group sits alone, over rounds
    new_mean: float
    new_fewest: int
    repeats: int
    unavoidable: int
    loss: float


class Counted:
    """A seating with everything counted; -1 is a person without a chair."""

    def __init__(self, room: Room, seating: Sequence[Sequence[int]]) -> None:
        self.room = room
        self.seats = [list(line) for line in seating]
        self.at: list[list[list[int]]] = []
        self.met: Counter[tuple[int, int]] = Counter()
        for line in self.seats:
            tables: list[list[int]] = [[] for _ in room.tables]
            for person, table in enumerate(line):
                if table >= 0:
                    tables[table].append(person)
            self.at.append(tables)
            for members in tables:
                self.met.update(combinations(members, 2))
        self.faces = self._faces()
        self.alike, self.pairs, self.alone = self._totals()
        self.repeats = sum(comb(many, 2) for many in self.met.values() if many > 1)

    def _faces(self) -> list[int]:
        faces = [0] * len(self.room.people)
        for pair in self.met:
            faces[pair[0]] += 1
            faces[pair[1]] += 1
        return faces

    def _totals(self) -> tuple[list[int], int, int]:
        alike, pairs, alone = [0] * len(self.room.attributes), 0, 0
        for tables in self.at:
            for members in tables:
                more, few, lone = self._table(members)
                alike = [a + b for a, b in zip(alike, more, strict=True)]
                pairs, alone = pairs + few, alone + lone
        return alike, pairs, alone

    def _table(self, members: Sequence[int]) -> tuple[list[int], int, int]:
        """(pairs alike per line, pairs, small groups of one) at one table."""
        alike, alone = [], 0
        people = self.room.people
        for a in range(len(self.room.attributes)):
            said = Counter(people[i].values[a] for i in members)
            alike.append(sum(comb(n, 2) for value, n in said.items() if value))
        for a, value in self.room.protect:
            alone += sum(people[i].values[a] == value for i in members) == 1
        return alike, comb(len(members), 2), alone

    @cached_property
    def _seated(self) -> list[int]:
        return [
            i
            for i in range(len(self.room.people))
            if any(r[i] >= 0 for r in self.seats)
        ]

    def figures(self) -> Figures:
        """The figures of the seating as it is."""
        return self._figures(
            self.alike, self.pairs, self.alone, self.repeats, self.faces
        )

    def what_if(self, turn: int, moves: Sequence[Move]) -> Figures:
        """The figures after some people moved in a round; nothing changes."""
        line = self.seats[turn]
        touched = {table for _, table in moves} | {line[i] for i, _ in moves}
        touched.discard(-1)
        goes = dict(moves)
        alike, pairs, alone = list(self.alike), self.pairs, self.alone
        change: Counter[tuple[int, int]] = Counter()
        for table in touched:
            was = self.at[turn][table]
            now = sorted(
                [i for i in was if goes.get(i, table) == table]
                + [i for i, there in moves if there == table and line[i] != table]
            )
            old, new = self._table(was), self._table(now)
            alike = [a + n - o for a, n, o in zip(alike, new[0], old[0], strict=True)]
            pairs, alone = pairs + new[1] - old[1], alone + new[2] - old[2]
            change.update(_with(now, goes))
            change.subtract(_with(sorted(was), goes))
        repeats, faces = self.repeats, list(self.faces)
        for pair, more in change.items():
            had = self.met[pair]
            repeats += comb(had + more, 2) - comb(had, 2)
            fresh = (had + more > 0) - (had > 0)
            faces[pair[0]] += fresh
            faces[pair[1]] += fresh
        return self._figures(alike, pairs, alone, repeats, faces)

    def _figures(
        self,
        alike: Sequence[int],
        pairs: int,
        alone: int,
        repeats: int,
        faces: Sequence[int],
    ) -> Figures:
        room = self.room
        seated = [faces[i] for i in self._seated] or [0]
        loss = room.solo * alone + room.repeat * repeats
        loss += sum(
            x.weight * many for x, many in zip(room.attributes, alike, strict=True)
        )
        return Figures(
            lines=tuple(
                LineFigures(x.key, chance, 1 - alike[a] / pairs if pairs else 0.0, best)
                for a, (x, chance, best) in enumerate(self._references)
                if x.weight
            ),
            alone=alone,
            new_mean=sum(seated) / len(seated),
            new_fewest=min(seated),
            repeats=repeats,
            unavoidable=min(self._unavoidable, repeats),
            loss=loss,
        )

    @cached_property
    def _references(self) -> list[tuple[Attribute, float, float]]:
        """(line, chance, best possible) of every line, closed form."""
        room = self.room
        out: list[tuple[Attribute, float, float]] = []
        everyone = max(1, comb(len(room.people), 2))
        pairs = sum(comb(size, 2) for size in self._sizes)
        for a, line in enumerate(room.attributes):
            counts = Counter(person.values[a] for person in room.people)
            counts.pop(None, None)
            alike = sum(comb(n, 2) for n in counts.values())
            least = sum(_even(n, len(room.tables)) for n in counts.values())
            best = 1 - least / pairs if pairs else 0.0
            out.append((line, 1 - alike / everyone, best))
        return out

    @cached_property
    def _sizes(self) -> list[int]:
        """Even table sizes within the bounds."""
        tables = self.room.tables
        sizes = [table.min for table in tables]
        for _ in range(len(self.room.people) - sum(sizes)):
            free = [t for t, table in enumerate(tables) if sizes[t] < table.max]
            if not free:
                break
            sizes[min(free, key=lambda t: sizes[t])] += 1
        return sizes

    @cached_property
    def _unavoidable(self) -> int:
        """Repeat meetings nobody can avoid: the best of three counting arguments."""
        room, rounds = self.room, self.room.rounds
        pigeon = comb(rounds, 2) * sum(_even(s, len(room.tables)) for s in self._sizes)
        total = rounds * sum(comb(s, 2) for s in self._sizes)
        everyone = comb(len(room.people), 2)
        even = _even(total, everyone) if everyone else 0
        forced = sum(comb(len(b), 2) for b in room.blocks()) * comb(rounds, 2)
        return max(pigeon, even, forced)


def _with(members: Sequence[int], goes: Container[int]) -> Iterable[tuple[int, int]]:
    """The pairs at a table in which somebody who moves takes part."""
    for a, b in combinations(members, 2):
        if a in goes or b in goes:
            yield a, b


def _even(items: int, bins: int) -> int:
    """Least number of pairs in a bin when items are spread over bins."""
    q, r = divmod(items, bins)
    return (bins - r) * comb(q, 2) + r * comb(q + 1, 2)
