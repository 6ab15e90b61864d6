from itertools import product

import pytest

from dialogue.outcomes.protection import Range, TableRefused
from dialogue.outcomes.protection.small_numbers import (
    Answers,
    Withheld,
    has_enough_tables,
    merge_non_response,
    round_attendance,
    show_answers,
    smallest_group,
    soften_unanimity,
)


def test_smallest_group_is_five_people_and_ten_on_a_sensitive_theme():
    assert (smallest_group(False), smallest_group(True)) == (5, 10)


def test_figure_needs_two_tables():
    assert [has_enough_tables(n) for n in range(4)] == [False, False, True, True]


def test_every_head_count_reads_the_same_as_four_others():
    rounded = [round_attendance(people) for people in range(40)]
    assert rounded[0] == rounded[4] == Range(0, 4)
    assert rounded[5] == rounded[9] == Range(5, 9)
    assert rounded[37] == Range(35, 39)
    assert {rounded.count(one) for one in rounded} == {5}
    assert all(one.low <= n <= one.high for n, one in enumerate(rounded))


def test_non_response_is_one_figure_or_fewer_than_five():
    assert merge_non_response(2, 2) == Range(0, 4)
    assert merge_non_response(0, 0) == Range(0, 4)
    assert merge_non_response(2, 3) == 5
    assert merge_non_response(9, 0, k=10) == Range(0, 9)
    with pytest.raises(TableRefused):
        merge_non_response(-1, 6)


def test_almost_everyone_is_said_before_everyone_is():
    assert soften_unanimity((40, 0, 0), 10) == 0
    assert soften_unanimity((40, 9, 0), 10) == 0
    assert soften_unanimity((0, 3, 40), 10) == 2
    assert soften_unanimity((40, 10, 0), 10) is None
    assert soften_unanimity((0, 0, 0), 10) is None


def test_answers_of_one_table_are_not_shown():
    shown = show_answers(Answers((30, 20), 6, 0, tables=1))
    assert shown.withheld is Withheld.ONE_TABLE
    assert (shown.counts, shown.no_opinion, shown.total) == ((None, None), None, None)


def test_answers_of_four_people_are_not_shown():
    shown = show_answers(Answers((4, 0), 0, 0, tables=2))
    assert shown.withheld is Withheld.FEW_PEOPLE
    assert shown.total is None


def test_large_answers_are_shown_as_they_are():
    shown = show_answers(Answers((30, 20), 4, 2, tables=3))
    assert (shown.counts, shown.no_opinion, shown.total) == ((30, 20), 6, 56)


def test_fewer_than_five_is_said_when_it_gives_nobody_away():
    shown = show_answers(Answers((30, 20), 1, 1, tables=3))
    assert shown.no_opinion == Range(0, 4)
    assert (shown.counts, shown.total) == ((30, None), 52)


def test_whatever_is_said_leaves_five_possible_numbers_for_every_small_answer():
    for agree, disagree, silent in product((0, 1, 2, 3, 4, 6, 30), repeat=3):
        shown = show_answers(Answers((agree, disagree), silent, 0, tables=2))
        if shown.total is None or shown.withheld:
            continue
        figures = (*shown.counts, shown.no_opinion)
        for place, value in enumerate((agree, disagree, silent)):
            if 0 < value < 5:
                assert len(_possible(figures, shown.total, place)) >= 5


def _possible(figures, total, place):
    """Find by trial every value that the published figures leave open."""
    choices = []
    for figure in figures:
        if figure is None:
            choices.append(range(total + 1))
        elif isinstance(figure, Range):
            choices.append(range(figure.low, figure.high + 1))
        else:
            choices.append((figure,))
    return {one[place] for one in product(*choices) if sum(one) == total}


def test_unanimity_on_a_sensitive_theme_has_no_count():
    shown = show_answers(Answers((40, 0), 0, 0, tables=4, sensitive=True))
    assert shown.almost_everyone == 0
    assert (shown.counts, shown.no_opinion, shown.total) == ((None, None), None, 40)
    same = show_answers(Answers((33, 4), 3, 0, tables=4, sensitive=True))
    assert same == shown


def test_unanimity_on_an_ordinary_theme_is_counted():
    shown = show_answers(Answers((40, 0), 0, 0, tables=4))
    assert (shown.counts, shown.almost_everyone) == ((40, 0), None)
