"""What a reader of published cards cannot exclude. Pure; for telling.py."""

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from dialogue.outcomes.counting import CountingSettings
from dialogue.outcomes.figures import (
    AGREE,
    DISAGREE,
    EVERYONE,
    NO_OPINION,
    ShownCards,
)

KINDS = (AGREE, DISAGREE, NO_OPINION)
MOST_SIDES = 5  # with more nothing is said: the ways to answer grow too many
_SUBSETS = tuple(
    tuple(at for at in range(3) if bits >> at & 1) for bits in range(1, 8)
)  # fmt: skip

_Bounds = tuple[int, int]  # the lowest and the highest a count can be


class _Box(Struct, frozen=True):
    """Counts of each side per kind, between bounds; and all sides together."""

    totals: tuple[int, ...]  # people per row, known
    cells: tuple[tuple[_Bounds, ...], ...]  # [row][kind]
    columns: tuple[_Bounds, ...]  # per kind, over all rows

    def with_cell(self, row: int, kind: int, bounds: _Bounds) -> "_Box":
        """The same with one count narrowed; row -1 is all rows together."""
        if row < 0:
            columns = (*self.columns[:kind], bounds, *self.columns[kind + 1 :])
            return replace(self, columns=columns)
        own = self.cells[row]
        line = (*own[:kind], bounds, *own[kind + 1 :])
        return replace(self, cells=(*self.cells[:row], line, *self.cells[row + 1 :]))

    def bounds_of(self, row: int, kind: int) -> _Bounds:
        """Between what a count lies; row -1 is all rows together."""
        return self.columns[kind] if row < 0 else self.cells[row][kind]

    def is_possible(self) -> bool:
        """Whether whole counts within all bounds add up.

        What all rows together can be is the base of a polymatroid; it meets the
        bounds of the columns when no set of columns forbids it (Frank and Tardos
        1988, "Generalized polymatroids", the box in a g-polymatroid).
        """
        for cells, total in zip(self.cells, self.totals, strict=True):
            if any(low > high for low, high in cells):
                return False
            if not sum(c[0] for c in cells) <= total <= sum(c[1] for c in cells):
                return False
        if any(low > high for low, high in self.columns):
            return False
        everyone = sum(self.totals)
        for columns in _SUBSETS:
            others = [at for at in range(3) if at not in columns]
            if sum(self.columns[at][0] for at in columns) > self._most(columns):
                return False
            least = everyone - self._most(others)
            if sum(self.columns[at][1] for at in columns) < least:
                return False
        return True

    def _most(self, columns: Sequence[int]) -> int:
        """How much these kinds together can be over all rows."""
        return sum(
            min(
                sum(cells[at][1] for at in columns),
                total - sum(cells[at][0] for at in range(3) if at not in columns),
            )
            for cells, total in zip(self.cells, self.totals, strict=True)
        )

    def between(self, row: int, kind: int) -> _Bounds:
        """The lowest and the highest of one count; every number between is possible."""
        low, high = self.bounds_of(row, kind)
        return (
            _edge(lambda at: self.with_cell(row, kind, (low, at)), low, high),
            -_edge(lambda at: self.with_cell(row, kind, (-at, high)), -high, -low),
        )


def _edge(box_up_to: Callable[[int], _Box], low: int, high: int) -> int:
    """The smallest place from which on the box is possible; it is at ``high``."""
    while low < high:
        middle = (low + high) // 2
        if box_up_to(middle).is_possible():
            high = middle
        else:
            low = middle + 1
    return low


