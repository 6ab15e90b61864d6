"""Verdicts: the thresholds of the rule, each from both sides."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.outcomes.counting import (
    Answers,
    CountingSettings,
    Direction,
    Statement,
    Verdict,
    agreement,
    judge,
)

cards = st.builds(Answers, st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
sides = st.lists(cards, max_size=4).map(
    lambda many: [(f"side {i}", one) for i, one in enumerate(many)]
)


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (Answers(8, 5, 0), Answers(5, 3, 0), Verdict.SHARED),  # 9/15 and 6/10
        (Answers(7, 5, 1), Answers(5, 3, 0), Verdict.DIVIDED),  # 8/15; 12 and 8 of 21
        (Answers(5, 0, 0), Answers(4, 0, 0), Verdict.TOO_FEW),
        (Answers(5, 0, 0), Answers(4, 0, 1), Verdict.SHARED),  # 6/7 and 5/7
        (Answers(20, 0, 0), Answers(3, 4, 3), Verdict.DIVIDED),  # 4/12 below 0.4
        (Answers(20, 0, 0), Answers(3, 2, 3), Verdict.LEANING),  # 4/10 is not below
        (Answers(5, 2, 3), Answers(5, 2, 3), Verdict.UNSURE),  # exactly 30 in 100
        (Answers(5, 2, 3), Answers(5, 3, 2), Verdict.LEANING),  # 25 in 100
        (Answers(4, 3, 2), Answers(4, 3, 2), Verdict.DIVIDED),  # 6 of 18: a third
        (Answers(6, 6, 0), Answers(9, 4, 6), Verdict.LEANING),  # 10 of 31: less
        (Answers(0, 9, 0), Answers(0, 9, 0), Verdict.LEANING),  # all against
    ],
)
def test_each_threshold_counts_from_exactly_its_edge(
    first: Answers, second: Answers, verdict: Verdict
) -> None:
    assert judge([("a", first), ("b", second)]).verdict is verdict


def test_dont_know_is_an_answer_that_lowers_agreement() -> None:
    assert agreement(Answers(6, 0, 4)) == Fraction(7, 12)


def test_without_declared_sides_everybody_is_one_side() -> None:
    judgement = judge([], Answers(8, 2, 0))
    assert judgement.verdict is Verdict.SHARED
    assert judgement.says.english() == "Shared: most people agree."
    assert judge([]).verdict is Verdict.TOO_FEW


def test_people_without_a_side_count_among_all_answers() -> None:
    declared = [("a", Answers(5, 3, 2)), ("b", Answers(5, 3, 2))]
    assert judge(declared).verdict is Verdict.LEANING
    assert judge(declared, Answers(0, 10, 0)).verdict is Verdict.DIVIDED
    assert judge(declared, Answers(0, 10, 0)).direction is Direction.AGAINST


def test_other_thresholds_give_another_verdict_and_another_printed_rule() -> None:
    strict = CountingSettings(shared_at_least=Fraction(3, 4), answers_per_side=3)
    declared = [("a", Answers(6, 2, 0)), ("b", Answers(3, 0, 0))]
    assert judge(declared).verdict is Verdict.TOO_FEW
    judgement = judge(declared, settings=strict)
    assert judgement.verdict is Verdict.LEANING  # 7/10 and 4/5
    assert "at least 0.75" in judgement.rule.says.english()
    assert "fewer than 3 answers" in judgement.rule.says.english()


@pytest.mark.parametrize(
    "wrong",
    [
        {"divided_below": Fraction(4, 5)},
        {"divided_share": Fraction(2, 3)},
        {"unsure_share": Fraction(0)},
        {"in_ten_from": 200},
        {"k": 0},
        {"averages_from_pairs": 0},
    ],
)
def test_thresholds_that_contradict_each_other_are_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match=r"\."):
        CountingSettings(**wrong)


def test_negative_cards_and_a_side_declared_twice_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        Answers(-1, 0, 0)
    with pytest.raises(ValueError, match="negative"):
        Statement("s", "s", no_answer=-1)
    with pytest.raises(ValueError, match="once"):
        Statement("s", "s", sides=(("a", Answers()), ("a", Answers())))


@given(sides, cards)
def test_shared_means_every_side_agrees(
    declared: list[tuple[str, Answers]], undeclared: Answers
) -> None:
    judgement = judge(declared, undeclared)
    enough = all(side.enough for side in judgement.sides)
    assert (judgement.verdict is Verdict.TOO_FEW) == (not enough)
    high = enough and all(side.p >= Fraction(3, 5) for side in judgement.sides)
    assert (judgement.verdict is Verdict.SHARED) == high


@given(sides, cards)
def test_a_verdict_does_not_depend_on_the_order_of_sides(
    declared: list[tuple[str, Answers]], undeclared: Answers
) -> None:
    one, other = judge(declared, undeclared), judge(declared[::-1], undeclared)
    assert (one.verdict, one.lowest, one.says) == (
        other.verdict,
        other.lowest,
        other.says,
    )


@given(cards, st.integers(1, 20))
def test_one_more_agreement_never_lowers_agreement(one: Answers, more: int) -> None:
    assert agreement(one + Answers(more, 0, 0)) > agreement(one)
    assert 0 < agreement(one) < 1
