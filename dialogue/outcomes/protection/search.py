"""Prove that no fewer figures can be hidden, or find how: branch and bound.

A hidden figure that is alone in its row or column gives nothing and hides nothing,
so in a best choice every row and column with a hidden figure has two. The number
of rows (or columns) with one hidden figure is therefore a lower bound on what must
still be hidden. When every row and column is in order, a small figure that is still
exposed names the figures of which at least one must be hidden (the cut its flow
could not cross), and the search tries each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec import Struct, field

from dialogue.outcomes.protection.network import Hidden, Pipes

LOOKS = 1500
"""How many partial choices are looked at before the best so far is taken."""


def fewer_hidden(
    pipes: Pipes,
    small: list[int],
    width: int,
    best: set[int],
    withheld: Collection[int] = (),
) -> set[int]:
    """Give a smallest set of figures to hide, or ``best`` if none smaller is found.

    ``small`` must be hidden and each be able to move by ``width`` people; what is
    ``withheld`` is hidden anyway, and so may stand alone in its row. The
    search stops after LOOKS partial choices, so on large tables the answer may be
    larger than the smallest one; it is always safe.
    """
    anyway = _mask(set(withheld) - set(small))
    search = _Search(pipes, small, width, best, LOOKS, anyway)
    hidden = _mask(small) | anyway
    search.look(hidden, search.useless(), hidden.bit_count())
    return search.best


class _Search(Struct):
    pipes: Pipes
    small: list[int]
    width: int
    best: set[int]
    looks: int
    anyway: int
    at: list[int] = field(default_factory=list)  # a mask for each row and column

    def __post_init__(self) -> None:
        pipes = self.pipes
        self.at = [0] * (pipes.height + pipes.width)
        for edge, row, column in pipes.positions():
            self.at[row] |= 1 << edge
            self.at[pipes.height + column] |= 1 << edge

    def useless(self) -> int:
        """Give the figures that can move in neither direction."""
        pipes = self.pipes
        edges = range(len(pipes.value))
        return _mask(e for e in edges if not pipes.out[e] and not pipes.back[e])

    def look(self, hidden: int, kept: int, count: int) -> None:
        """Try every choice that holds ``hidden`` and nothing of ``kept``."""
        self.looks -= 1
        if self.looks < 0:
            return
        lone_rows, lone_columns = self._lone(hidden)
        missing = max(len(lone_rows), len(lone_columns))
        spare = len(self.best) - 1 - count
        if missing > spare:
            return
        options = self._options(hidden, kept, lone_rows, lone_columns, spare)
        if options is None:
            self.best = set(_places(hidden))
            return
        for edge in options if spare else ():
            self.look(hidden | 1 << edge, kept, count + 1)
            kept |= 1 << edge

    def _lone(self, hidden: int) -> tuple[list[int], list[int]]:
        lone = []
        for node, mask in enumerate(self.at):
            here = hidden & mask
            if here and not here & (here - 1) and not here & self.anyway:
                lone.append(node)
        height = self.pipes.height
        return [n for n in lone if n < height], [n for n in lone if n >= height]

    def _options(
        self, hidden: int, kept: int, rows: list[int], columns: list[int], spare: int
    ) -> list[int] | None:
        """Give figures of which one must be hidden; None when all are protected."""
        if not rows and not columns:
            return self._exposed(hidden, kept)
        in_rows, in_columns = self._any(rows), self._any(columns)
        free = ~(hidden | kept)
        # With nothing to spare, each new figure has to help a lone row (column).
        if len(rows) == spare:
            free &= in_rows
        if len(columns) == spare:
            free &= in_columns
        node = min((*rows, *columns), key=lambda n: (self.at[n] & free).bit_count())
        both = in_columns if node in rows else in_rows
        places = _places(self.at[node] & free)
        return sorted(places, key=lambda edge: not both >> edge & 1)

    def _any(self, nodes: list[int]) -> int:
        mask = 0
        for node in nodes:
            mask |= self.at[node]
        return mask

    def _exposed(self, hidden: int, kept: int) -> list[int] | None:
        now = Hidden(self.pipes, _places(hidden))
        for edge in self.small:
            risen, above = now.rise(edge, self.width)
            if risen >= self.width:
                continue
            fallen, below = now.fall(edge, self.width - risen)
            if risen + fallen >= self.width:
                continue
            cut = self._cut(above) | self._cut(below)
            return _places(cut & ~(hidden | kept))
        return None

    def _cut(self, reached: set[int]) -> int:
        pipes = self.pipes
        mask = 0
        for node in reached:
            from_row = node < pipes.height
            for edge in _places(self.at[node]):
                row, column = pipes.ends(edge)
                room = pipes.out[edge] if from_row else pipes.back[edge]
                if room and (column if from_row else row) not in reached:
                    mask |= 1 << edge
        return mask


def _mask(places: Iterable[int]) -> int:
    mask = 0
    for place in places:
        mask |= 1 << place
    return mask


def _places(mask: int) -> list[int]:
    places = []
    while mask:
        low = mask & -mask
        places.append(low.bit_length() - 1)
        mask ^= low
    return places
