"""What a reader can work out about hidden figures: a flow through the table.

A table with its totals is a circulation: every person flows from the grand total
into a row total, from there through one cell into a column total, and back to the
grand total. Published figures are pipes with a fixed flow; hidden figures may vary,
from zero (or the low end of a published range) up. How far one hidden figure can
rise is then a largest flow from its head back to its tail through the other hidden
pipes; how far it can fall is the flow the other way (Cox 1995, "Network models for
complementary cell suppression"). Flows of whole numbers are whole, so the interval
is exact, and every whole number within it is possible.

Nodes: the rows 0..R-1, the row of column totals R, then the columns and the column
of row totals. ``edges[row * width + column]`` is the pipe of a figure, always kept
from its row node to its column node; ``out`` is its room in that direction and
``back`` its room the other way.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from dialogue.outcomes.protection.tables import (
    Figure,
    Place,
    ProtectedTable,
    Range,
    Table,
)


class Pipes(Struct, frozen=True):
    """The pipes of a table: room per direction, ends, and whether they run forward.

    ``width`` is the number of columns with the column of totals. Room is in people.
    """

    width: int
    height: int
    value: tuple[int, ...]
    out: tuple[int, ...]
    back: tuple[int, ...]

    def ends(self, edge: int) -> tuple[int, int]:
        """Give the row node and the column node of a figure."""
        return edge // self.width, self.height + edge % self.width

    def runs_out(self, edge: int) -> bool:
        """Say whether people flow from the row node to the column node.

        They do in cells and in the grand total, and not in the other totals.
        """
        in_last_row = edge // self.width == self.height - 1
        in_last_column = edge % self.width == self.width - 1
        return in_last_row == in_last_column

    def all_but(self, places: Collection[Place]) -> set[int]:
        """Give every figure, totals included, but those at the places."""
        return {e for e, row, col in self.positions() if (row, col) not in places}

    def positions(self) -> Iterator[tuple[int, int, int]]:
        """Walk over (edge, row, column), totals included."""
        for edge in range(self.width * self.height):
            yield edge, edge // self.width, edge % self.width


def lay_pipes(
    table: Table,
    most: int,
    published: Collection[Place] = (),
    bounds: Mapping[Place, Range] | None = None,
) -> Pipes:
    """Lay the pipes of a table with its totals, every room capped at ``most``.

    ``bounds`` narrows figures published as a range. Structural zeros and figures
    that are published as a number get no room at all.
    """
    grid = table.with_totals()
    height, width = len(grid), len(grid[0])
    known = bounds or {}
    fixed = {*published, *table.structural}
    out: list[int] = []
    back: list[int] = []
    for row in range(height):
        for column in range(width):
            value, place = grid[row][column], (row, column)
            rise, fall = most, min(value, most)
            if place in known:
                rise = min(known[place].high - value, most)
                fall = min(value - known[place].low, most)
            if place in fixed:
                rise = fall = 0
            forward = (row == height - 1) == (column == width - 1)
            out.append(rise if forward else fall)
            back.append(fall if forward else rise)
    values = tuple(value for line in grid for value in line)
    return Pipes(width, height, values, tuple(out), tuple(back))


class Hidden:
    """A set of hidden figures, and how far each of them can move.

    ``edges`` is the set; it may grow and shrink with ``add`` and ``drop``.
    """

    def __init__(self, pipes: Pipes, edges: Iterable[int]) -> None:
        self.pipes = pipes
        self.edges: set[int] = set()
        self.near: list[dict[int, int]] = [
            {} for _ in range(pipes.height + pipes.width)
        ]
        for edge in edges:
            self.add(edge)

    def add(self, edge: int) -> None:
        row, column = self.pipes.ends(edge)
        self.edges.add(edge)
        self.near[row][edge] = column
        self.near[column][edge] = row

    def drop(self, edge: int) -> None:
        row, column = self.pipes.ends(edge)
        self.edges.discard(edge)
        del self.near[row][edge]
        del self.near[column][edge]

    def rise(self, edge: int, enough: int) -> tuple[int, set[int]]:
        """Say how far a hidden figure can rise, and the nodes reached at the end.

        Looks no further than ``enough``. When less than enough was found, the
        figures that leave the set of nodes are what would have to be hidden too.
        """
        row, column = self.pipes.ends(edge)
        runs_out = self.pipes.runs_out(edge)
        start, goal = (column, row) if runs_out else (row, column)
        limit = self.pipes.out[edge] if runs_out else self.pipes.back[edge]
        return self._flow(start, goal, edge, min(enough, limit))

    def fall(self, edge: int, enough: int) -> tuple[int, set[int]]:
        """Say how far a hidden figure can fall; see ``rise``."""
        row, column = self.pipes.ends(edge)
        runs_out = self.pipes.runs_out(edge)
        start, goal = (row, column) if runs_out else (column, row)
        limit = self.pipes.back[edge] if runs_out else self.pipes.out[edge]
        return self._flow(start, goal, edge, min(enough, limit))

    def is_protected(self, edge: int, width: int) -> bool:
        """Say whether rise and fall together are at least ``width``."""
        risen, _ = self.rise(edge, width)
        if risen >= width:
            return True
        fallen, _ = self.fall(edge, width - risen)
        return risen + fallen >= width

    def _flow(
        self, start: int, goal: int, without: int, enough: int
    ) -> tuple[int, set[int]]:
        flow: dict[int, int] = {}
        found = 0
        while found < enough:
            # One wide path first: it nearly always ends the search.
            came = self._path(start, goal, without, flow, enough - found)
            if goal not in came:
                came = self._path(start, goal, without, flow, 1)
            if goal not in came:
                return found, set(came)
            found += self._push(start, goal, came, flow, enough - found)
        return found, set()

    def _path(
        self, start: int, goal: int, without: int, flow: dict[int, int], room: int
    ) -> dict[int, int]:
        out, back, height = self.pipes.out, self.pipes.back, self.pipes.height
        near = self.near
        came = {start: -1}
        queue = deque((start,))
        while queue:
            node = queue.popleft()
            from_row = node < height
            for edge, other in near[node].items():
                if other in came or edge == without:
                    continue
                moved = flow.get(edge, 0)
                free = out[edge] - moved if from_row else back[edge] + moved
                if free >= room:
                    came[other] = edge
                    if other == goal:
                        return came
                    queue.append(other)
        return came

    def _push(
        self,
        start: int,
        goal: int,
        came: dict[int, int],
        flow: dict[int, int],
        most: int,
    ) -> int:
        steps: list[tuple[int, bool]] = []
        node = goal
        while node != start:
            edge = came[node]
            row, column = self.pipes.ends(edge)
            from_row = node == column
            steps.append((edge, from_row))
            node = row if from_row else column
        for edge, from_row in steps:
            moved = flow.get(edge, 0)
            free = (
                self.pipes.out[edge] - moved
                if from_row
                else self.pipes.back[edge] + moved
            )
            most = min(most, free)
        for edge, from_row in steps:
            flow[edge] = flow.get(edge, 0) + (most if from_row else -most)
        return most


def intervals(table: Table, published: ProtectedTable) -> list[list[Range | None]]:
    """Work out what a reader can know of every figure of a published table.

    Gives a grid with totals. A published number is a range of one number; None
    means that nothing bounds the figure from above (its lowest is then not told).
    """
    grid = published.with_totals()
    bounds = {
        (row, column): figure
        for row, line in enumerate(grid)
        for column, figure in enumerate(line)
        if isinstance(figure, Range)
    }
    endless = 4 * (table.total + sum(limit.high for limit in bounds.values()) + 1)
    pipes = lay_pipes(table, endless, bounds=bounds)
    hidden = Hidden(
        pipes,
        [e for e, row, col in pipes.positions() if not isinstance(grid[row][col], int)],
    )
    return [
        [
            _interval(hidden, row * pipes.width + column, endless)
            for column in range(pipes.width)
        ]
        for row in range(pipes.height)
    ]


def _interval(hidden: Hidden, edge: int, endless: int) -> Range | None:
    value = hidden.pipes.value[edge]
    if edge not in hidden.edges:
        return Range(value, value)
    risen, _ = hidden.rise(edge, endless)
    if risen >= endless:
        return None
    fallen, _ = hidden.fall(edge, endless)
    return Range(value - fallen, value + risen)


def is_small(figure: Figure, k: int) -> bool:
    """Say whether a count is too small to publish: one up to and with k - 1."""
    return isinstance(figure, int) and 0 < figure < k


def small_edges(values: Sequence[int], k: int) -> list[int]:
    """Give the places of the counts that are too small to publish."""
    return [place for place, value in enumerate(values) if is_small(value, k)]


def exposed(table: Table, published: ProtectedTable) -> list[Place]:
    """Give the small figures that a reader can narrow to fewer than k whole numbers.

    Places are (row, column) in the table with totals; an empty list means safe.
    """
    known = intervals(table, published)
    return [
        (row, column)
        for row, line in enumerate(table.with_totals())
        for column, value in enumerate(line)
        if is_small(value, published.k) and _is_narrow(known[row][column], published.k)
    ]


def _is_narrow(known: Range | None, k: int) -> bool:
    return known is not None and known.high - known.low + 1 < k
