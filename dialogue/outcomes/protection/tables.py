"""Tables of counts, and the figures of a table as they may be published."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field


class TableRefused(ValueError):
    """The table cannot be read; the message is a sentence for the reader."""


class Range(Struct, frozen=True):
    """A published figure that says only between which whole numbers it lies."""

    low: int
    high: int


Figure = int | Range | None
"""A whole number, a range, or None: hidden."""


Place = tuple[int, int]
"""A row and a column, counted from zero; in a table with totals those come last."""


def _row_sizes(counts: Sequence[Sequence[int]]) -> set[int]:
    return {len(row) for row in counts}


class Table(Struct, frozen=True):
    """Counts of people: ``counts[row][column]``, whole numbers from zero up.

    A one-dimensional table is a table of one row or of one column. ``structural``
    holds the (row, column) of cells that everybody knows to be empty: such a zero
    hides nobody, so it is never used to protect a neighbour.

    Raises TableRefused when the table is empty, ragged, negative or not whole.
    """

    counts: tuple[tuple[int, ...], ...]
    structural: frozenset[Place] = field(default=frozenset())

    def __post_init__(self) -> None:
        if not self.counts or not self.counts[0]:
            raise TableRefused("The table has no cells.")
        if len(_row_sizes(self.counts)) > 1:
            raise TableRefused("The rows of the table are not equally long.")
        for row in self.counts:
            for count in row:
                check_count(count)
        if any(self.counts[row][column] for row, column in self.structural):
            raise TableRefused("A cell that must be empty holds a count.")

    @classmethod
    def of(cls, counts: Sequence[Sequence[int]]) -> Table:
        """Make a table from rows of counts."""
        return cls(tuple(tuple(row) for row in counts))

    @classmethod
    def of_one_row(cls, counts: Sequence[int]) -> Table:
        """Make a one-dimensional table: one count a category."""
        return cls((tuple(counts),))

    @property
    def row_totals(self) -> tuple[int, ...]:
        return tuple(sum(row) for row in self.counts)

    @property
    def column_totals(self) -> tuple[int, ...]:
        return tuple(sum(column) for column in zip(*self.counts, strict=True))

    @property
    def total(self) -> int:
        return sum(self.row_totals)

    def with_totals(self) -> list[list[int]]:
        """Give the table with a last column and a last row of totals."""
        rows = [[*row, sum(row)] for row in self.counts]
        return [*rows, [*self.column_totals, self.total]]


def check_count(count: object) -> None:
    """Raise TableRefused unless this is a whole number from zero up."""
    if isinstance(count, bool) or not isinstance(count, int):
        raise TableRefused(f"A count is a whole number; this is not: {count!r}.")
    if count < 0:
        raise TableRefused(f"A count is never below zero; this one is: {count}.")


class ProtectedTable(Struct, frozen=True):
    """The figures of one table as they may be published.

    Shapes follow the table: ``counts[row][column]``, a total a row, a total a
    column, one grand total. Each figure is a number, a Range or None (hidden).
    """

    counts: tuple[tuple[Figure, ...], ...]
    row_totals: tuple[Figure, ...]
    column_totals: tuple[Figure, ...]
    total: Figure
    k: int

    @classmethod
    def of_grid(cls, grid: Sequence[Sequence[Figure]], k: int) -> ProtectedTable:
        """Make it from a grid whose last row and last column are the totals."""
        return cls(
            counts=tuple(tuple(row[:-1]) for row in grid[:-1]),
            row_totals=tuple(row[-1] for row in grid[:-1]),
            column_totals=tuple(grid[-1][:-1]),
            total=grid[-1][-1],
            k=k,
        )

    def with_totals(self) -> list[list[Figure]]:
        """Give the figures with a last column and a last row of totals."""
        rows = [
            [*row, total]
            for row, total in zip(self.counts, self.row_totals, strict=True)
        ]
        return [*rows, [*self.column_totals, self.total]]

    @property
    def hidden(self) -> int:
        """How many figures, totals included, are not published as a number."""
        return sum(
            not isinstance(figure, int) for row in self.with_totals() for figure in row
        )

    @property
    def hidden_cells(self) -> int:
        """How many cells, totals left out, are not published as a number."""
        return sum(not isinstance(figure, int) for row in self.counts for figure in row)
