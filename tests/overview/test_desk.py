"""The desk: what needs doing next, and the ways from there."""

from datetime import timedelta

import pytest

from dialogue.foundation.database import db, start_writing
from dialogue.sessions.models import Stage
from tests.conftest import commit
from tests.makers.municipalities import make_venue
from tests.makers.sessions import make_dialogue_session
from tests.overview.conftest import SOON

DESK = "/wilgendam/desk?lang=en"


def test_desk_greets_by_name_and_says_the_day(samira):
    page = samira.get(DESK).text
    assert "Good morning, Samira" in page
    assert "It is Monday 18\xa0January." in page


def test_empty_desk_offers_the_first_step(samira, cast):
    make_venue(cast.wilgendam)
    commit()
    page = samira.get(DESK).text
    assert "Here come your conversations" in page
    assert "/wilgendam/desk/talks/new" in page


def test_a_desk_that_is_new_begins_with_what_planning_needs(samira, cast):
    """One wants a number and a place before the first evening."""
    assert "Now add a place where people meet." in samira.get(DESK).text
    db.session.rollback()
    start_writing()
    cast.wilgendam.phone = ""
    commit()
    page = samira.get(DESK).text
    assert "Begin with the telephone number" in page
    assert "/wilgendam/desk/set-up" in page


def test_near_conversation_stands_before_a_far_one(samira, cast):
    far = make_dialogue_session(
        cast.wilgendam, title="Ver weg", starts_at=SOON + timedelta(days=60)
    )
    make_dialogue_session(cast.wilgendam, title="Dichtbij", starts_at=SOON)
    commit()
    page = samira.get(DESK).text
    assert far.title == "Ver weg"
    assert page.index("Dichtbij") < page.index("Ver weg")
    assert "Thursday 21\xa0January, in 3 days" in page


def test_draft_asks_to_be_published(samira, cast):
    make_dialogue_session(cast.wilgendam, stage=Stage.DRAFT, published_at=None)
    commit()
    page = samira.get(DESK).text
    assert "Read it once more and publish it" in page


def test_coordinator_finds_places_team_and_set_up(samira):
    page = samira.get(DESK).text
    for way in ("venues", "team", "set-up", "guides", "talks"):
        assert f'href="/wilgendam/desk/{way}"' in page


def test_facilitator_finds_places_but_no_team(client, cast, sign_in):
    page = sign_in(client, cast.joost).get(DESK).text
    assert 'href="/wilgendam/desk/venues"' in page
    assert 'href="/wilgendam/desk/team"' not in page
    assert 'href="/wilgendam/desk/set-up"' not in page


def test_every_way_from_the_desk_leads_somewhere(samira, cast):
    make_dialogue_session(cast.wilgendam, starts_at=SOON)
    commit()
    for way in ("venues", "team", "set-up", "guides", "talks"):
        assert samira.get(f"/wilgendam/desk/{way}").status_code == 200


def test_menu_marks_where_one_is(samira):
    page = samira.get("/wilgendam/desk/guides/bring-in?lang=en").text
    assert 'href="/wilgendam/desk/guides" aria-current="page"' in page


def test_other_town_s_conversations_are_not_on_the_desk(samira, cast):
    make_dialogue_session(cast.oosterbrug, title="Canary", starts_at=SOON)
    commit()
    assert "Canary" not in samira.get(DESK).text


@pytest.mark.parametrize("who", ["marloes", "wim"])
def test_clerk_and_table_host_have_no_desk(client, cast, sign_in, who):
    assert sign_in(client, getattr(cast, who)).get(DESK).status_code == 403


def test_colleague_of_another_town_finds_nothing(client, cast, sign_in):
    assert sign_in(client, cast.fatma).get(DESK).status_code == 404
