"""A table host: opens the table, writes, reads back; also without a network."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import Visitor, within_patience
from tests.journeys.world import Room, Site, coming_evening, open_room

pytestmark = pytest.mark.journey

NOTHING_WAITS = """indexedDB.databases().then(
  all => all.every(one => one.name !== 'dialogue-table'))"""
EXPERIENCE, COMMITMENT, REQUEST, READ_BACK = 5, 8, 9, 10


def opens_the_table(visitor: Visitor, room: Room) -> Visitor:
    """The link on the card, and the code on the wall: first wrong, then right."""
    visitor.opens(room.link(2)).reads("Tafel 2").fills(
        "De code van deze avond", "AAAAAA"
    )
    visitor.presses("Open de tafel").reads("Dit is niet de code van deze avond")
    visitor.fills("De code van deze avond", room.code).presses("Open de tafel")
    return visitor.reads("Tafel 2")


def writes(visitor: Visitor, sentence: str) -> Visitor:
    """One sentence, and it is sent."""
    visitor.page.locator("#sentence").fill(sentence)
    visitor.presses("Schrijf op", sound=False)
    line = visitor.page.locator("[data-lines] li", has_text=sentence)
    expect(line).to_contain_text("verstuurd")
    return visitor


def follows(visitor: Visitor, room: Room, step: int, words: str) -> Visitor:
    """The room goes on; the table's page sees it within five seconds."""
    room.goes_to(step)
    expect(visitor.page.locator("body")).to_contain_text(words)
    visitor.page.wait_for_load_state()
    return visitor.sees_a_sound_page()


def test_from_the_code_on_the_wall_to_everything_read_back(
    site: Site, visitor: Visitor, width: int
) -> None:
    room = open_room(site, coming_evening(site, f"Aan tafel op {width}"))
    room.goes_to(EXPERIENCE)
    opens_the_table(visitor, room)
    visitor.fills("Hoeveel mensen zitten hier?", "6").presses("Bewaar dit aantal")
    writes(visitor, "Mijn overbuurman bracht soep toen ik ziek was.")
    writes(visitor, "Ik durf mijn sleutel aan niemand te geven.")
    writes(visitor, "De lift staat altijd stil.")

    follows(visitor, room, REQUEST, "Aan wie precies?")
    visitor.page.locator("#sentence").fill("Maak licht in de onderdoorgang.")
    visitor.presses("Schrijf op", sound=False)
    refused = visitor.page.locator("[data-banner]")
    expect(refused).to_contain_text("Deze zin kon niet mee: Aan wie precies?")
    visitor.fills("Aan wie precies?", "de wethouder Buitenruimte")
    visitor.unfolds("Meer bij deze zin").fills(
        "Waarom?", "Na zes uur is het pikdonker."
    )
    visitor.chooses("Sommigen van ons zien het anders")
    writes(visitor, "Maak licht in de onderdoorgang.").page.reload()
    visitor.reads("wethouder Buitenruimte", "zien het anders").sees_a_sound_page()
    # Who looks around stays where they are; "follow the room" goes with it again.
    if "Ga mee met de zaal" in visitor.text():
        visitor.presses("Ga mee met de zaal")

    follows(visitor, room, READ_BACK, "Begin met teruglezen")
    visitor.presses("Begin met teruglezen")
    visitor.reads("Mijn overbuurman bracht soep").presses(
        "Iemand zegt het in een andere"
    )
    visitor.picks("In welke taal?", "Türkçe")
    visitor.fills("De zin in die taal", "Karşı komşum çorba getirdi.")
    visitor.presses("Zet het naast de zin").reads(
        "Karşı komşum", "vertaald door wie het zei"
    )
    visitor.presses("Ja, klopt en mag")
    said_yes_to_the_words(visitor)
    visitor.reads("Ik durf mijn sleutel").presses("Iemand ziet het anders")
    visitor.fills(
        "Waarom zien sommigen het anders?", "Mijn sleutel ligt bij drie buren."
    ).presses("Bewaar allebei")
    said_yes_to_the_words(visitor)
    visitor.reads("De lift staat").presses("Bijna")
    visitor.fills("Hoe moet het zijn?", "De lift staat vaak stil.")
    visitor.presses("Zo is het goed")
    said_yes_to_the_words(visitor)
    visitor.reads("Maak licht").presses("Nee, hij blijft hier")
    visitor.reads("3 zinnen gaan mee").presses("We hebben alles gelezen")
    visitor.reads("alles is teruggelezen").presses("Klaar op dit toestel")
    visitor.reads_not("sleutel")


def said_yes_to_the_words(visitor: Visitor) -> None:
    """Where the guide keeps quotes, the page asks whether the words may be quoted."""
    if "als citaat" in visitor.text():
        visitor.presses("Ja")


def test_without_a_network_a_sentence_waits_and_is_sent_once(
    site: Site, somebody: Callable[..., Visitor], width: int
) -> None:
    room = open_room(site, coming_evening(site, f"Zonder net op {width}"))
    room.goes_to(EXPERIENCE)
    visitor = opens_the_table(somebody(width), room)
    writes(visitor, "De lift staat al weken stil.")
    page = visitor.page

    page.context.set_offline(True)
    page.locator("#sentence").fill("Niemand belde toen ik ziek was.")
    visitor.presses("Schrijf op", sound=False)
    line = page.locator("[data-lines] li", has_text="Niemand belde")
    expect(line).to_contain_text("wacht")
    expect(page.locator("[data-banner]")).to_contain_text("Wacht nog hier: 1")
    assert room.sentences(2) == ["De lift staat al weken stil."]

    page.context.set_offline(False)
    expect(line).to_contain_text("verstuurd")
    page.reload()
    assert within_patience(page, lambda: page.evaluate(NOTHING_WAITS))
    assert sorted(room.sentences(2)) == [
        "De lift staat al weken stil.",
        "Niemand belde toen ik ziek was.",
    ]
    visitor.sees_a_sound_page()
