"""Stemming: forms of one word meet, words of their own stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.outcomes.similarity.stemming import stemmer


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("nl", ("straat", "straten", "straatje")),
        ("nl", ("huis", "huizen")),
        ("nl", ("brief", "brieven")),
        ("nl-BE", ("woning", "woningen")),
        ("en", ("house", "houses", "housing")),
        ("en", ("story", "stories")),
        ("fr", ("maison", "maisons")),
        ("tr", ("komsu", "komsular", "komsularimiz")),
        ("ar", ("مدرسه", "المدرسه", "والمدرسه")),
        ("ar", ("معلم", "معلمون", "المعلمين")),
    ],
)
def test_forms_of_one_word_meet(language: str, forms: tuple[str, ...]) -> None:
    assert len({stemmer(language)(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("huur", "huis", "huid", "buur", "boer", "boom")),
        ("en", ("rent", "read", "road", "house", "horse")),
        ("fr", ("loyer", "loi", "logement", "maison", "mois")),
        ("ar", ("بيت", "بنت", "حي", "حق")),
    ],
)
def test_words_of_their_own_stay_apart(language: str, words: tuple[str, ...]) -> None:
    assert len({stemmer(language)(word) for word in words}) == len(words)


def test_an_unknown_language_is_left_as_it_is() -> None:
    assert stemmer("pl")("domy") == "domy"


@given(
    st.text(alphabet="aeinstdzvjebاهيونل", min_size=1, max_size=12),
    st.sampled_from(["nl", "en", "fr", "tr", "ar"]),
)
def test_a_stem_is_never_empty_and_never_longer(word: str, language: str) -> None:
    assert 0 < len(stemmer(language)(word)) <= len(word)
