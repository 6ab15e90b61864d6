"""Themes: a sentence is likely to belong where its nearest examples are."""

from __future__ import annotations

from dialogue.outcomes.similarity import ThemeFinder, likely_themes

RIGHTS = {
    "income": [
        "Mijn uitkering is te laag om van te leven.",
        "Aan het eind van de maand is het geld op.",
        "Het leefloon is niet genoeg.",
    ],
    "housing": [
        "De huur is te hoog.",
        "Mijn huis is vochtig en koud.",
        "Ik wacht jaren op een woning.",
    ],
    "care": [
        "De huisarts heeft geen plek.",
        "De tandarts is te duur.",
        "Ik zorg voor mijn zieke moeder.",
    ],
    "education": ["De schoolreis is te duur.", "Mijn zoon krijgt geen bijles."],
}


def test_a_sentence_is_put_under_the_theme_of_its_nearest_examples() -> None:
    finder = ThemeFinder(RIGHTS)
    expected = {
        "Onze woning is koud in de winter.": "housing",
        "Van mijn uitkering blijft geen geld over.": "income",
        "Ik kan de tandarts niet betalen.": "care",
        "Wie geeft mijn dochter bijles?": "education",
    }
    assert {text: finder.likely(text)[0].theme for text in expected} == expected


def test_a_guess_names_the_example_and_the_shared_words() -> None:
    best = likely_themes("Onze huizen zijn vochtig.", RIGHTS)[0]
    assert best.example == "Mijn huis is vochtig en koud."
    assert set(best.shared) == {"huizen", "vochtig"}
    assert 0 < best.score <= 1


def test_without_examples_or_likeness_there_is_no_guess() -> None:
    assert likely_themes("Iets", {}) == ()
    assert likely_themes("Iets", {"empty": []}) == ()
    assert likely_themes("Xyz", RIGHTS) == ()


def test_equal_themes_are_ordered_by_name() -> None:
    guesses = likely_themes("de huur", {"b": ["de huur"], "a": ["de huur"]})
    assert [guess.theme for guess in guesses] == ["a", "b"]
    assert [guess.score for guess in guesses] == [1.0, 1.0]
