"""The owner of the programme: comes in by an invitation, and starts a municipality."""

from collections.abc import Callable

import pytest

from dialogue.access import actions, second_factor
from dialogue.foundation import clock
from dialogue.foundation.language import speaking
from tests.journeys.browser import Visitor
from tests.journeys.world import Site, mail_to

pytestmark = pytest.mark.journey

PASSWORD = "vier woorden op rij 34"


def follows_the_invitation(site: Site, visitor: Visitor, mail: str) -> Visitor:
    """The mailed link, a password, an app for the second step, recovery codes."""
    with site.app.app_context(), speaking("nl"):
        actions.invite_owner(mail, "nl", clock.now())
    visitor.opens(mail_to(site, mail)[0].link("/invitation/"))
    visitor.clicks(visitor.page.locator("main form button"))
    visitor.fills("Je naam", "Olga van Dam").fills("Wachtwoord", PASSWORD)
    secret = visitor.page.locator("code").first.inner_text().replace(" ", "")
    visitor.fills("Code in de app", second_factor.code_at(secret, clock.now()))
    return visitor.presses("Begin")


def test_an_invited_owner_starts_a_municipality(
    site: Site, somebody: Callable[..., Visitor], width: int
) -> None:
    visitor, mail = somebody(width), f"olga{width}@programma.example"
    follows_the_invitation(site, visitor, mail).reads("herstelcodes")
    visitor.presses("Ik heb ze bewaard")
    visitor.opens("/programme").reads("gemeenten zijn begonnen")
    visitor.fills("Gemeente, dorp of postcode", "Leeuwarden").presses("Zoek")
    visitor.presses("Leeuwarden", exact=True).fills(
        "E-mailadres", f"coord{width}@leeuwarden.example"
    )
    visitor.presses("Stuur de uitnodiging").reads(f"coord{width}@leeuwarden.example")
    assert mail_to(site, f"coord{width}@leeuwarden.example")


def test_a_forgotten_password_is_set_anew(
    site: Site, visitor: Visitor, width: int
) -> None:
    mail = f"vergeet{width}@programma.example"
    follows_the_invitation(site, visitor, mail)
    visitor.page.context.clear_cookies()
    visitor.opens("/sign-in").presses("Wachtwoord vergeten").fills("E-mailadres", mail)
    visitor.clicks(visitor.page.locator("main form button"))
    visitor.opens(mail_to(site, mail)[0].link("/reset/"))
    visitor.clicks(visitor.page.locator("main form button"))
    visitor.fills("Nieuw wachtwoord", PASSWORD + " en nog een")
    visitor.clicks(visitor.page.locator("main form button"))
    visitor.opens("/sign-in").fills("E-mailadres", mail)
    visitor.fills("Wachtwoord", PASSWORD + " en nog een").presses("Inloggen").reads(
        "Code"
    )
