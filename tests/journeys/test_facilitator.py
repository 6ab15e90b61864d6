"""A facilitator: from an idea to a published evening, the evening, and its report."""

import time
from datetime import date

import pytest
from playwright.sync_api import expect

from dialogue.access import second_factor
from dialogue.demo import PASSWORD
from dialogue.example.build import SITE_SECRET
from dialogue.foundation import clock
from dialogue.foundation.language import day_date, speaking
from tests.journeys.browser import Visitor, leads_on, spoken
from tests.journeys.test_clerk import downloads
from tests.journeys.world import (
    Site,
    becomes_tonight,
    filled_evening,
    held_evening,
    mail_to,
)
from tests.press import print_blanks

pytestmark = pytest.mark.journey

# The code of the app works once: each width is another person.
SIGNS_IN = {360: "samira@wilgendam.example", 1280: "joost@wilgendam.example"}


def signs_in_by_hand(visitor: Visitor, mail: str) -> Visitor:
    """Address and password, then the code of this half minute."""
    visitor.opens("/sign-in").fills("E-mailadres", mail).fills(
        "Wachtwoord", "verkeerd wachtwoord"
    )
    visitor.presses("Inloggen").reads("klopt niet")
    visitor.fills("E-mailadres", mail).fills("Wachtwoord", PASSWORD).presses("Inloggen")
    code = second_factor.code_at(SITE_SECRET, clock.now())
    return visitor.fills("Code", code).presses("Ga door")


def test_a_page_and_a_flyer_within_two_minutes_of_signing_in(
    site: Site, visitor: Visitor, width: int, capsys: pytest.CaptureFixture[str]
) -> None:
    day = date(clock.now().year + 1, 3, 11)
    with site.app.app_context(), speaking("nl"):
        that_day = spoken(day_date(day))
    began = time.monotonic()
    signs_in_by_hand(visitor, SIGNS_IN[width])
    visitor.filled = visitor.pressed = 0
    visitor.presses("Plan een gesprek").fills("Hoe heet het?", f"Samen op {width}")
    visitor.fills("Dag", day.isoformat()).presses("Publiceer")
    seconds = time.monotonic() - began
    with capsys.disabled():
        print(
            f"\n{width} px: from sign-in to a published page: {visitor.filled} fields, "
            f"{visitor.pressed} presses, {seconds:.1f} s with every page looked at"
        )
    assert visitor.filled <= 3
    assert visitor.pressed <= 3
    assert seconds < 120
    visitor.reads(f"Samen op {width}", that_day)
    assert downloads(visitor, "Flyer A5").startswith(b"%PDF")
    assert downloads(visitor, "Poster A4").startswith(b"%PDF")
    visitor.presses("Open de pagina").reads("Ik kom", f"Samen op {width}")


def test_somebody_who_phones_is_put_on_the_list_from_the_keyboard(
    site: Site, visitor: Visitor, width: int
) -> None:
    evening = filled_evening(site, f"Aan de telefoon op {width}", most=3)
    visitor.signs_in("Joost").opens(f"{evening.desk}/seats")
    keys = visitor.page.keyboard
    visitor.page.get_by_label("Naam").first.focus()
    for name, phone in (
        ("Mevrouw Smit +1", "06 12 34 50 01"),
        ("Opa Jan", "06 12 34 50 02"),
    ):
        keys.type(name)
        keys.press("Tab")
        keys.type(phone)
        leads_on(visitor.page, lambda: keys.press("Enter"))
        expect(visitor.page.locator("main")).to_contain_text(name.split(" +")[0])
        # The cursor is back in the first field: the next one can be typed blind.
        expect(visitor.page.get_by_label("Naam").first).to_be_focused()
    visitor.sees_a_sound_page().reads("Mevrouw Smit", "Opa Jan")


def test_the_evening_from_the_door_to_the_last_step(
    site: Site, visitor: Visitor, width: int
) -> None:
    evening = filled_evening(site, f"De avond op {width}", most=14)
    page = visitor.page
    visitor.signs_in("Joost")

    visitor.opens(f"{evening.desk}/tables")
    visitor.clicks(page.locator("form[action$='/tables/deal'] button"))
    moves_to_another_table(visitor)

    becomes_tonight(site, evening)
    visitor.opens(f"{evening.desk}/attendance")
    ticks(visitor, "Hanneke", "alle 2 kwamen")
    ticks(visitor, "Wim de Graaf", "kwam niet")
    visitor.presses("Bewaar de vinkjes").reads("2 vinkjes bewaard")
    visitor.fills("Naam", "buurman van nummer 9").presses("Zet erbij")
    visitor.reads("buurman van nummer 9")

    visitor.opens(f"{evening.desk}/evening").presses("Zet klaar").reads(
        "Code van deze avond"
    )
    visitor.presses("Begin", exact=True).reads("Stap 1 van 11")
    visitor.presses("Verder:").reads("Stap 2 van 11").presses("5 minuten erbij")
    visitor.presses("Zet de klok stil").reads("de klok staat stil").presses(
        "Ga door", exact=True
    )
    visitor.unfolds("Alle stappen").reads("Ga hierheen").sees_a_sound_page()
    visitor.unfolds("Sluit de avond af").presses("Sluit de avond af")
    visitor.reads("Hoe het echt ging")


