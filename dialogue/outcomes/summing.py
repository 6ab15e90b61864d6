"""Sums over evenings, protected beside what is out about each of them.

Each evening is a row of one table; the sums are its totals. What earlier sums told
about the same evenings stands in it as well, and two sums that share some hidden
evenings and not all never go out both.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from dialogue.outcomes.counting import Statement
from dialogue.outcomes.figures import counts_in
from dialogue.outcomes.protection import (
    Figure,
    Ledger,
    Place,
    Table,
    protect_beside,
)
from dialogue.outcomes.releases import Name

TOTAL = "total"
CARDS = "cards"
SESSION = "session:"
Columns = tuple[tuple[str, ...], ...]


class Row(Struct, frozen=True):
    """One evening: true counts by column and in all, and where they are out."""

    session_id: int
    text: str
    counts: tuple[int, ...]
    out: tuple[bool, ...]  # per column and, last, the total


def names_of(key: str, columns: Columns) -> list[Name]:
    """The names of a statement's figures: a column each and, last, the total."""
    measure = f"{CARDS} {key} "
    return [(measure, name) for name in (*map("+".join, columns), TOTAL)]


def row_of(
    session_id: int,
    statement: Statement | None,
    columns: Columns,
    cells: Mapping[Name, int | None],
    k: int,
) -> Row | None:
    """The evening's row, or None when it cannot be added.

    That is when what went out is not what is counted now; or when figures are hidden
    beside those of declared sides, which a sum over evenings could tell.
    """
    if statement is None:
        return None
    counts = counts_in(statement, columns, k)
    out = [cells.get(name) for name in names_of(statement.id, columns)]
    true = (*counts, sum(counts))
    if any(old is not None and old != now for old, now in zip(out, true, strict=True)):
        return None
    if statement.sides and None in out:
        return None
    known = tuple(old is not None for old in out)
    return Row(session_id, statement.text, counts, known)


def told_before(
    ledger: Ledger, rows: Sequence[Row], names: Sequence[Name]
) -> set[int] | None:
    """Which of these figures the sums of before tell already, by place.

    A sum is about the evenings that hide something; what the others say can be taken
    off it. Two sums about the same hidden evenings are one table, of which each may
    have told other figures. Of two that share some of them the difference would be a
    third sum, which nobody protected: None, and nothing is added.
    """
    mine = _hiding(ledger, {row.session_id for row in rows}, names)
    places: set[int] = set()
    for entry in ledger.entries:
        cell = entry.cell
        name = (cell.measure, cell.category)
        if entry.figure is None or name not in names or len(cell.subject.members) < 2:
            continue
        numbers = {int(each.removeprefix(SESSION)) for each in cell.subject.members}
        theirs = _hiding(ledger, numbers, names)
        if theirs == mine:
            places.add(names.index(name))
        elif theirs & mine:
            return None
    return places


def _hiding(
    ledger: Ledger, session_ids: Collection[int], names: Sequence[Name]
) -> frozenset[int]:
    """The evenings among these of which some of these figures never went out."""
    out: dict[str, set[Name]] = defaultdict(set)
    for entry in ledger.entries:
        name = (entry.cell.measure, entry.cell.category)
        if entry.figure is not None and name in names:
            out[entry.cell.subject.name].add(name)
    wanted = len(names)
    return frozenset(
        each for each in session_ids if len(out[f"{SESSION}{each}"]) < wanted
    )


def sums_of(rows: Sequence[Row], told: set[int] | None, k: int) -> list[Figure]:
    """The sums over the evenings, protected beside what is out about each.

    ``told``: the sums that are out already, by place; None: there is nothing to add.
    """
    nothing: list[Figure] = [None] * (len(rows[0].counts) + 1)
    if told is None:
        return nothing
    table = Table.of([row.counts for row in rows])
    places: dict[bool, set[Place]] = {True: set(), False: set()}
    for number, row in enumerate(rows):
        for column, out in enumerate(row.out):
            places[out].add((number, column))
    places[True] |= {(len(rows), column) for column in told}
    try:
        return protect_beside(table, places[True], places[False], k).with_totals()[-1]
    except ValueError:  # something too small for this k is out: nothing is added
        return nothing
