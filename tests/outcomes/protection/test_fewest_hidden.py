from random import Random

from dialogue.outcomes.protection import protect, suppression
from tests.outcomes.protection.optimum import fewest_hidden
from tests.outcomes.protection.random_tables import random_table

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
