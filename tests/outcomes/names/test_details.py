"""Single sentences: what is marked in them, and what is left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.outcomes.names import (
    HashedNames,
    Kind,
    find_details,
    is_bsn,
    is_iban,
    is_national_number,
    pieces,
)

ROOM = HashedNames(
    [
        "Fatima El Amrani",
        "Jan de Boer",
        "Roos Jansen",
        "Wil Bakker",
        "Joëlle van 't Hoff",
        "Els Peeters",
        "Anna van den Berg",
        "محمد العلي",
    ],
    key=b"a room",
)


def marked(sentence: str) -> list[tuple[str, str]]:
    found = find_details(sentence, is_attendee=ROOM)
    return [(sentence[one.start : one.end], one.kind.value) for one in found]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Fatima's buurman helpt.", ["Fatima's"]),
        ("Dat is Fatimas fiets.", ["Fatimas"]),
        ("De fiets van Els' moeder.", ["Els'"]),
        ("ik ken fatima el amrani goed", ["fatima el amrani"]),
        ("We gingen met Jan de Boer.", ["Jan de Boer"]),
        ("Mevrouw de Boer belde.", ["de Boer"]),
        ("De familie Van \u2019t Hoff.", ["Van \u2019t Hoff"]),
        ("JOELLE VAN 'T HOFF BELDE.", ["JOELLE VAN 'T HOFF"]),
        ("Joe\u0308lle belde.", ["Joe\u0308lle"]),
        ("Roos zegt dat een roos bloeit.", ["Roos"]),
        ("Ik vroeg het Roos.", ["Roos"]),
        ("mevrouw roos helpt", ["roos"]),
        ("meneer bakker helpt", ["bakker"]),
        ("Wil je mee naar de bakker?", []),
        ("Wil vertelde over de boer.", ["Wil"]),
        ("de boer en de bakker willen dat", []),
        ("Op 12 jan en 3 Jan was het koud.", []),
        ("Ik zag محمد vandaag.", ["محمد"]),
        ("Roos, mijn overbuur, is ziek.", ["Roos"]),
        ("Rozen, een bank en roos", []),
        ("Roosje helpt mij.", ["Roosje"]),
        ("vanthoff en vd berg", ["vanthoff", "vd berg"]),
        ("Anna v.d. Berg en Anna v/d Berg", ["Anna v.d. Berg", "Anna v/d Berg"]),
        ("van den berg helpt", ["van den berg"]),
        ("van de berg af", []),
        ("Jan. De kat.", ["Jan"]),
    ],
)
def test_names_are_told_from_words(sentence: str, names: list[str]) -> None:
    assert marked(sentence) == [(name, "name") for name in names]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("App 0612345678 3 keer.", [("0612345678", "phone")]),
        ("Bel 010 - 123 45 67.", [("010 - 123 45 67", "phone")]),
        ("Bel +32 (0)471 12 34 56.", [("+32 (0)471 12 34 56", "phone")]),
        ("Bel +49 30 1234567.", [("+49 30 1234567", "phone")]),
        ("Bel 0800-1234 of 0900 12345.", []),
        ("Op 01-02-2026 om 19.30 uur.", []),
        ("a.b@c.nl en d(at)e.be", [("a.b@c.nl", "mail"), ("d(at)e.be", "mail")]),
        ("NL91 ABNA 0417 1643 00", [("NL91 ABNA 0417 1643 00", "iban")]),
        ("BE68539007547034 euro", [("BE68539007547034", "iban")]),
        ("nr. 111222333 is van mij", [("111222333", "bsn")]),
        ("nr. 111222334 is niets", []),
        ("bsn: 111222334", [("111222334", "bsn")]),
        ("85.07.30-033.28", [("85.07.30-033.28", "rijksregisternummer")]),
        ("de auto 12-ABC-3", [("12-ABC-3", "licence plate")]),
        ("1 ABC 234 en 1 JAN 200", [("1 ABC 234", "licence plate")]),
        ("x at gmail dot com", [("x at gmail dot com", "mail")]),
        (
            "mail karel punt de vis apenstaartje gmail punt com",
            [("karel punt de vis apenstaartje gmail punt com", "mail")],
        ),
        ("in flat 3, nummer 208", [("208", "address")]),
        (
            "De oudste bewoner van de flat.",
            [("De oudste bewoner van de flat", "rare description")],
        ),
        ("op 3-mei-26 en 12-jan-2", []),
        ("te 9000 Gent", [("9000", "postcode")]),
        ("in 2024 Fatima", [("Fatima", "name")]),
        ("in 1234 AB of 2024 en", [("1234 AB", "postcode")]),
        ("Wij wonen op nummer 14.", [("14", "address")]),
        ("12 Long Lane is damp", [("12 Long Lane", "address")]),
        ("Onze straat 5 kinderen, onderweg 10 minuten", []),
        (
            "Als enige op de flat heb ik zorg.",
            [("Als enige op de flat heb ik zorg", "rare description")],
        ),
        ("Dat is de enige weg.", []),
    ],
)
def test_patterns_are_told_from_ordinary_numbers(
    sentence: str, found: list[tuple[str, str]]
) -> None:
    assert marked(sentence) == found


def test_a_wrong_check_digit_is_marked_but_not_certain() -> None:
    (slip,) = find_details("NL91 ABNA 0417 1643 01")
    assert slip.kind is Kind.IBAN
    assert not slip.certain


def test_check_digits_catch_every_single_wrong_digit() -> None:
    for right, test in (
        ("NL91ABNA0417164300", is_iban),
        ("111222333", is_bsn),
        ("85073003328", is_national_number),
    ):
        assert test(right)
        for place, sign in enumerate(right):
            if sign.isdecimal():
                other = str((int(sign) + 1) % 10)
                assert not test(right[:place] + other + right[place + 1 :])
    assert not is_bsn("000000000")
    assert not is_iban("XX00")


def test_a_national_number_is_born_on_a_day_that_can_be() -> None:
    # The check digits of all three are right.
    assert not is_national_number("85133003370")  # month 13
    assert not is_national_number("85073303335")  # day 33
    assert is_national_number("85473003317")  # month 47 is a bis number of July


def test_without_attendees_no_name_is_marked() -> None:
    assert find_details("Fatima belt 0612345678.") == find_details(
        "Fatima belt 0612345678.", is_attendee=lambda _: False
    )


@given(st.text(alphabet="abJan 0123456789-.@+/()'éوم\n", max_size=80))
def test_spans_lie_in_the_sentence_and_pieces_put_it_back(sentence: str) -> None:
    found = find_details(sentence, is_attendee=ROOM)
    for span in found:
        assert 0 <= span.start < span.end <= len(sentence)
    assert "".join(text for text, _ in pieces(sentence, found)) == sentence
    solid = [one for one in found if one.kind is not Kind.RARE]
    assert all(one.end <= two.start for one, two in pairwise(solid))


def test_a_long_text_is_read_in_reasonable_time() -> None:
    text = "De Van De Van De Kerk 1234 56 78 " * 300 + "0" * 2000 + "a@" * 1000
    assert isinstance(find_details(text, is_attendee=ROOM), tuple)
