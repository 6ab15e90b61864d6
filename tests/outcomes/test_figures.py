"""Figures as they may be shown: merged before hidden, never per table."""

import pytest

from dialogue.outcomes.counting import Answers, Statement
from dialogue.outcomes.figures import (
    AGREE,
    DISAGREE,
    EVERYONE,
    NO_OPINION,
    merge_neighbours,
    shown_cards,
    shown_heads,
    shown_reach,
)
from dialogue.outcomes.protection import Range

TWO = frozenset({"1", "2"})


def statement(**more):
    return Statement("s", "Het plein blijft open.", **({"tables": TWO} | more))


def test_large_groups_are_shown_as_they_are():
    shown = shown_cards(statement(undeclared=Answers(20, 6, 5)), 5)
    assert shown.columns == ((AGREE,), (DISAGREE,), (NO_OPINION,))
    assert shown.rows == ((EVERYONE, (20, 6, 5), 31),)


def test_a_small_group_is_merged_before_anything_is_hidden():
    shown = shown_cards(statement(undeclared=Answers(20, 3, 4)), 5)
    assert shown.columns == ((AGREE,), (DISAGREE, NO_OPINION))
    assert shown.rows == ((EVERYONE, (20, 7), 27),)


def test_the_larger_opinion_is_the_one_kept_apart():
    shown = shown_cards(statement(undeclared=Answers(3, 20, 4)), 5)
    assert shown.columns == ((AGREE, NO_OPINION), (DISAGREE,))
    assert shown.rows == ((EVERYONE, (7, 20), 27),)


def test_an_empty_card_counts_as_no_opinion_and_is_never_apart():
    shown = shown_cards(statement(undeclared=Answers(10, 10, 2), no_answer=4), 5)
    assert shown.rows == ((EVERYONE, (10, 10, 6), 26),)


def test_one_table_or_few_people_show_nothing():
    assert (
        shown_cards(
            statement(undeclared=Answers(20, 6, 5), tables=frozenset({"1"})), 5
        ).withheld
        == "one table"
    )
    assert (
        shown_cards(statement(undeclared=Answers(2, 1, 1)), 5).withheld == "few people"
    )


def test_on_a_sensitive_theme_unanimity_has_no_count():
    shown = shown_cards(statement(undeclared=Answers(30, 0, 2), sensitive=True), 10)
    assert (shown.withheld, shown.almost, shown.rows) == ("almost everyone", AGREE, ())


def test_sides_stand_apart_and_what_is_small_in_one_is_hidden_with_another():
    sides = (("komt er", Answers(5, 7, 18)), ("woont er", Answers(21, 5, 3)))
    shown = shown_cards(statement(sides=sides), 5)
    assert [row[0] for row in shown.rows] == ["komt er", "woont er", EVERYONE]
    assert shown.columns == ((AGREE,), (DISAGREE, NO_OPINION))
    assert shown.rows[1] == ("woont er", (21, 8), 29)


def test_when_merging_does_not_help_no_single_hole_is_left():
    sides = (("komt er", Answers(2, 14, 15)), ("woont er", Answers(14, 2, 15)))
    shown = shown_cards(statement(sides=sides), 5)
    hidden = [
        figure
        for _side, counts, total in shown.rows
        for figure in (*counts, total)
        if figure is None
    ]
    assert len(hidden) >= 4


@pytest.mark.parametrize(
    ("counts", "groups"),
    [
        ([0, 2, 5, 14, 15], [(0, 2, 7), (3, 3, 14), (4, 4, 15)]),
        ([9, 9], [(0, 0, 9), (1, 1, 9)]),
        ([0, 1, 2, 6, 9], [(0, 3, 9), (4, 4, 9)]),
        ([1, 1, 1], []),
        ([0, 0, 20], [(0, 0, 0), (1, 1, 0), (2, 2, 20)]),
        ([3, 3], [(0, 1, 6)]),
    ],
)
def test_neighbours_on_a_scale_are_taken_together(counts, groups):
    assert merge_neighbours(counts, 5) == groups


def heads(**more):
    return {
        "signed_up": 46,
        "waiting": 4,
        "cancelled": 2,
        "came": 38,
        "walked_in": 0,
        "helpers": 6,
    } | more


def test_waiting_and_cancelled_are_one_figure():
    assert shown_heads(heads(), 5, sensitive=False) == {
        "signed_up": 46, "had_seat": 40, "no_seat": 6, "came": 38,
        "walked_in": Range(0, 4), "helpers": 6,
    }  # fmt: skip


def test_who_stayed_away_cannot_be_worked_out_when_they_are_few():
    shown = shown_heads(
        heads(came=44, walked_in=6), 5, sensitive=False
    )  # 2 stayed away
    assert shown["walked_in"] is None


def test_one_cancellation_makes_both_sides_of_the_sum_a_range_of_k():
    shown = shown_heads(heads(signed_up=41, waiting=0, cancelled=1), 5, sensitive=False)
    assert (shown["had_seat"], shown["no_seat"]) == (Range(37, 41), Range(0, 4))


def test_of_a_handful_of_sign_ups_no_bound_tells_how_many():
    shown = shown_heads(
        heads(signed_up=3, waiting=0, cancelled=0, came=3), 5, sensitive=False
    )
    few = Range(0, 4)
    assert (shown["signed_up"], shown["had_seat"], shown["no_seat"]) == (few, few, few)
    assert shown["came"] == few


def test_on_a_sensitive_theme_attendance_is_a_range():
    assert shown_heads(heads(came=38), 10, sensitive=True)["came"] == Range(30, 39)


def test_reached_is_a_range_where_few_were_not():
    assert shown_reach([(80, 46), (14, 11), (30, 3), (3, 1)], 5) == [
        (80, 46), (14, Range(10, 14)), (30, Range(0, 4)), (Range(0, 4), Range(0, 4)),
    ]  # fmt: skip
