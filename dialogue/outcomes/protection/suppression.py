"""Which figures to hide, so that no small one can be worked out, and as few as can.

``protect`` hides every small figure, then as many others as it takes, and checks the
result with the exact method of ``network``. The choice of the others is the cell
suppression problem (Fischetti and Salazar 2000): a greedy search over shortest
paths gives a good choice, and ``search`` proves or improves it on small tables.
"""

from __future__ import annotations

from collections.abc import Collection
from heapq import heappop, heappush
from random import Random

from msgspec import Struct, field

from dialogue.outcomes.protection.network import (
    Hidden,
    Pipes,
    is_small,
    lay_pipes,
    small_edges,
)
from dialogue.outcomes.protection.search import fewer_hidden
from dialogue.outcomes.protection.tables import Figure, Place, ProtectedTable, Table

ONE = 1000
"""The price of hiding one figure; smaller prices only break ties."""


def protect(table: Table, k: int = 5, publish_totals: bool = True) -> ProtectedTable:
    """Give the figures of a table of counts of people as they may be published.

    A count of 1 up to and with k - 1 is hidden, in cells and in totals. Then other
    figures are hidden until a reader of everything published is left with at least
    k possible whole numbers for every small figure. A zero is published unless it
    has to hide a neighbour; that nobody said something may itself tell too much,
    and is the question of ``small_numbers.soften_unanimity``. Without totals only
    the small cells are hidden, for then nothing ties them to the others.

    Raises ValueError when k is below 2.
    """
    if k < 2:
        raise ValueError("k is at least 2: below that nothing is small.")
    grid: list[list[Figure]] = [list(row) for row in table.with_totals()]
    width = len(grid[0])
    if publish_totals:
        hide = hidden_figures(table, k)
    else:
        small = set(small_edges([v for row in table.with_totals() for v in row], k))
        hide = small | _totals(len(grid), width)
    for edge in hide:
        grid[edge // width][edge % width] = None
    return ProtectedTable.of_grid(grid, k)


def protect_beside(
    table: Table,
    published: Collection[Place],
    withheld: Collection[Place],
    k: int = 5,
) -> ProtectedTable:
    """Protect the figures that are still to come, beside those that are out.

    For reports that overlap: give each session a row, and those without a report
    one row together; then the totals are the municipality's report. ``published``
    are the figures that are out as numbers and cannot be hidden any more,
    ``withheld`` those that are not to be published now; both hold (row, column) in
    the table with totals. A reader of old and new together is left with at least k
    possible whole numbers for every small figure. When what is out already tells
    too much, nothing is added to it.

    Raises ValueError when k is below 2 or a published figure is a small one.
    """
    if k < 2:
        raise ValueError("k is at least 2: below that nothing is small.")
    grid: list[list[Figure]] = [list(row) for row in table.with_totals()]
    if any(is_small(grid[row][column], k) for row, column in published):
        raise ValueError("A figure that is out already is too small to be.")
    width = len(grid[0])
    kept = {row * width + column for row, column in withheld}
    for edge in hidden_figures(table, k, published, kept):
        grid[edge // width][edge % width] = None
    return ProtectedTable.of_grid(grid, k)


def hidden_figures(
    table: Table,
    k: int,
    published: Collection[Place] = (),
    withheld: Collection[int] = (),
) -> set[int]:
    """Choose the figures to hide; a figure is its place in the table with totals.

    The set is checked: every small figure in it keeps at least k possible values.
    Where what is published leaves no such set, it is everything else.
    """
    pipes = lay_pipes(table, k - 1, published)
    small = small_edges(pipes.value, k)
    if not small:
        return set(withheld)
    greedy = Greedy(pipes, small, k - 1, set(withheld))
    best = greedy.best()
    if len(pipes.value) <= SEARCHED_UP_TO:
        best = fewer_hidden(pipes, small, k - 1, best, withheld)
    checked = Hidden(pipes, best)
    if all(checked.is_protected(edge, k - 1) for edge in small):
        return best
    if not published:
        raise AssertionError("a small figure could be worked out; nothing is given")
    return pipes.all_but(published)


def _totals(height: int, width: int) -> set[int]:
    last_row = {(height - 1) * width + column for column in range(width)}
    return last_row | {row * width + width - 1 for row in range(height)}


SEARCHED_UP_TO = 144
"""Tables with more figures than this are left to the greedy search alone."""

TRIMMED_UP_TO = 40_000
"""Hidden figures times small ones up to which each hidden figure is tried again."""


class Greedy(Struct):
    """Hide a cheapest path for one small figure after another, then give back.

    ``width`` is how far every small figure must be able to move: k - 1 people.
    ``withheld`` figures are hidden whatever is chosen.
    """

    pipes: Pipes
    small: list[int]
    width: int
    withheld: set[int] = field(default_factory=set)

    def best(self) -> set[int]:
        """Try a few orders, largest figure first to begin with; keep the cheapest."""
        orders = [sorted(self.small, key=lambda e: -self.pipes.value[e])]
        random = Random(len(self.small))  # noqa: S311 - the same choice every time
        if len(self.small) * len(self.pipes.value) <= 4_000:
            for _ in range(2):
                orders.append(random.sample(self.small, len(self.small)))
        found = [self.hide(order) for order in orders]
        return min(found, key=self.price)

    def price(self, hidden: set[int]) -> tuple[int, int]:
        """Give the number of hidden figures, then the price that breaks ties."""
        return len(hidden), sum(map(self.price_of, hidden))

    def price_of(self, edge: int) -> int:
        """Price one figure: totals are missed most, an empty cell protects worst."""
        last_row = edge // self.pipes.width == self.pipes.height - 1
        last_column = edge % self.pipes.width == self.pipes.width - 1
        value = self.pipes.value[edge]
        tie = min(value, 190) // 10 if value else 10
        return ONE + tie + 20 * (last_row + last_column)

    def hide(self, order: list[int]) -> set[int]:
        hidden = Hidden(self.pipes, {*order, *self.withheld})
        for edge in order:
            if not hidden.is_protected(edge, self.width):
                for other in self._cheapest_path(edge, hidden):
                    hidden.add(other)
        if len(hidden.edges) * len(order) <= TRIMMED_UP_TO:
            self._give_back(hidden)
        return hidden.edges

    def _give_back(self, hidden: Hidden) -> None:
        kept = {*self.small, *self.withheld}
        for edge in sorted(hidden.edges - kept, key=self.price_of, reverse=True):
            hidden.drop(edge)
            if not all(hidden.is_protected(e, self.width) for e in self.small):
                hidden.add(edge)

    def _cheapest_path(self, edge: int, hidden: Hidden) -> list[int]:
        """Give the figures to hide so that this one can rise by the whole width.

        There is such a path when nothing is published yet: totals can rise without
        end, and a total that is not zero has a cell that is not zero. Otherwise
        all that can still be hidden is given.
        """
        pipes = self.pipes
        row, column = pipes.ends(edge)
        start, goal = (column, row) if pipes.runs_out(edge) else (row, column)
        price = {start: 0}
        came: dict[int, int] = {}
        done: set[int] = set()
        heap = [(0, start)]
        while heap:
            paid, node = heappop(heap)
            if node == goal:
                break
            if node in done:
                continue
            done.add(node)
            for other, through, room in self._steps(node):
                if other in done or through == edge or room < self.width:
                    continue
                cost = paid + (through not in hidden.edges) * self.price_of(through)
                if cost < price.get(other, cost + 1):
                    price[other], came[other] = cost, through
                    heappush(heap, (cost, other))
        if goal not in came:
            return [e for e in range(len(pipes.value)) if pipes.out[e] or pipes.back[e]]
        return self._walk_back(start, goal, came)

    def _steps(self, node: int) -> list[tuple[int, int, int]]:
        pipes = self.pipes
        if node < pipes.height:
            first = node * pipes.width
            return [
                (pipes.height + column, first + column, pipes.out[first + column])
                for column in range(pipes.width)
            ]
        column = node - pipes.height
        return [
            (row, row * pipes.width + column, pipes.back[row * pipes.width + column])
            for row in range(pipes.height)
        ]

    def _walk_back(self, start: int, goal: int, came: dict[int, int]) -> list[int]:
        path: list[int] = []
        node = goal
        while node != start:
            edge = came[node]
            row, column = self.pipes.ends(edge)
            path.append(edge)
            node = row if node == column else column
        return path
