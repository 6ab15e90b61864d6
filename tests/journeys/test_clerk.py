"""The clerk of the council: opens the mailed link, answers, and residents hear it."""

import pytest

from tests.journeys.browser import Visitor
from tests.journeys.world import Site, deliver, mail_to, reported_evening

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("blanks")]

ANSWER = "Wethouder Bakker laat de lamp voor de zomer vervangen."


def test_from_the_mailed_link_to_an_answer_that_residents_read(
    site: Site, visitor: Visitor, width: int
) -> None:
    evening = reported_evening(site, f"Verslag op {width}")
    mail = f"griffie{width}@wilgendam.example"
    deliver(site, evening, mail)
    link = mail_to(site, mail)[0].link("/clerk/")

    # A scanner of mail opens the link too: only a person presses the button.
    visitor.opens(link).reads_not("Verslag op")
    visitor.presses("Open de verzoeken").reads(
        "Bewoners vragen vier dingen", f"Verslag op {width}"
    )
    visitor.presses("Ik heb dit verslag ontvangen").reads("Ontvangen op")
    assert downloads(visitor, "Het verslag, versie 1").startswith(b"%PDF")

    visitor.chooses("Nee, want").presses("Bewaar dit antwoord")
    visitor.reads("Schrijf op wat bewoners kunnen verwachten")
    visitor.chooses("Ja, maar anders").fills("Zo lezen bewoners het", ANSWER)
    visitor.unfolds("Namens").fills("Namens", "wethouder Buitenruimte")
    visitor.presses("Bewaar dit antwoord")
    visitor.reads(ANSWER, "1 antwoord is klaar om te versturen").presses(
        "Verstuur de antwoorden"
    )
    visitor.reads(ANSWER).reads_not("klaar om te versturen")

    told = mail_to(site, "hanneke@post.example")[0]
    assert ANSWER in " ".join(told.text.split()), told
    visitor.opens(f"/wilgendam/reports/{evening.ref}").reads(ANSWER, "versie 2")
    visitor.opens("/wilgendam/what-came-of-it").reads(ANSWER)


def test_a_colleague_answers_instead(site: Site, visitor: Visitor, width: int) -> None:
    evening = reported_evening(site, f"Doorgegeven op {width}")
    mail, other = (f"{who}{width}@wilgendam.example" for who in ("griffie", "collega"))
    deliver(site, evening, mail)
    link = mail_to(site, mail)[0].link("/clerk/")
    visitor.opens(link).presses("Open de verzoeken")
    visitor.presses("Doorgeven aan een collega").reads("Uw eigen link werkt meteen")
    visitor.presses("Geef door").reads("Vul in wie antwoordt")
    visitor.fills("Naam van uw collega", "Peter Bakker")
    visitor.fills("Mailadres van uw collega", other).presses("Geef door")
    visitor.reads("Doorgegeven")
    theirs = mail_to(site, other)[0].link("/clerk/")
    visitor.opens(theirs).presses("Open de verzoeken").reads("Peter Bakker")


def downloads(visitor: Visitor, words: str) -> bytes:
    """What lies behind a link, with this person's cookies."""
    address = visitor.page.get_by_role("link", name=words).first.get_attribute("href")
    answer = visitor.page.request.get(str(address))
    assert answer.ok, f"{address}: {answer.status}"
    return answer.body()
