"""Every dialogue session of a town, coming and past."""

from dialogue.sessions.models import Visibility
from tests.conftest import commit
from tests.makers.sessions import make_dialogue_session
from tests.overview.conftest import LONG_AGO, SOON

TALKS = "/wilgendam/desk/talks?lang=en"


def test_town_without_conversations_offers_to_plan_one(samira):
    assert "No conversation is planned." in samira.get(TALKS).text


def test_coming_stand_before_past_and_closed_ones_are_there_too(samira, cast):
    make_dialogue_session(cast.wilgendam, title="Geweest", starts_at=LONG_AGO)
    make_dialogue_session(
        cast.wilgendam, title="Besloten", starts_at=SOON, visibility=Visibility.CLOSED
    )
    commit()
    page = samira.get(TALKS).text
    assert page.index("Besloten") < page.index("Geweest")
    assert "14 weeks ago" in page


def test_other_town_s_are_not_there(samira, cast):
    make_dialogue_session(cast.oosterbrug, title="Canary")
    commit()
    assert "Canary" not in samira.get(TALKS).text
