"""A municipality's first page."""

from datetime import date

import pytest

from dialogue.municipalities.models import Postcode
from dialogue.reports.models import ReportState
from dialogue.sessions.models import Stage, Visibility
from tests.conftest import commit
from tests.makers.municipalities import make_municipality, make_venue
from tests.makers.sessions import make_dialogue_session
from tests.overview.conftest import LONG_AGO, SOON, add, answer, ask, issue

PAGE = "/wilgendam/?lang=en"


@pytest.fixture
def town(cast):
    return cast.wilgendam


def opened(client, address=PAGE):
    commit()
    return client.get(address).text


def test_coming_conversation_is_told_with_its_seats_and_where(client, town):
    make_dialogue_session(town, seats=12)
    page = opened(client)
    assert "Join the conversation in Wilgendam" in page
    assert "Lief en leed in de Kanaalbuurt" in page
    assert "12 seats left" in page
    assert "Buurthuis De Schakel" in page
    assert "19:30 to 21:30" in page
    assert "/sign-up" in page


def test_page_speaks_dutch(client, town):
    make_dialogue_session(town)
    page = opened(client, "/wilgendam/?lang=nl")
    assert "Praat mee in Wilgendam" in page
    assert "19.30 tot 21.30 uur" in page


def test_place_that_is_told_after_signing_up_is_not_on_the_page(client, town):
    venue = make_venue(town, name="Huis van Canary")
    make_dialogue_session(town, venue_id=venue.id, place_after_sign_up=True)
    assert "Canary" not in opened(client)


@pytest.mark.parametrize(
    "hidden",
    [
        {"stage": Stage.DRAFT, "published_at": None},
        {"visibility": Visibility.UNLISTED},
        {"visibility": Visibility.CLOSED},
    ],
)
def test_what_is_not_public_is_not_on_the_page(client, town, hidden):
    make_dialogue_session(town, title="Canary aan tafel", **hidden)
    assert "Canary" not in opened(client)


def test_cancelled_conversation_says_so_and_takes_nobody(client, town):
    make_dialogue_session(town, stage=Stage.CANCELLED)
    page = opened(client)
    assert "cancelled" in page
    assert "I am coming" not in page


def test_town_without_conversations_says_what_to_do(client, cast):
    page = opened(client)
    assert "No conversation is planned now" in page
    assert "After the first conversation you read here" in page


def test_requests_stand_with_their_state_and_days(client, town):
    talk = make_dialogue_session(town, starts_at=LONG_AGO)
    issue(talk)
    answer(ask(talk, "Laat de lampen aan.", date(2027, 2, 2), 1))
    ask(talk, "Zet er bankjes.", date(2027, 1, 26), 2)
    ask(talk, "Geef ons één nummer.", date(2027, 1, 12), 3)
    page = opened(client)
    assert "Yes, we will" in page
    assert "De lampen branden vanaf 1 maart." in page
    assert "Tuesday 26\xa0January 2027, in 8 days" in page
    assert "No answer for 6 days" in page
    assert "All 3 requests and answers" in page


def test_request_of_a_report_that_did_not_go_out_is_not_told(client, town):
    talk = make_dialogue_session(town, starts_at=LONG_AGO)
    issue(talk, state=ReportState.DRAFT, version=False)
    ask(talk, "Canary op straat.", date(2027, 1, 26))
    assert "Canary" not in opened(client)


def test_request_of_a_closed_conversation_is_not_told(client, town):
    talk = make_dialogue_session(town, starts_at=LONG_AGO, visibility=Visibility.CLOSED)
    issue(talk, quotes=["Canary zei dit."])
    ask(talk, "Canary op straat.", date(2027, 1, 26))
    assert "Canary" not in opened(client)


def test_quote_comes_from_an_issued_report(client, town):
    issue(
        make_dialogue_session(town, starts_at=LONG_AGO), quotes=["Zonder bankje niet."]
    )
    assert "‘Zonder bankje niet.’" in opened(client)


def test_other_town_s_conversations_and_requests_are_not_here(client, cast):
    away = make_dialogue_session(cast.oosterbrug, title="Canary", starts_at=SOON)
    past = make_dialogue_session(cast.oosterbrug, starts_at=LONG_AGO)
    issue(past, quotes=["Canary zei dit."])
    ask(past, "Canary op straat.", date(2027, 1, 26))
    page = opened(client)
    assert away.title == "Canary"
    assert "Canary" not in page


def test_title_from_a_stranger_stays_a_title(client, town):
    make_dialogue_session(town, title='<b>Vet</b> & "rook"')
    assert "&lt;b&gt;Vet&lt;/b&gt;" in opened(client)


def test_merged_municipality_leads_to_what_it_is_part_of(client, town):
    make_municipality(
        slug="oudedorp",
        name="Oudedorp",
        merged_into_id=town.id,
        merged_on=date(2026, 1, 1),
    )
    commit()
    moved = client.get("/oudedorp/")
    assert (moved.status_code, moved.location) == (301, "/wilgendam/")


def test_unknown_municipality_is_not_here(client, cast):
    assert client.get("/nergens/").status_code == 404


@pytest.mark.slow
def test_forty_letters_and_a_hundred_conversations_fit(client, town):
    for _each in range(100):
        make_dialogue_session(town, title="W" * 40, venue_id=None)
    assert opened(client).count("W" * 40) >= 100


def test_who_lives_elsewhere_finds_their_own_from_here(client, town):
    away = make_municipality(slug="elders", name="Elders")
    add(
        Postcode(
            country="NL", postcode="9999", municipality_id=away.id, places="Elders"
        )
    )
    page = opened(client)
    assert "Somewhere else? Place or postcode" in page
    assert '<form class="search" action="/" role="search">' in page
    found = client.get("/", query_string={"q": "9999 AB"})
    assert found.location == "/elders/"


def test_what_people_wrote_says_its_language_on_a_page_in_another(client, town):
    evening = make_dialogue_session(town, about="Kom je ook?")
    issue(evening, quotes=["Ik ken hier niemand."])
    answer(ask(evening, "Zet een bank neer.", SOON.date()), "Ja, in maart.")
    page = opened(client)
    for words in (evening.title, "Kom je ook?", "Zet een bank neer.", "Ja, in maart."):
        assert f'<span lang="nl">{words}</span>' in page
    assert 'lang="nl">Z' not in opened(client, "/wilgendam/?lang=nl")
