from random import Random

import pytest

from dialogue.outcomes.protection import Table, protect, protect_beside, suppression
from dialogue.outcomes.protection.network import Hidden, lay_pipes, small_edges
from dialogue.outcomes.protection.search import fewer_hidden
from tests.outcomes.protection.optimum import fewest_hidden
from tests.outcomes.protection.random_tables import random_table

pytestmark = pytest.mark.slow

MOST_OVER = 1.2


def ratios(number, seed, longest):
    random = Random(seed)
    found = []
    while len(found) < number:
        table, k = random_table(random, longest), random.choice([3, 5, 10])
        hidden = protect(table, k).hidden
        if hidden:
            found.append(hidden / fewest_hidden(table.with_totals(), k))
    return found


def test_no_more_is_hidden_than_a_fifth_over_the_fewest():
    found = ratios(120, seed=1, longest=4)
    assert min(found) == 1.0  # fewer than the fewest would be a broken yardstick
    assert max(found) <= MOST_OVER


def test_search_is_what_keeps_every_small_table_within_a_fifth(monkeypatch):
    monkeypatch.setattr(suppression, "SEARCHED_UP_TO", 0)
    assert max(ratios(300, seed=2, longest=4)) > MOST_OVER


def test_search_finds_the_fewest_from_the_worst_beginning():
    random = Random(3)
    for _ in range(150):
        table = random_table(random, longest=3)
        pipes = lay_pipes(table, 4)
        small = small_edges(pipes.value, 5)
        everything = set(range(len(pipes.value)))
        if small:
            found = fewer_hidden(pipes, small, 4, everything)
            assert len(found) == fewest_hidden(table.with_totals(), 5)


def test_what_is_withheld_anyway_is_put_to_use():
    random = Random(4)
    for _ in range(150):
        table = random_table(random, longest=4)
        last = len(table.counts) - 1
        withheld = {(last, c) for c in range(len(table.counts[0]) + 1)}
        hidden = protect_beside(table, (), withheld, 5).hidden
        assert hidden <= fewest_hidden(table.with_totals(), 5, withheld) * MOST_OVER


def test_no_hidden_figure_of_a_large_table_could_be_given_back():
    random = Random(5)
    for _ in range(6):
        table = Table.of(
            [[random.randint(0, 40) for _ in range(12)] for _ in range(14)]
        )
        pipes = lay_pipes(table, 4)
        assert len(pipes.value) > suppression.SEARCHED_UP_TO
        small = small_edges(pipes.value, 5)
        hidden = Hidden(pipes, suppression.hidden_figures(table, 5))
        for edge in sorted(hidden.edges - set(small)):
            hidden.drop(edge)
            assert not all(hidden.is_protected(one, 4) for one in small)
            hidden.add(edge)
