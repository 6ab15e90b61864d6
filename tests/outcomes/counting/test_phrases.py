"""Phrases: data that a page translates."""

import pytest

from dialogue.outcomes.counting import Mention, spread_of


def test_a_phrase_is_translated_part_by_part_with_the_page_s_own_functions() -> None:
    dutch = {
        "%(tables)s, %(places)s": "%(places)s; %(tables)s",
        "at %(number)s of %(held)s tables": "aan %(number)s van de %(held)s tafels",
        "in %(number)s neighbourhood": "in %(number)s buurt",
    }
    spread = spread_of([Mention("m", "t1", "north")], tables_held=7)
    text = spread.says.render(
        dutch.__getitem__, lambda one, many, n: dutch[many if n != 1 else one]
    )
    assert text == "in 1 buurt; aan 1 van de 7 tafels"


def test_a_sentence_at_no_table_says_so() -> None:
    assert spread_of([], tables_held=0).says.english() == "At no table."


def test_more_tables_cannot_speak_than_were_held() -> None:
    with pytest.raises(ValueError, match="more tables"):
        spread_of([Mention("m", "t1"), Mention("m", "t2")], tables_held=1)
