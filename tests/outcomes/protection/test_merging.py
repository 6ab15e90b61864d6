import pytest

from dialogue.outcomes.protection import Table, TableRefused
from dialogue.outcomes.protection.merging import merge_small, merge_small_columns

ANSWERS = ("agree", "disagree", "don't know", "no answer")
SILENT = {"don't know or no answer": ("don't know", "no answer")}


def test_small_category_is_merged_with_its_neighbour():
    merged = merge_small(ANSWERS, (30, 20, 3, 4), SILENT)
    assert merged.categories == ("agree", "disagree", "don't know or no answer")
    assert merged.counts == (30, 20, 7)
    assert merged.made_of == {"don't know or no answer": ("don't know", "no answer")}


def test_categories_that_are_large_enough_stay_apart():
    merged = merge_small(ANSWERS, (30, 20, 5, 0), SILENT)
    assert merged.categories == ANSWERS
    assert merged.counts == (30, 20, 5, 0)
    assert merged.made_of == {}


def test_categories_that_nobody_allowed_to_merge_stay_apart():
    assert merge_small(ANSWERS, (2, 20, 9, 8), SILENT).categories == ANSWERS


def test_merged_category_that_is_still_small_merges_further():
    further = {**SILENT, "all others": ("disagree", "don't know or no answer")}
    merged = merge_small(ANSWERS, (30, 9, 1, 2), further)
    assert merged.categories == ("agree", "all others")
    assert merged.counts == (30, 12)
    assert merged.made_of == {"all others": ("disagree", "don't know", "no answer")}


def test_one_small_cell_merges_the_columns_for_every_side():
    table = Table.of([[30, 20, 9, 9], [30, 20, 9, 1]])
    merged = merge_small_columns(ANSWERS, table, SILENT)
    assert merged.table.counts == ((30, 20, 18), (30, 20, 10))


def test_sensitive_theme_merges_up_to_nine():
    assert merge_small(ANSWERS, (30, 20, 9, 9), SILENT, k=10).counts == (30, 20, 18)


@pytest.mark.parametrize(
    ("categories", "counts"),
    [(("a", "a"), (1, 2)), (("a", "b"), (1,)), (("a", "b"), (1, -2))],
)
def test_names_and_counts_that_do_not_fit_are_refused(categories, counts):
    with pytest.raises(TableRefused):
        merge_small(categories, counts, {})
