from random import Random

import pytest

from dialogue.outcomes.protection import (
    ProtectedTable,
    Range,
    Table,
    intervals,
    protect,
)
from dialogue.outcomes.protection.network import exposed
from tests.outcomes.protection.attacker import narrowed, possible_numbers
from tests.outcomes.protection.random_tables import random_table

pytestmark = pytest.mark.slow

QUICK = 500
WHOLE = 10_000
AT_ONCE = 1_500


def threshold_only(table, k):
    """Hide the small figures and nothing else: what the control attacks."""
    grid = [[None if 0 < v < k else v for v in row] for row in table.with_totals()]
    return ProtectedTable.of_grid(grid, k)


def attacks_on(table, published):
    grid = published.with_totals()
    return [
        (grid, (r, c))
        for r, row in enumerate(table.with_totals())
        for c, value in enumerate(row)
        if 0 < value < published.k
    ]


def widths(attacks):
    found = []
    for start in range(0, len(attacks), AT_ONCE):
        found += possible_numbers(attacks[start : start + AT_ONCE])
    return found


def tables(number, seed=0):
    random = Random(seed)
    return [(random_table(random), random.choice([3, 5, 5, 10])) for _ in range(number)]


def is_true_to(table, published):
    return all(
        figure is None or figure == value
        for row, line in zip(published.with_totals(), table.with_totals(), strict=True)
        for figure, value in zip(row, line, strict=True)
    )


def check_that_attacker_learns_nothing(number):
    attacked = []
    for table, k in tables(number):
        published = protect(table, k)
        attacks = attacks_on(table, published)
        grid = published.with_totals()
        assert is_true_to(table, published)
        assert all(grid[r][c] is None for _, (r, c) in attacks)
        attacked.append((grid, [place for _, place in attacks], k))
    assert sum(bool(places) for _, places, _ in attacked) > number / 2
    for start in range(0, number, AT_ONCE):
        assert narrowed(attacked[start : start + AT_ONCE]) == []


def test_attacker_cannot_narrow_a_small_figure_in_some_tables():
    check_that_attacker_learns_nothing(QUICK)


@pytest.mark.slow
def test_attacker_cannot_narrow_a_small_figure_in_ten_thousand_tables():
    check_that_attacker_learns_nothing(WHOLE)


def test_same_attacker_breaks_tables_where_only_the_small_figures_are_hidden():
    broken = asked = 0
    for table, k in tables(QUICK):
        attacks = attacks_on(table, threshold_only(table, k))
        if attacks:
            asked += 1
            broken += min(widths(attacks)) < k
    assert broken > asked / 2


def test_both_ways_of_attacking_break_the_same_tables():
    for table, k in tables(150, seed=6):
        attacks = attacks_on(table, threshold_only(table, k))
        places = [place for _, place in attacks]
        grid = threshold_only(table, k).with_totals()
        few = [width for width in widths(attacks) if width < k]
        assert sorted(narrowed([(grid, places, k)])) == sorted(few)


def test_own_method_finds_what_the_linear_programme_finds():
    attacks, own = [], []
    for table, k in tables(150, seed=3):
        published = threshold_only(table, k)
        known = intervals(table, published)
        for grid, (r, c) in attacks_on(table, published):
            attacks.append((grid, (r, c)))
            one = known[r][c]
            own.append(None if one is None else one.high - one.low + 1)
    theirs = [None if n > 100_000 else n for n in widths(attacks)]
    assert len(own) > 200
    assert own == theirs
    assert {None, 1} < set(own)


def test_own_method_and_linear_programme_agree_about_published_ranges():
    random = Random(5)
    attacks, own = [], []
    for table, k in tables(150, seed=4):
        grid = [
            [
                Range(max(0, v - random.randint(0, 4)), v + random.randint(0, 4))
                if figure is None
                else figure
                for v, figure in zip(values, row, strict=True)
            ]
            for values, row in zip(
                table.with_totals(),
                threshold_only(table, k).with_totals(),
                strict=True,
            )
        ]
        published = ProtectedTable.of_grid(grid, k)
        known = intervals(table, published)
        for _, (r, c) in attacks_on(table, published):
            attacks.append((grid, (r, c)))
            own.append(known[r][c].high - known[r][c].low + 1)
    assert own == widths(attacks)


def test_exposed_names_the_figure_that_a_total_gives_away():
    table = Table.of_one_row([3, 20, 30])
    assert exposed(table, threshold_only(table, 5)) == [(0, 0), (1, 0)]
    assert exposed(table, protect(table, 5)) == []
