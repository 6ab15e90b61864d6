"""Tables small enough to check by hand."""

import pytest

from dialogue.outcomes.protection import Table, TableRefused, protect


def test_table_of_large_counts_is_published_whole():
    table = Table.of([[5, 12], [30, 0]])
    assert protect(table).with_totals() == table.with_totals()


def test_one_small_count_takes_the_smallest_neighbour_along():
    protected = protect(Table.of_one_row([3, 20, 300]))
    assert protected.counts == ((None, None, 300),)
    assert protected.column_totals == (None, None, 300)
    assert protected.row_totals == (323,)
    assert protected.total == 323


def test_one_small_count_in_a_square_hides_three_others():
    protected = protect(Table.of([[2, 40, 50], [41, 70, 60], [80, 90, 99]]))
    assert protected.hidden == protected.hidden_cells == 4


def test_neighbours_that_leave_too_few_possibilities_are_not_enough():
    # 1 and 2 make 3, so each could only be 0 up to 3: a third has to hide.
    protected = protect(Table.of_one_row([1, 2, 40, 50]))
    assert protected.counts == ((None, None, None, 50),)


def test_two_small_counts_of_five_people_hide_each_other():
    protected = protect(Table.of_one_row([2, 3, 40, 50]))
    assert protected.counts == ((None, None, 40, 50),)


def test_zero_next_to_a_small_count_does_not_give_it_away():
    protected = protect(Table.of_one_row([4, 0, 0]))
    assert protected.total is None
    assert protected.counts[0][0] is None


def test_group_of_three_is_hidden_with_its_total():
    protected = protect(Table.of([[3]]))
    assert [figure for row in protected.with_totals() for figure in row] == [None] * 4


def test_small_total_is_hidden_and_cannot_be_had_from_the_grand_total():
    protected = protect(Table.of([[1, 2], [20, 30]]))
    assert protected.row_totals[0] is None
    assert None in (protected.row_totals[1], protected.total)


def test_table_of_zeros_is_published():
    table = Table.of([[0, 0], [0, 0]])
    assert protect(table).hidden == 0


def test_empty_row_stays_empty_beside_a_hidden_one():
    protected = protect(Table.of([[0, 0, 0], [2, 30, 40], [50, 60, 70]]))
    assert protected.counts[0] == (0, 0, 0)
    assert protected.row_totals[0] == 0


def test_cell_that_must_be_empty_never_hides_a_neighbour():
    counts = ((3, 0, 50),)
    open_zero = protect(Table(counts))
    known_zero = protect(Table(counts, frozenset({(0, 1)})))
    assert open_zero.counts[0][2] is None
    assert known_zero.counts == ((None, 0, None),)


def test_without_totals_only_the_small_cells_are_hidden():
    protected = protect(Table.of([[3, 20], [30, 1]]), publish_totals=False)
    assert protected.counts == ((None, 20), (30, None))
    assert protected.row_totals == protected.column_totals == (None, None)
    assert protected.total is None


def test_sensitive_theme_hides_up_to_nine():
    assert protect(Table.of_one_row([9, 10, 30]), k=10).counts[0][0] is None
    assert protect(Table.of_one_row([9, 10, 30]), k=5).hidden == 0


def test_same_table_is_always_protected_in_the_same_way():
    table = Table.of([[1, 9, 0, 4], [7, 2, 8, 3], [0, 5, 1, 6]])
    assert protect(table) == protect(table)


def test_counts_of_any_size_are_taken():
    huge = 10**30
    protected = protect(Table.of([[3, huge], [huge, huge]]))
    assert protected.hidden == 4


@pytest.mark.parametrize(
    "counts",
    [[], [[]], [[1, 2], [3]], [[-1]], [[1.0]], [[True]], [["4"]]],
)
def test_what_is_not_a_table_of_counts_is_refused(counts):
    with pytest.raises(TableRefused):
        Table.of(counts)


def test_k_of_one_is_refused_for_it_protects_nobody():
    with pytest.raises(ValueError, match="at least 2"):
        protect(Table.of([[3]]), k=1)
