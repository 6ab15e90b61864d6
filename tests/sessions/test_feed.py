"""A town's calendar to subscribe to."""

from datetime import timedelta

from dialogue.sessions import queries
from dialogue.sessions.models import Stage, Visibility
from tests.conftest import NOW, commit
from tests.makers.municipalities import make_venue
from tests.makers.sessions import make_dialogue_session
from tests.sessions.test_entry import events


def test_it_holds_what_is_in_the_public_list_and_nothing_else(client, cast):
    shown = make_dialogue_session(cast.wilgendam, title="In de lijst")
    past = make_dialogue_session(
        cast.wilgendam, title="Was", starts_at=NOW - timedelta(days=5)
    )
    off = make_dialogue_session(
        cast.wilgendam, title="Gaat niet door", stage=Stage.CANCELLED
    )
    make_dialogue_session(
        cast.wilgendam, visibility=Visibility.UNLISTED, title="CANARY een"
    )
    make_dialogue_session(
        cast.wilgendam, visibility=Visibility.CLOSED, title="CANARY twee"
    )
    make_dialogue_session(cast.wilgendam, stage=Stage.DRAFT, title="CANARY drie")
    make_dialogue_session(cast.oosterbrug, title="CANARY vier")
    venue = make_venue(
        cast.wilgendam,
        street="CANARYstraat",
        name="CANARY-huis",
        town="CANARY",
        postcode="CANARY",
    )
    hidden = make_dialogue_session(
        cast.wilgendam,
        venue_id=venue.id,
        place_after_sign_up=True,
        title="Waar hoor je later",
    )
    commit()
    answer = client.get("/wilgendam/talks.ics?lang=nl")
    assert b"CANARY" not in answer.data
    assert {str(each["UID"]) for each in events(answer)} == {
        f"{each.ref}@localhost" for each in (shown, past, off, hidden)
    }


def test_an_empty_town_has_an_empty_calendar(client, cast):
    assert events(client.get("/oosterbrug/talks.ics")) == []


def test_a_town_that_does_not_exist_has_none(client, cast):
    assert client.get("/nergens/talks.ics").status_code == 404


def test_the_next_comes_first_and_the_last_was_latest(cast):
    days = {
        name: make_dialogue_session(
            cast.wilgendam, title=name, starts_at=NOW + timedelta(days=day)
        )
        for name, day in (
            ("over", 30),
            ("straks", 3),
            ("nu", -0.03),
            ("net", -2),
            ("lang geleden", -40),
        )
    }
    assert len(days) == 5
    coming = queries.coming_sessions(cast.wilgendam.id, NOW)
    past = queries.past_sessions(cast.wilgendam.id, NOW)
    assert [row.title for row in coming] == ["nu", "straks", "over"]
    assert [row.title for row in past] == ["net", "lang geleden"]
    assert (coming[0].capacity, coming[0].taken, coming[0].waiting) == (40, 0, 0)


def test_a_venue_does_not_bring_an_evening_to_another_town(cast):
    make_dialogue_session(cast.oosterbrug)
    assert queries.coming_sessions(cast.wilgendam.id, NOW) == []
