"""Geometry of the chairs: pure sums for the pictures in templates/_house/pictures.html.

A chair is one short thick line; a table is a circle with its chairs around it. Units
are those of the drawing's view box.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import cos, pi, sin

from msgspec import Struct

STEP = 46.0  # from the middle of one table to the next
TABLE = 11.0  # radius of a table top
CHAIRS = 16.8  # radius of the ring of chairs
HALF = 2.2  # half the length of a chair


class RoomDrawing(Struct, frozen=True):
    """Path data of a room: table tops, and chairs by who has them."""

    width: float
    height: float
    tops: str
    taken: str
    held: str
    yours: str
    free: str


class RowDrawing(Struct, frozen=True):
    """Where the chairs of a row of pills stand: left end and middle height."""

    width: float
    height: float
    taken: str
    held: tuple[tuple[float, float], ...]
    free: str


def chairs_per_table(chairs: int, per_table: int = 7) -> list[int]:
    """Split chairs over tables as evenly as whole chairs allow, larger tables first."""
    if chairs <= 0:
        return []
    tables = max(1, -(-chairs // per_table))
    small, extra = divmod(chairs, tables)
    return [small + (1 if number < extra else 0) for number in range(tables)]


def _columns(tables: int) -> int:
    for columns, most in ((3, 9), (4, 16), (6, 36)):
        if tables <= most:
            return min(columns, max(tables, 1))
    return 10


def _chair(middle: tuple[float, float], angle: float) -> str:
    x, y = middle[0] + CHAIRS * sin(angle), middle[1] - CHAIRS * cos(angle)
    along = (HALF * cos(angle), HALF * sin(angle))
    start = f"{x - along[0]:.1f} {y - along[1]:.1f}"
    return f"M{start}L{x + along[0]:.1f} {y + along[1]:.1f}"


def draw_room(
    tables: Sequence[int], taken: int, held: int = 0, yours: int = 0
) -> RoomDrawing:
    """Draw round tables with their chairs.

    `tables` is the number of chairs at each table. Chairs fill table by table in
    turn, as people do; yours come last and stand side by side at one table when
    they can. Counts larger than the room are cut off at its chairs.
    """
    return _drawn(tuple(tables), taken, held, yours)


@lru_cache(maxsize=512)
def _drawn(tables: tuple[int, ...], taken: int, held: int, yours: int) -> RoomDrawing:
    columns = _columns(len(tables))
    middles = [
        (23 + STEP * (number % columns), 23 + STEP * (number // columns))
        for number in range(len(tables))
    ]
    seats = _seats_in_turn(tables)
    mine = _side_by_side(seats, tables, taken, yours)
    others = [seat for seat in seats if seat not in mine]
    groups = {
        "taken": others[:taken],
        "held": others[taken : taken + held],
        "free": others[taken + held :],
        "yours": mine,
    }
    paths = {
        name: "".join(
            _chair(middles[table], 2 * pi * chair / tables[table] + 0.6 * table)
            for table, chair in group
        )
        for name, group in groups.items()
    }
    rows = -(-len(tables) // columns) if tables else 1
    tops = "".join(
        f"M{x - TABLE:g} {y:g}a11 11 0 1 1 22 0a11 11 0 1 1-22 0" for x, y in middles
    )
    return RoomDrawing(STEP * columns, STEP * rows, tops, **paths)


def _seats_in_turn(tables: Sequence[int]) -> list[tuple[int, int]]:
    most = max(tables, default=0)
    return [
        (table, chair)
        for chair in range(most)
        for table in range(len(tables))
        if chair < tables[table]
    ]


def _side_by_side(
    seats: list[tuple[int, int]], tables: Sequence[int], taken: int, wanted: int
) -> list[tuple[int, int]]:
    if not wanted or not seats:
        return []
    start = seats[min(taken, len(seats) - 1)]
    table, chair = start
    first = max(0, min(chair, tables[table] - wanted))
    return [(table, first + n) for n in range(min(wanted, tables[table]))]


def draw_row(taken: int, held: int, free: int, per_row: int = 20) -> RowDrawing:
    """Draw chairs as rows of pills, 13 apart, at most `per_row` in a row."""
    total = taken + held + free
    spots = [
        (4.0 + 13 * (n % per_row), 5.5 + 12 * (n // per_row)) for n in range(total)
    ]

    def pills(some: list[tuple[float, float]]) -> str:
        return "".join(f"M{x:g} {y:g}h4" for x, y in some)

    rows = max(1, -(-total // per_row))
    return RowDrawing(
        width=13.0 * min(max(total, 1), per_row),
        height=12.0 * rows,
        taken=pills(spots[:taken]),
        held=tuple((x - 3, y - 3) for x, y in spots[taken : taken + held]),
        free=pills(spots[taken + held :]),
    )
