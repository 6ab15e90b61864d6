"""A coordinator: seats for a team, and mail that did not arrive."""

import pytest
from sqlalchemy import select

from dialogue.foundation import clock, post
from dialogue.foundation.database import db, writing
from dialogue.foundation.post import Message, PostState
from tests.journeys.browser import Visitor
from tests.journeys.world import Planned, Site, coming_evening

pytestmark = pytest.mark.journey


def sticks(site: Site, name: str) -> None:
    """The newest mail to this person was refused by the server."""
    with site.app.app_context(), writing():
        for message in db.session.scalars(select(Message).order_by(Message.id.desc())):
            if message.content and post.read(message).name == name:
                message.state, message.tries = PostState.FAILED, 1
                message.settled_at = clock.now()
                return
    raise AssertionError(f"No mail to {name} waits.")


def puts_in(visitor: Visitor, evening: Planned, name: str, reach: str) -> Visitor:
    visitor.opens(f"{evening.desk}/seats").fills("Naam", name)
    return visitor.fills("Telefoon, mail of adres", reach).presses("Zet erbij")


def test_seats_are_held_for_a_team_and_come_free(
    site: Site, visitor: Visitor, width: int
) -> None:
    evening = coming_evening(site, f"Voor het team op {width}", seats=6)
    visitor.signs_in("Samira").opens(f"{evening.desk}/seats")
    visitor.presses("Plekken vasthouden voor een team").presses("Houd deze plekken")
    visitor.reads("Vul in voor welk team")
    visitor.fills("Voor welk team?", "de vrijwilligers van De Brug")
    visitor.fills("Hoeveel plekken?", "4").presses("Houd deze plekken vast")
    visitor.reads("de vrijwilligers van De Brug", "4 plekken, tot")
    visitor.opens(evening.page).reads("nog 2 plekken").opens(f"{evening.desk}/seats")
    visitor.presses("de vrijwilligers van De Brug").fills("Naam", "Joke +1")
    visitor.presses("Geef een plek").reads("Joke heeft een plek", "2 plekken")
    visitor.unfolds("Geef deze plekken vrij").presses("Geef deze plekken vrij")
    visitor.reads("2 plekken zijn weer vrij")
    visitor.opens(evening.page).reads("nog 4 plekken")


def test_mail_that_did_not_arrive_becomes_a_call(
    site: Site, visitor: Visitor, width: int
) -> None:
    evening = coming_evening(site, f"Terug naar af op {width}")
    name = f"Trudy {width}"
    visitor.signs_in("Samira")
    puts_in(visitor, evening, name, f"trudy{width}@exmaple.nl")
    sticks(site, name)
    visitor.opens("/wilgendam/desk").reads("niet aangekomen")
    visitor.opens("/wilgendam/desk/post").reads(name, f"trudy{width}@exmaple.nl")
    visitor.presses("Het adres klopt niet").fills(
        "Hoe bereiken we deze persoon?", "06 12 34 5"
    )
    visitor.presses("Laat het daar weten").reads("Dit nummer heeft")
    visitor.fills("Hoe bereiken we deze persoon?", "06 12 34 56 99")
    visitor.presses("Laat het daar weten").reads("staat voor je klaar bij Bellen")
    visitor.reads_not(name)
