"""The public page of a dialogue session: the invitation."""

import gzip
import json
import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from dialogue.foundation.database import db, start_writing
from dialogue.sessions.models import Meeting, Stage, Visibility
from tests.conftest import NOW, commit
from tests.makers.guides import make_guide_version
from tests.makers.municipalities import make_venue
from tests.makers.sessions import make_dialogue_session


@pytest.fixture
def opened(client, cast):
    """``opened(**facts)``: the English page of a dialogue session with these facts."""

    def open_page(lang="en", **facts):
        busy()
        evening = make_dialogue_session(cast.wilgendam, **facts)
        commit()
        return client.get(f"/wilgendam/talks/{evening.ref}?lang={lang}")

    return open_page


def busy():
    """A colleague is about to change something."""
    db.session.commit()
    start_writing()


def plain(page):
    """The words of a page, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def test_the_invitation_says_when_where_with_whom_and_how_to_come(opened):
    text = plain(opened())
    for words in (
        "Thursday 11 February", "19:30 to 21:30", "coffee is ready at 19:00",
        "Buurthuis De Schakel", "Kanaalstraat 12", "No steps, accessible toilet",
        "six or seven people at a table", "40 seats left", "of the 40", "I'm coming",
        "Sign up somebody else", "14 0199", "Samira el Idrissi en Joost Vermeer",
        "before 20 April", "We write down sentences, not names",
    ):  # fmt: skip
        assert words in text


def test_it_speaks_of_three_questions_of_the_guide_filled_in(opened):
    text = opened(lang="nl").text
    for words in (
        "Wanneer was een buur er voor jou?",
        "straat van Wilgendam",
        "Wat ga jij deze maand doen?",
    ):
        assert words in text
    assert "{municipality}" not in text


def test_what_the_organisers_typed_says_its_language_on_a_page_in_another(opened):
    assert '<h1 lang="nl">' in opened(lang="en").text
    assert "<h1>" in opened(lang="nl", ref="nogeen").text


def test_a_letter_without_lines_of_its_own_begins_by_itself(opened):
    assert "We talk about it on" in plain(opened())
    assert "We talk with each other on" in plain(opened(about=""))


def test_machines_read_an_event(opened):
    page = opened()
    found = json.loads(re.search(r"ld\+json\">(.*?)</script>", page.text)[1])
    assert found["@type"] == "Event"
    assert found["startDate"] == "2027-02-11T19:30+01:00"
    assert found["eventStatus"].endswith("EventScheduled")
    assert found["remainingAttendeeCapacity"] == 40
    assert found["location"]["address"]["streetAddress"] == "Kanaalstraat 12"


def test_a_title_that_looks_like_a_script_stays_words(opened):
    title = '</script><script src="//evil.example/x.js"></script>'
    page = opened(title=title, about=title)
    assert '<script src="//evil' not in page.text
    found = json.loads(re.search(r"ld\+json\">(.*?)</script>", page.text)[1])
    assert found["name"] == title


def test_each_language_has_its_address_and_one_is_canonical(opened):
    page = opened()
    assert '<link rel="canonical" href="http://localhost/wilgendam/talks/' in page.text
    assert 'hreflang="nl"' in page.text
    assert 'hreflang="x-default"' in page.text


@pytest.mark.parametrize("visibility", [Visibility.UNLISTED, Visibility.CLOSED])
def test_what_is_not_in_the_list_is_not_for_search_engines(opened, visibility):
    page = opened(visibility=visibility)
    assert page.status_code == 200
    assert 'name="robots" content="noindex' in page.text
    assert "ld+json" not in page.text


def test_a_public_one_may_be_found(opened):
    assert "noindex" not in opened().text


def test_a_draft_another_towns_and_an_unknown_one_look_the_same(client, cast):
    draft = make_dialogue_session(cast.wilgendam, stage=Stage.DRAFT)
    public = make_dialogue_session(cast.wilgendam)
    commit()
    answers = [
        client.get(f"/wilgendam/talks/{draft.ref}?lang=en"),
        client.get(f"/oosterbrug/talks/{public.ref}?lang=en"),
        client.get("/wilgendam/talks/bestaatniet?lang=en"),
    ]
    assert {answer.status_code for answer in answers} == {404}


def test_a_cancelled_one_says_why_and_offers_no_seat(opened):
    text = plain(opened(stage=Stage.CANCELLED, cancel_reason="De verwarming is stuk"))
    assert "This conversation is off" in text
    assert "De verwarming is stuk." in text
    assert "I'm coming" not in text
    assert "EventCancelled" in text


def test_a_past_one_says_so_and_offers_no_seat(opened):
    text = plain(opened(starts_at=NOW - timedelta(days=3)))
    assert "This is over" in text
    assert "I'm coming" not in text


def test_one_that_goes_on_now_says_so(opened):
    assert "It is going on now" in plain(opened(starts_at=NOW - timedelta(minutes=30)))


def test_an_address_for_who_signed_up_is_nowhere_on_the_page(opened, cast):
    venue = make_venue(
        cast.wilgendam,
        name="CANARY-huis",
        street="CANARYstraat 1",
        postcode="9999 ZZ",
        town="CANARYdorp",
        stop_nearby="CANARY-halte",
        note="",
    )
    page = opened(venue_id=venue.id, place_after_sign_up=True, place_note="CANARY-zaal")
    assert "CANARY" not in page.text
    assert "9999 ZZ" not in page.text
    assert "You get the address after you sign up." in plain(page)


def test_a_link_to_join_online_is_never_on_the_page(opened):
    page = opened(
        meeting=Meeting.ONLINE, venue_id=None, online_link="https://meet.example/CANARY"
    )
    assert "CANARY" not in page.text
    assert "Online, from home" in plain(page)


def test_a_walk_says_where_it_starts(opened):
    page = opened(meeting=Meeting.WALK, venue_id=None, place_note="de Sluisbrug")
    assert "We start at: de Sluisbrug" in plain(page)
    assert "coffee" not in plain(page)


def test_facts_nobody_looked_at_are_not_promised(opened, cast):
    venue = make_venue(
        cast.wilgendam,
        step_free=None,
        accessible_toilet=None,
        hearing_loop=None,
        parking=None,
    )
    text = plain(opened(venue_id=venue.id))
    assert "Do you need to know about steps? Call us." in text
    assert "accessible toilet" not in text


def test_stairs_are_said(opened, cast):
    venue = make_venue(cast.wilgendam, step_free=False)
    assert "There are steps. Call us" in plain(opened(venue_id=venue.id))


def test_a_closed_conversation_promises_no_answer_of_the_council(opened):
    guide = make_guide_version("rondkomen")
    text = plain(
        opened(guide_version=guide, visibility=Visibility.CLOSED, seats=8, tables=1)
    )
    assert "Nothing goes out that shows who you are." in text
    assert "gets the report" not in text


def test_it_says_which_languages_are_spoken_when_there_are_more(opened):
    assert "Nederlands and العربية" in plain(opened(languages=["nl", "ar"]))


def test_nobody_is_known_on_this_page(opened, client):
    page = opened()
    assert "csrf" not in page.text
    assert all("dialogue=" not in each for each in page.headers.getlist("Set-Cookie"))
    assert page.headers["Cache-Control"].startswith("public, max-age=0, stale-while-")
    assert "Cookie" in page.headers["Vary"]


def test_a_browser_that_has_the_page_gets_304_until_something_changes(client, cast):
    evening = make_dialogue_session(cast.wilgendam)
    commit()
    address = f"/wilgendam/talks/{evening.ref}"
    tag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    busy()
    evening.title = "Iets anders"
    evening.revision += 1
    commit()
    fresh = client.get(address, headers={"If-None-Match": tag})
    assert fresh.status_code == 200
    assert "Iets anders" in fresh.text


def test_the_page_follows_town_and_venue_and_the_day(client, cast, monkeypatch):
    from dialogue.foundation import clock

    evening = make_dialogue_session(cast.wilgendam)
    commit()
    address = f"/wilgendam/talks/{evening.ref}"
    tags = [client.get(address).headers["ETag"]]
    busy()
    cast.wilgendam.revision += 1
    commit()
    tags.append(client.get(address).headers["ETag"])
    busy()
    evening.venue.revision += 1
    commit()
    tags.append(client.get(address).headers["ETag"])
    monkeypatch.setattr(clock, "now", lambda: evening.ends_at)
    tags.append(client.get(address).headers["ETag"])
    tags.append(client.get(f"{address}?lang=en").headers["ETag"])
    assert len(set(tags)) == 5


def test_a_hit_asks_the_database_once(client, cast, monkeypatch):
    from sqlalchemy import event

    from dialogue.foundation.asking import Question

    evening = make_dialogue_session(cast.wilgendam)
    commit()
    address = f"/wilgendam/talks/{evening.ref}"
    client.get(address)
    asked, short, ask = [], [], Question.ask

    def note(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    def note_short(question, values):
        short.append(question.words)
        return ask(question, values)

    monkeypatch.setattr(Question, "ask", note_short)
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        client.get(address)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    selects = [each for each in asked if each.lstrip().upper().startswith("SELECT")]
    assert (len(selects), len(short)) == (0, 1)


def test_the_page_is_squeezed_for_who_can_open_it(app, cast):
    evening = make_dialogue_session(cast.wilgendam)
    commit()
    address = f"/wilgendam/talks/{evening.ref}"
    client = FlaskClient(app)
    whole = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == whole.data
