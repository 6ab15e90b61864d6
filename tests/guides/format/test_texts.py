"""Texts are found in the nearest language, and say which one that was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.guides.format import (
    LocalText,
    Sentence,
    fill,
    languages_tried,
    placeholders_in,
    text,
)
from tests.guides.format.made import patient

BOTH = LocalText((("nl", "wethouder"), ("en", "alderman")))
BELGIAN = LocalText((*BOTH.versions, ("nl-BE", "schepen")))


@pytest.mark.parametrize(
    ("field", "language", "words", "found"),
    [
        (BELGIAN, "nl-BE", "schepen", "nl-BE"),
        (BELGIAN, "nl", "wethouder", "nl"),
        (BOTH, "nl-BE", "wethouder", "nl"),
        (BOTH, "en", "alderman", "en"),
        (BOTH, "fr", "wethouder", "nl"),
        (LocalText((("en", "alderman"),)), "nl-BE", "alderman", "en"),
        (LocalText((("tr", "encümen"),)), "nl", "encümen", "tr"),
    ],
)
def test_a_text_is_found_in_the_nearest_language(
    field: LocalText, language: str, words: str, found: str
) -> None:
    assert text(field, language) == (words, found)


def test_the_order_of_looking_up_is_from_near_to_far() -> None:
    assert languages_tried("nl-BE") == ("nl-BE", "nl", "en")
    assert languages_tried("en") == ("en", "nl")
    assert languages_tried("fr-BE") == ("fr-BE", "fr", "nl", "en")


def test_a_text_names_its_languages() -> None:
    assert BELGIAN.languages == ("nl", "en", "nl-BE")


def test_placeholders_are_filled_and_the_unknown_become_a_blank() -> None:
    words = "We talk about {topic} in {municipality}, {topic}!"
    assert placeholders_in(words) == ("topic", "municipality")
    values = {"topic": "the lift"}
    assert fill(words, values) == "We talk about the lift in …, the lift!"
    assert fill(words, {}, blank="____").startswith("We talk about ____ in ____")


def test_braces_that_people_type_stay_as_they_are() -> None:
    assert fill("{topic} {smile}", {"topic": "{municipality}"}) == (
        "{municipality} {smile}"
    )


@patient
@given(st.text(), st.text())
def test_filling_never_breaks_on_what_people_type(words: str, topic: str) -> None:
    assert "{topic}" not in fill(words + "{topic}", {"topic": topic.replace("{", "")})


def test_a_sentence_carries_its_values() -> None:
    said = Sentence("%(a)s of %(b)s", (("a", 1), ("b", "2")))
    assert said.values == {"a": 1, "b": "2"}
    assert said.english == "1 of 2"