class Worlds(Struct, frozen=True):
    """All counts that agree with what is published, and the bands of each side.

    A band is where a side stands: below the lower threshold, between, or above.
    """

    box: _Box
    bands: tuple[tuple[_Bounds, _Bounds, _Bounds], ...]  # of the first rows

    @classmethod
    def beside(cls, cards: ShownCards, settings: CountingSettings) -> "Worlds | None":
        """What a reader of the figures knows; None when a side's total is hidden."""
        *named, (_, together, everyone) = cards.rows
        rows = named or [(EVERYONE, together, everyone)]
        totals = [total for _, _, total in rows]
        if not isinstance(everyone, int) or len(named) > MOST_SIDES:
            return None
        if not all(isinstance(each, int) for each in totals):
            return None
        known = [each for each in totals if isinstance(each, int)]
        if any(each < settings.answers_per_side for each in known):
            return None
        cells = [
            _bounds(cards, counts, total)
            for (_, counts, _), total in zip(rows, known, strict=True)
        ]
        bands = tuple(_bands(each, settings) for each in known)
        rest = everyone - sum(known)
        if rest > 0:
            known.append(rest)
            cells.append(((0, rest),) * 3)
        columns = _bounds(cards, together, everyone)
        return cls(_Box(tuple(known), tuple(cells), columns), bands)

    def keep_hidden(self, k: int) -> bool:
        """Whether no answer narrows a hidden small count to fewer than k numbers."""
        wanted = [place for place in self._hidden() if self._is_wide(place, k)]
        for boxes in self._answers():
            seen: dict[tuple[int, int], set[int]] = {place: set() for place in wanted}
            for box in boxes:
                narrow = [place for place in wanted if len(seen[place]) < k]
                for place in narrow:
                    low, high = box.between(*place)
                    seen[place].update(range(low, high + 1))
                if not narrow:
                    break
            if any(_is_betrayed(numbers, k) for numbers in seen.values()):
                return False
        return True

    def _hidden(self) -> Iterator[tuple[int, int]]:
        for row in range(-1, len(self.box.cells)):
            for kind in range(3):
                low, high = self.box.bounds_of(row, kind)
                if low < high:
                    yield row, kind

    def _is_wide(self, place: tuple[int, int], k: int) -> bool:
        """Whether the figures alone leave k numbers; else it is known to be large."""
        low, high = self.box.between(*place)
        return high - low + 1 >= k

    def _answers(self) -> Iterator[list[_Box]]:
        """For each thing that could be said, the ways in which it can be true."""
        ways: dict[str, list[_Box]] = {"shared": [], "opposed": [], "else": []}
        for chosen in product(range(3), repeat=len(self.bands)):
            box = self.box
            for row, band in enumerate(chosen):
                low, high = box.cells[row][0]
                first, last = self.bands[row][band]
                box = box.with_cell(row, 0, (max(low, first), min(high, last)))
            if box.is_possible():
                ways[_answer(chosen)].append(box)
        yield from (boxes for boxes in ways.values() if boxes)


_BELOW, _BETWEEN, _ABOVE = range(3)


def _answer(chosen: Sequence[int]) -> str:
    if all(band == _ABOVE for band in chosen):
        return "shared"
    return "opposed" if _BELOW in chosen and _ABOVE in chosen else "else"


def _is_betrayed(numbers: set[int], k: int) -> bool:
    return len(numbers) < k and any(0 < each < k for each in numbers)


def _bounds(
    cards: ShownCards, counts: Sequence[object], total: int
) -> tuple[_Bounds, ...]:
    """Per kind: a published number, or anything up to the total."""
    known = {
        column[0]: figure
        for column, figure in zip(cards.columns, counts, strict=True)
        if len(column) == 1 and isinstance(figure, int)
    }
    return tuple((known.get(kind, 0), known.get(kind, total)) for kind in KINDS)


def _bands(
    answered: int, settings: CountingSettings
) -> tuple[_Bounds, _Bounds, _Bounds]:
    """Which numbers who agree put a side below, between and above the thresholds."""
    above = ceil(settings.shared_at_least * (answered + 2) - 1)
    below = ceil(settings.divided_below * (answered + 2) - 1)
    return (0, below - 1), (below, above - 1), (above, answered)
