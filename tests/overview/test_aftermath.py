"""The page of a past conversation: what was asked, what is owed, what was answered."""

from datetime import date, timedelta

import pytest

from dialogue.council.models import AnswerState
from dialogue.foundation import clock
from dialogue.sessions.models import Visibility
from tests.conftest import commit
from tests.makers.sessions import make_dialogue_session
from tests.overview.conftest import LONG_AGO, answer, ask, issue


@pytest.fixture
def past(cast):
    """A conversation of last year."""
    return make_dialogue_session(cast.wilgendam, starts_at=LONG_AGO)


def page_of(client, talk, language="en"):
    return client.get(f"/wilgendam/talks/{talk.ref}?lang={language}").text


def test_before_the_report_it_says_what_comes_here(client, past):
    commit()
    assert "The report is not out yet" in page_of(client, past)


def test_an_answer_that_is_owed_says_when(client, past):
    issue(past)
    ask(past, "Geef ons de sleutel.", date(2027, 1, 28))
    commit()
    page = page_of(client, past)
    assert "Geef ons de sleutel." in page
    assert "Waits for an answer" in page
    assert "28\xa0January" in page
    assert "The report is not out yet" not in page


def test_an_answer_that_is_late_counts_its_days_and_tomorrow_one_more(
    client, past, monkeypatch, now
):
    issue(past)
    ask(past, "Geef ons de sleutel.", date(2027, 1, 15))
    commit()
    assert "No answer for 3 days" in page_of(client, past)
    # Without a query the page is looked up among those that are kept.
    at = f"/wilgendam/talks/{past.ref}"
    headers = {"Accept-Language": "en"}
    first = client.get(at, headers=headers)
    assert "No answer for 3 days" in first.text
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=1))
    assert "No answer for 4 days" in client.get(at, headers=headers).text
    again = {"If-None-Match": first.headers["ETag"]} | headers
    assert client.get(at, headers=again).status_code == 200


def test_an_answer_is_read_in_the_council_s_own_words(client, past):
    issue(past)
    asked = ask(past, "Geef ons de sleutel.", date(2027, 1, 15))
    commit()
    assert "No answer for" in page_of(client, past)
    commit()
    answer(asked, "Vanaf 1 maart.", state=AnswerState.DIFFERENTLY)
    commit()
    page = page_of(client, past)
    assert "Yes, but differently" in page
    assert "Vanaf 1 maart." in page
    assert "Read the whole report" in page


def test_a_later_says_on_which_day(client, past):
    issue(past)
    asked = ask(past, "Geef ons de sleutel.", date(2027, 1, 15))
    given = answer(asked, "Dat hoort u.", state=AnswerState.LATER)
    given.on = date(2027, 5, 3)
    commit()
    assert "says more on Monday 3\xa0May 2027" in page_of(client, past)


def test_requests_of_another_evening_are_not_there(client, cast, past):
    other = make_dialogue_session(cast.wilgendam, starts_at=LONG_AGO)
    issue(past)
    issue(other)
    ask(other, "Iets anders.", date(2027, 1, 15))
    commit()
    assert "Iets anders." not in page_of(client, past)


def test_of_a_closed_conversation_nothing_is_told(client, cast):
    closed = make_dialogue_session(
        cast.wilgendam, starts_at=LONG_AGO, visibility=Visibility.UNLISTED
    )
    issue(closed)
    ask(closed, "Geheim.", date(2027, 1, 15))
    commit()
    page = page_of(client, closed)
    assert "Geheim." not in page
    assert "What came of it</h2>" not in page


def test_a_coming_conversation_says_nothing_of_it(client, cast):
    coming = make_dialogue_session(cast.wilgendam)
    commit()
    assert 'id="what-came-of-it"' not in page_of(client, coming)
