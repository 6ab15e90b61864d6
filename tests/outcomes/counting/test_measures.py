"""Measures: pairs, not crowds."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.outcomes.counting import MeasureAnswer, Moment, pair_measure, say_pairs


def answers(*pairs: tuple[int, int], measure: str = "ios") -> list[MeasureAnswer]:
    return [
        MeasureAnswer(measure, moment, f"animal {i}", value)
        for i, pair in enumerate(pairs)
        for moment, value in zip((Moment.BEFORE, Moment.AFTER), pair, strict=True)
    ]


def test_under_twenty_pairs_there_is_no_average() -> None:
    nineteen = pair_measure("ios", answers(*[(1, 2)] * 19))
    assert nineteen.mean_before is None
    assert nineteen.mean_after is None
    twenty = pair_measure("ios", answers(*[(1, 2)] * 20))
    assert (twenty.mean_before, twenty.mean_after) == (Fraction(1), Fraction(2))


def test_a_card_handed_in_twice_pairs_with_nothing() -> None:
    found = pair_measure(
        "ios",
        [
            *answers((1, 2), (1, 3)),
            MeasureAnswer("ios", Moment.BEFORE, "animal 0", 7),
        ],
    )
    assert (found.pairs, found.closer, found.unpaired) == (1, 1, 3)


def test_another_measure_does_not_mix_in() -> None:
    found = pair_measure("key", answers((1, 2)) + answers((3, 3), measure="key"))
    assert (found.pairs, found.closer, found.same) == (1, 0, 1)


@pytest.mark.parametrize(
    ("measure", "closer", "pairs", "says"),
    [
        ("ios", 3, 4, "Too few people answered twice to say."),
        ("ios", 4, 12, "fewer than 5 chose a picture closer by."),
        ("ios", 0, 12, "fewer than 5 chose a picture closer by."),
        ("key", 6, 12, "6 would sooner give a neighbour the key."),
        ("key", 7, 12, "7 would sooner give a neighbour the key."),
        ("key", 8, 12, "more than 7 would sooner give a neighbour the key."),
        ("heard", 12, 12, "more than 7 felt more heard the second time."),
        ("other", 9, 12, "more than 7 gave a higher answer the second time."),
    ],
)
def test_small_numbers_hide_on_both_ends(
    measure: str, closer: int, pairs: int, says: str
) -> None:
    assert say_pairs(measure, closer, pairs).english().endswith(says)


@given(st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7)), max_size=40))
def test_every_pair_is_closer_or_same_or_further(pairs: list[tuple[int, int]]) -> None:
    found = pair_measure("ios", answers(*pairs))
    assert found.closer + found.same + found.further == found.pairs == len(pairs)
    assert found.unpaired == 0
    printed = found.says.english() + found.rule.says.english()
    assert "effect" not in printed
    assert (found.mean_after is None) == (len(pairs) < 20)
