"""Wording: by the number of answers, never a small part, never a false claim."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.outcomes.counting import (
    DEFAULTS,
    Answers,
    in_ten,
    merge_small,
    percentages,
    say_answers,
    wording_rule,
)

number = st.integers(0, 250)
cards = st.builds(Answers, number, number, number)


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (Answers(), "Nobody answered."),
        (Answers(2, 1, 1), "Too few people answered to show numbers."),
        (
            Answers(12, 5, 0),
            "Of 17 people: agree: 12; disagree: 5; do not know: 0.",
        ),
        (
            Answers(12, 4, 2),
            "Of 18 people: agree: 12; disagree or do not know: 6.",
        ),
        (
            Answers(3, 14, 12),
            "Of 29 people: agree or do not know: 15; disagree: 14.",
        ),
        (
            Answers(6, 2, 3),
            "Of 11 people: agree: 6; disagree or do not know: 5.",
        ),
        (
            Answers(4, 4, 4),
            "People differ; the groups are too small to show numbers.",
        ),
        (Answers(19, 1, 0), "Almost everyone agrees."),
        (Answers(1, 0, 9), "Almost everyone does not know."),
        (Answers(0, 0, 9), "Everyone who answered does not know."),
        (Answers(1, 5, 2), "Most people disagree; fewer than 5 see it otherwise."),
        (
            Answers(20, 10, 0),
            (
                "Of 30 people: agree: 20 (about 7 in 10); "
                "disagree: 10 (about 3 in 10); do not know: 0 (nobody)."
            ),
        ),
        (
            Answers(50, 40, 10),
            "Of 100 people: agree: 50%; disagree: 40%; do not know: 10%.",
        ),
        (
            Answers(5, 2000, 0),
            (
                "Of 2005 people: agree: less than 1%; disagree: more than 99%; "
                "do not know: 0%."
            ),
        ),
    ],
)
def test_the_number_of_answers_decides_the_wording(answers: Answers, says: str) -> None:
    assert say_answers(answers).english() == says


def test_no_answer_is_never_shown_apart() -> None:
    assert say_answers(Answers(12, 6, 1), no_answer=4).english() == (
        "Of 23 people: agree: 12; disagree: 6; do not know or no answer: 5."
    )
    assert say_answers(Answers(12, 0, 0), no_answer=6).english() == (
        "Of 18 people: agree: 12; disagree: 0; do not know or no answer: 6."
    )


def test_on_a_sensitive_theme_ten_is_the_smallest_number() -> None:
    assert say_answers(Answers(12, 6, 6), sensitive=True).english() == (
        "Of 24 people: agree: 12; disagree or do not know: 12."
    )
    assert say_answers(Answers(9, 0, 0), sensitive=True).english() == (
        "Too few people answered to show numbers."
    )


def test_unanimity_on_a_sensitive_theme_is_almost_everyone_even_with_no_answers() -> (
    None
):
    for no_answer in (0, 3, 30):
        said = say_answers(Answers(0, 40, 0), no_answer=no_answer, sensitive=True)
        assert said.english() == "Almost everyone disagrees."


@pytest.mark.parametrize(
    ("share", "says"),
    [
        ((0, 40), "nobody"),
        ((1, 40), "fewer than 1 in 10"),
        ((2, 40), "about 1 in 10"),
        ((26, 40), "about 7 in 10"),
        ((37, 40), "about 9 in 10"),
        ((38, 40), "more than 9 in 10"),
        ((40, 40), "everybody"),
    ],
)
def test_about_so_many_in_ten_never_claims_nobody_or_everybody(
    share: tuple[int, int], says: str
) -> None:
    assert in_ten(*share).english() == says


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=6))
def test_percentages_add_up_to_a_hundred(numbers: list[int]) -> None:
    rounded = percentages(tuple(numbers))
    total = sum(numbers)
    assert sum(rounded) == (100 if total else 0)
    for exact, whole in zip(numbers, rounded, strict=True):
        assert not total or abs(100 * exact / total - whole) < 1


@given(cards, st.integers(0, 30), st.integers(1, 10))
def test_no_part_is_smaller_than_k_and_nobody_is_lost(
    answers: Answers, no_answer: int, k: int
) -> None:
    parts = merge_small(answers, no_answer=no_answer, k=k)
    if not parts:
        return
    assert all(part.number == 0 or part.number >= k for part in parts)
    assert sum(part.number for part in parts) == answers.answered + no_answer
    kinds = [kind for part in parts for kind in part.kinds]
    assert sorted(kinds) == ["agree", "disagree", "don't know"]


@given(cards, st.integers(0, 30), st.booleans())
def test_no_printed_number_of_people_is_between_nought_and_k(
    answers: Answers, no_answer: int, sensitive: bool
) -> None:
    says = say_answers(answers, no_answer=no_answer, sensitive=sensitive).english()
    counts = [int(found) for found in re.findall(r": (\d+)(?!\d*%)", says)]
    k = DEFAULTS.smallest_figure(sensitive=sensitive)
    assert all(count == 0 or count >= k for count in counts)
    if answers.answered < 30:
        assert "in 10" not in says
    if answers.answered < 100:
        assert "%" not in says
    assert "margin" not in says


@given(st.integers(1, 400), st.sampled_from(["agree", "disagree", "dont_know"]))
def test_unanimity_never_has_a_number(people: int, kind: str) -> None:
    says = say_answers(Answers(**{kind: people})).english()
    assert not re.search(r"\d", says)


def test_the_rule_says_that_nobody_drew_a_sample() -> None:
    assert "nobody drew a sample" in wording_rule().says.english()
