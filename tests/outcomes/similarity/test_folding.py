"""Folding: one spelling for what a reader sees as the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.outcomes.similarity import fold, normal_form


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Café Ĳssel", "cafe ijssel"),
        ("İSTANBUL I\u0131", "istanbul ii"),
        ("Straße Øre Łódź æ", "strasse ore lodz ae"),
        ("العـــربية", "العربيه"),
        ("أحمد إيمان آمال ٱسم", "احمد ايمان امال اسم"),
        ("مُدَرِّسَة", "مدرسه"),
        ("على علي", "علي علي"),
        ("کتاب ی", "كتاب ي"),
        ("٢٠٢٦", "2026"),
        ("l\u2019eau d\u02bceau", "l'eau d'eau"),
        ("e\u0301e", "ee"),
    ],
)
def test_letters_that_readers_take_for_one_become_one(
    written: str, folded: str
) -> None:
    assert fold(written) == folded


def test_the_stored_form_keeps_what_was_written_but_the_stretching() -> None:
    assert normal_form("Cafe\u0301 أحـمد") == "Café أحمد"


@given(st.text(max_size=60))
def test_folding_and_storing_twice_change_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert normal_form(normal_form(text)) == normal_form(text)
    assert unicodedata.is_normalized("NFC", normal_form(text))
    assert fold(normal_form(text)) == fold(text)
