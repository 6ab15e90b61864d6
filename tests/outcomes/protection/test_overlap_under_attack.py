"""Sessions and their municipality, attacked as the one table that they are."""

from random import Random

import pytest

from dialogue.outcomes.protection import ProtectedTable, Table, protect, protect_beside
from tests.outcomes.protection.attacker import possible_numbers
from tests.outcomes.protection.random_tables import random_table

K = 5


def town(random):
    """Make a table: a row a session, the last row for sessions without a report."""
    table = random_table(random, longest=5)
    while len(table.counts) < 2:
        table = random_table(random, longest=5)
    return table


def reports_of_sessions(table):
    """Protect every session by itself, as its own report did at the time."""
    grid = [[None] * (len(table.counts[0]) + 1) for _ in range(len(table.counts) + 1)]
    for number, row in enumerate(table.counts[:-1]):
        grid[number] = list(protect(Table.of_one_row(row), K).with_totals()[0])
    return grid


def places(grid, is_wanted):
    return {
        (r, c) for r, row in enumerate(grid) for c, f in enumerate(row) if is_wanted(f)
    }


def attack(table, grid):
    return [
        (grid, (r, c))
        for r, row in enumerate(table.with_totals())
        for c, value in enumerate(row)
        if 0 < value < K and grid[r][c] is None
    ]


def one_after_the_other(table):
    """Publish the sessions, then the town beside them."""
    grid = reports_of_sessions(table)
    out = places(grid[:-1], lambda figure: figure is not None)
    withheld = places(grid[:-1], lambda figure: figure is None)
    both = protect_beside(table, out, withheld, K).with_totals()
    assert all(both[r][c] == grid[r][c] for r, c in out)
    assert all(both[r][c] is None for r, c in withheld)
    return both


def each_by_itself(table):
    """Publish the sessions, then the town as if there had been no sessions."""
    grid = reports_of_sessions(table)
    grid[-1] = list(protect(Table.of_one_row(table.column_totals), K).with_totals()[0])
    return grid


@pytest.mark.slow
def test_town_beside_its_sessions_leaves_the_others_hidden():
    random = Random(11)
    attacks = []
    for _ in range(400):
        table = town(random)
        attacks += attack(table, one_after_the_other(table))
    assert len(attacks) > 800
    assert min(possible_numbers(attacks)) >= K


def test_same_attacker_breaks_a_town_protected_by_itself():
    random = Random(11)
    broken = asked = 0
    for _ in range(60):
        table = town(random)
        attacks = attack(table, each_by_itself(table))
        if attacks:
            asked += 1
            broken += min(possible_numbers(attacks)) < K
    assert broken > asked / 10


def test_town_says_what_it_can():
    table = Table.of([[30, 20], [9, 12], [40, 60]])
    grid = one_after_the_other(table)
    assert grid[-1] == [79, 92, 171]


def test_nothing_out_yet_is_as_protecting_the_table_itself():
    random = Random(12)
    for _ in range(100):
        table = random_table(random, longest=4)
        assert protect_beside(table, (), (), K) == protect(table, K)


def test_withheld_figures_hide_the_others_for_free():
    table = Table.of([[2, 40], [50, 60]])
    withheld = {(1, 0), (1, 1), (1, 2)}
    protected = protect_beside(table, (), withheld, K)
    assert protected.counts == ((None, None), (None, None))
    assert protected.row_totals == (42, None)
    assert protected.column_totals == (52, 100)


def test_nothing_is_added_to_what_already_tells_too_much():
    table = Table.of([[3, 20], [50, 60]])
    out = {(0, 1), (0, 2)}
    figures = protect_beside(table, out, (), K).with_totals()
    assert figures == [[None, 20, 23], [None, None, None], [None, None, None]]


def test_small_figure_that_is_out_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="too small"):
        protect_beside(Table.of([[3, 20]]), {(0, 0)}, (), K)
    with pytest.raises(ValueError, match="at least 2"):
        protect_beside(Table.of([[3, 20]]), (), (), 1)


def test_grid_and_table_are_the_same_figures():
    grid = [[1, None, 3], [None, 5, 6], [7, 8, 9]]
    assert ProtectedTable.of_grid(grid, K).with_totals() == grid