def ticks(visitor: Visitor, name: str, answer: str) -> None:
    """One tap beside a name."""
    group = visitor.page.get_by_role("group", name=name)
    group.get_by_label(answer).check(force=True)


def moves_to_another_table(visitor: Visitor) -> None:
    """Pick somebody up, tap another table: there they sit."""
    page = visitor.page
    person = page.locator("#table-1 [data-person]").first
    ref = person.get_attribute("data-person")
    person.click()
    page.locator("#table-2 h3").click()
    expect(page.locator(f"#table-2 [data-person='{ref}']")).to_be_visible()
    # Shown at once; kept when the server says so.
    expect(page.get_by_text("zit aan tafel 2").first).to_be_visible()
    page.reload()
    expect(page.locator(f"#table-2 [data-person='{ref}']")).to_be_visible()
    visitor.sees_a_sound_page()


def test_from_sentences_to_a_report_that_the_clerk_has(
    site: Site,
    visitor: Visitor,
    width: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if width < 700:
        print_blanks(monkeypatch)  # at the other width everything is printed for real
    evening = held_evening(site, f"De oogst van {width}")
    visitor.signs_in("Joost").opens(f"{evening.desk}/harvest")
    visitor.presses("Begin met de sociale rechten").opens(f"{evening.desk}/harvest")
    actions, sentences = sorts_everything(visitor, by_keys=width > 700)
    with capsys.disabled():
        how = "keys" if width > 700 else "taps"
        print(
            f"\n{width} px: {sentences} sentences sorted with {actions} {how}: {actions / sentences:.2f} each"
        )
    assert actions <= sentences * 1.2

    visitor.presses("Naar de verzoeken")
    for _number in range(8):
        if visitor.page.locator(".ticklist").count():
            merges_two_requests(visitor)
    visitor.reads("alles samengevoegd")
    visitor.opens(f"{evening.desk}/report")
    visitor.fills(
        "De bladzijde om voor te lezen",
        "Wie helpt er als je ziek bent?\n\nEen buur, als je durft te vragen.",
    )
    visitor.fills("Wat openstond en wat vaststond", "Alles stond nog open.").presses(
        "Bewaar", exact=True
    )
    looks_at_what_is_recognisable(visitor, evening.desk)
    visitor.opens(f"{evening.desk}/report/preview").reads("Dit is een concept")
    visitor.opens(f"{evening.desk}/report").presses("Geef het verslag uit")
    visitor.presses("Geef versie 1 uit")
    visitor.reads("Versie 1")

    mail = f"raad{width}@wilgendam.example"
    visitor.opens(f"{evening.desk}/answer").fills(
        "Naam van de ontvanger", "De griffier"
    )
    visitor.fills("E-mailadres", mail).presses("Bied het aan").reads("De griffier")
    assert "/clerk/" in mail_to(site, mail)[0].text
    visitor.opens(f"{evening.desk}/report")
    assert downloads(visitor, "PDF In het Nederlands").startswith(b"%PDF")


def sorts_everything(visitor: Visitor, *, by_keys: bool) -> tuple[int, int]:
    """Put every sentence under a theme; returns (actions, sentences)."""
    page, actions, sentences = visitor.page, 0, 0
    while page.locator("[data-sorting]").count():  # as long as a sentence is left
        mark = page.locator(".slip .hold").inner_text()
        which = sentences % 5
        with page.expect_navigation():
            if by_keys:
                page.keyboard.press(str(which + 1))
            else:
                page.locator(".themes button").nth(which).click()
        actions, sentences = actions + 1, sentences + 1
        if actions == 3:  # a slip of the finger, taken back
            with page.expect_navigation():
                if by_keys:
                    page.keyboard.press("u")
                else:
                    page.get_by_role("button", name="Ongedaan maken").first.click()
            expect(page.locator(".slip .hold")).to_have_text(mark, use_inner_text=True)
            actions, sentences = actions + 1, sentences - 1
            visitor.sees_a_sound_page()
    return actions, sentences


def merges_two_requests(visitor: Visitor) -> None:
    """Tick what asks the same, and write it in one sentence."""
    boxes = visitor.page.locator(".ticklist input[type=checkbox]")
    for _each in range(min(2, boxes.count())):
        boxes.nth(_each).check()
    visitor.presses("Maak hier één verzoek van")
    if not visitor.page.get_by_label("Wat wordt er gevraagd?").input_value():
        visitor.fills("Wat wordt er gevraagd?", "Maak goed licht in de onderdoorgang.")
    if not visitor.page.get_by_label("Aan wie?").input_value():
        visitor.fills("Aan wie?", "wethouder Buitenruimte")
    visitor.presses("Bewaar dit verzoek").reads("Wat vragen mensen?")


def looks_at_what_is_recognisable(visitor: Visitor, desk: str) -> None:
    """Whatever may point to a person is looked at: the words stay."""
    visitor.opens(f"{desk}/harvest/details")
    while visitor.page.get_by_role("button", name="Laat zo").count():
        visitor.presses("Laat zo")
