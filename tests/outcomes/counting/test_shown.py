"""Protected figures in words: numbers, ranges, and what is not shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.outcomes.counting import say_figure, say_shown
from dialogue.outcomes.protection import Answers, Range, ShownAnswers, show_answers


@pytest.mark.parametrize(
    ("shown", "says"),
    [
        (
            ShownAnswers((12, 6), Range(0, 4), None),
            "agree: 12; disagree: 6; do not know or no answer: fewer than 5.",
        ),
        (
            ShownAnswers((26, 8), 6, 40),
            (
                "Of 40 people: agree: 26 (about 7 in 10); disagree: 8 (about 2 in "
                "10); do not know or no answer: 6 (about 2 in 10)."
            ),
        ),
        (
            ShownAnswers((250, None), None, 260),
            (
                "Of 260 people: agree: 96%; disagree: not shown; "
                "do not know or no answer: not shown."
            ),
        ),
        (ShownAnswers((12, 0), 0, 12), "Everyone agrees."),
        (ShownAnswers((None, None), None, 12, 1), "Almost everyone disagrees."),
    ],
)
def test_every_kind_of_figure_has_words(shown: ShownAnswers, says: str) -> None:
    assert say_shown(shown).english() == says


@pytest.mark.parametrize(
    ("figure", "total", "says"),
    [
        (7, None, "7"),
        (Range(5, 9), 40, "5 to 9"),
        (None, 40, "not shown"),
        (1, 1000, "less than 1%"),
        (999, 1000, "more than 99%"),
        (125, 1000, "13%"),
    ],
)
def test_a_figure_by_itself(figure, total: int | None, says: str) -> None:
    assert say_figure(figure, total).english() == says


def test_one_table_and_few_people_have_a_sentence_and_no_number() -> None:
    alone = show_answers(Answers((9, 9), 0, 0, tables=1))
    few = show_answers(Answers((2, 1), 0, 0, tables=3))
    assert say_shown(alone).english() == (
        "Only one table spoke about this: no numbers are shown."
    )
    assert say_shown(few).english() == "Too few people answered to show numbers."
    with pytest.raises(ValueError, match="agree and disagree"):
        say_shown(ShownAnswers((1, 2, 3), 0, 6))


@given(
    st.tuples(st.integers(0, 150), st.integers(0, 150)),
    st.integers(0, 40),
    st.integers(0, 40),
    st.booleans(),
)
def test_whatever_protection_lets_out_has_words(
    counts: tuple[int, int], dont_know: int, silent: int, sensitive: bool
) -> None:
    shown = show_answers(Answers(counts, dont_know, silent, 4, sensitive))
    says = say_shown(shown).english()
    assert says.endswith(".")
    assert "None" not in says
