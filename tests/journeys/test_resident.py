"""A resident: finds the evening, signs up, changes, cancels, waits in line."""

from collections.abc import Callable

import pytest

from tests.journeys.browser import Visitor
from tests.journeys.world import Site, coming_evening, mail_to

pytestmark = pytest.mark.journey


def test_from_the_municipality_to_a_seat_and_back(
    site: Site, visitor: Visitor, width: int
) -> None:
    evening = coming_evening(site, f"Buren op {width} stappen")
    mail = f"noor{width}@post.example"

    visitor.opens("/").reads("Praat met je buren")
    visitor.fills("Je gemeente, dorp of postcode", "1012").presses("Zoek")
    visitor.reads("Amsterdam")
    visitor.fills("Je gemeente, dorp of postcode", "wilgen dam").presses("Zoek")
    visitor.presses("Wilgendam", exact=True).reads("Praat mee in Wilgendam")
    visitor.presses(f"Buren op {width} stappen").reads("40 plekken")
    visitor.presses("Ik kom").reads("Fijn dat je komt")

    # A mistake first: nothing that was typed is lost.
    visitor.fills("Hoe mogen we je noemen?", "Noor")
    visitor.fills("Hoe kunnen we je bereiken?", mail)
    visitor.unfolds("Heb je iets nodig om te kunnen komen?")
    visitor.fills("Iets anders", "een stoel met leuning")
    visitor.presses("Geef mij een plek").reads("Zet hier een vinkje")
    page = visitor.page
    assert page.get_by_label("Hoe mogen we je noemen?").input_value() == "Noor"
    assert page.get_by_label("Hoe kunnen we je bereiken?").input_value() == mail
    assert page.get_by_label("Iets anders").input_value() == "een stoel met leuning"
    visitor.chooses("Het is goed dat jullie")
    visitor.presses("Geef mij een plek")
    visitor.reads("Er staat een stoel voor je klaar, Noor", "Je hebt een plek")

    visitor.presses("Bekijk mijn aanmelding").presses("Sluiten en niets achterlaten")
    opens_by_mail(site, visitor, mail).reads("Je komt, Noor", "een stoel met leuning")
    visitor.presses("Iets veranderen").fills("Met hoeveel", "2").presses("Bewaar dit")
    visitor.reads("Het is veranderd")
    visitor.unfolds("Ik kan niet komen").presses("Ik kan niet komen").reads(
        "Je komt niet, Noor"
    )
    visitor.presses("Ik kom toch").reads("Je komt, Noor", "Je hebt een plek")
    visitor.opens(evening.page).reads("38 plekken")


def opens_by_mail(site: Site, visitor: Visitor, mail: str) -> Visitor:
    """The personal link in the newest mail: a neutral page, then one button."""
    link = mail_to(site, mail)[0].link("/mine/")
    visitor.opens(link).reads_not("Noor")
    return visitor.presses("Toon mijn aanmelding")


def signs_up(visitor: Visitor, page: str, name: str, mail: str, verb: str) -> Visitor:
    """The three questions that must be answered."""
    visitor.opens(f"{page}/sign-up").fills("Hoe mogen we je noemen?", name)
    visitor.fills("Hoe kunnen we je bereiken?", mail)
    return visitor.chooses("Het is goed dat jullie").presses(verb)


def test_a_full_evening_puts_me_in_line_until_a_chair_comes_free(
    site: Site, somebody: Callable[..., Visitor], width: int
) -> None:
    evening = coming_evening(site, f"Vol huis op {width}", seats=2)
    first, second, third = (somebody(width) for _ in range(3))
    for number, one in enumerate((first, second), 1):
        signs_up(
            one,
            evening.page,
            f"Buur {number}",
            f"b{number}.{width}@post.example",
            "Geef mij een plek",
        )
    third.opens(evening.page).reads("vol")
    mail = f"derde{width}@post.example"
    signs_up(third, evening.page, "Derya", mail, "Zet me op de wachtlijst")
    third.reads("Je staat op de wachtlijst, Derya", "nummer 1 op de wachtlijst")

    first.opens("/wilgendam/mine").unfolds("Ik kan niet komen").presses(
        "Ik kan niet komen"
    )

    offer = mail_to(site, mail)[0]
    assert "stoel" in offer.text, offer
    third.opens(offer.link("/mine/")).presses("Toon mijn aanmelding")
    third.reads("Er is een stoel voor je, Derya")
    third.presses("Ja, ik kom").reads("Je komt, Derya", "Je hebt een plek")


def test_signing_up_needs_no_scripts(
    site: Site, somebody: Callable[..., Visitor], width: int
) -> None:
    evening = coming_evening(site, f"Zonder script op {width}")
    person, mail = somebody(width, scripts=False), f"stil{width}@post.example"
    person.opens("/").fills("Je gemeente, dorp of postcode", "Wilgendam").presses(
        "Zoek"
    )
    person.presses(f"Zonder script op {width}").presses("Ik kom")
    person.fills("Hoe mogen we je noemen?", "Piet").presses("Geef mij een plek")
    person.reads("Zet hier een vinkje")
    assert person.page.get_by_label("Hoe mogen we je noemen?").input_value() == "Piet"
    signs_up(person, evening.page, "Piet", mail, "Geef mij een plek").reads("Piet")
    opens_by_mail(site, person, mail).presses("Iets veranderen")
    person.fills("Met hoeveel", "2").presses("Bewaar dit").reads("Het is veranderd")
    person.unfolds("Ik kan niet komen").presses("Ik kan niet komen").reads(
        "Je komt niet, Piet"
    )
    person.presses("Ik kom toch").reads("Je komt, Piet")


def test_in_english_too(
    site: Site, somebody: Callable[..., Visitor], width: int
) -> None:
    coming_evening(site, f"English at {width}")
    person, mail = somebody(width, language="en-GB"), f"ann{width}@post.example"
    person.opens("/wilgendam/").presses(f"English at {width}").presses("I'm coming")
    person.reads("Good that you are coming").fills("What may we call you?", "Ann")
    person.fills("How can we reach you?", mail).presses("Give me a seat")
    person.chooses("It is all right that you").presses("Give me a seat")
    person.reads("There is a chair ready for you, Ann", "You have a seat")
    letter = mail_to(site, mail)[0]
    assert "There is a chair ready for you." in letter.text
    person.opens(letter.link("/mine/")).presses("Show my sign-up")
    person.unfolds("I cannot come").presses("I cannot come").reads(
        "You are not coming, Ann"
    )
    person.presses("I do come").reads("You are coming, Ann")
    person.reads(f"English at {width}")
