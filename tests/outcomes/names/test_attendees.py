"""Attendees: normalised, hashed, and only ever answered yes or no."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.outcomes.names import HashedNames, name_forms, normalise_name


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Anne-Fleur van 't Hoff", "anne fleur van t hoff"),
        ("  Zoë   O\u2019Connor ", "zoe o connor"),
        ("Ĳsbrand van IJzendoorn", "ijsbrand van ijzendoorn"),
        ("İbrahim Y\u0131ld\u0131z", "ibrahim yildiz"),
        ("Łukasz Żółkiewski", "lukasz zolkiewski"),
        ("Björn Østergård", "bjorn ostergard"),
        ("E\u0301lise", "elise"),
        ("أحمـد", "احمد"),
    ],
)
def test_names_are_compared_without_accents_case_or_marks(
    written: str, compared: str
) -> None:
    assert normalise_name(written) == compared


def test_a_person_is_named_by_first_name_surname_or_both() -> None:
    forms = name_forms("Jan Willem in 't Veld-Bakker")
    assert {
        "jan willem in t veld bakker",
        "jan",
        "willem",
        "jan willem",
        "in t veld bakker",
        "veld",
        "bakker",
        "veld bakker",
    } <= forms
    assert not forms & {"in", "t", "in t"}


def test_an_initial_is_no_name() -> None:
    assert "j" not in name_forms("J. de Vries")
    assert "vries" in name_forms("J. de Vries")


def test_the_room_answers_and_holds_no_name() -> None:
    room = HashedNames(["Fatima El Amrani"], key=b"one evening")
    assert room("fatima")
    assert room("el amrani")
    assert not room("fatma")
    assert "fatima" not in repr(vars(room)).lower()


def test_another_key_gives_other_hashes() -> None:
    one, other = (HashedNames(["Fatima"], key=key) for key in (b"a", b"b"))
    assert one("fatima")
    assert other("fatima")
    assert vars(one)["_hashes"].isdisjoint(vars(other)["_hashes"])


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing(name: str) -> None:
    once = normalise_name(name)
    assert normalise_name(once) == once
    assert all(" " not in form[:1] for form in name_forms(name))
