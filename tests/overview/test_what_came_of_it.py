"""Every request with its state, and the reports."""

from datetime import date

from dialogue.council.models import AnswerState
from tests.conftest import commit
from tests.makers.sessions import make_dialogue_session
from tests.overview.conftest import LONG_AGO, answer, ask, issue

PAGE = "/wilgendam/what-came-of-it?lang=en"


def test_nothing_asked_yet_says_what_comes_here(client, cast):
    page = client.get(PAGE).text
    assert "Nothing was asked of the council yet" in page
    assert "There is no report yet" in page


def test_every_answer_has_a_word_of_its_own(client, cast):
    talk = make_dialogue_session(cast.wilgendam, starts_at=LONG_AGO)
    issue(talk)
    for number, state in enumerate(AnswerState, 1):
        answer(ask(talk, f"Vraag {number}.", date(2027, 2, 2), number), state=state)
    commit()
    page = client.get(PAGE).text
    for word in ("Yes, we will", "Yes, but differently", "No", "Later"):
        assert f">{word}</" in page


def test_request_due_today_is_not_late(client, cast, now):
    talk = make_dialogue_session(cast.wilgendam, starts_at=LONG_AGO)
    issue(talk)
    ask(talk, "Vandaag.", now.date())
    commit()
    page = client.get(PAGE).text
    assert "No answer for" not in page
    assert "Waits for an answer" in page


def test_report_is_named_with_its_day_and_version(client, cast):
    issue(make_dialogue_session(cast.wilgendam, starts_at=LONG_AGO))
    commit()
    page = client.get(PAGE).text
    assert "Sunday 11\xa0October 2026" in page
    assert "version 1" in page


def test_requests_stand_under_their_conversation_and_a_plain_yes_says_no_more(
    client, cast
):
    for title in ("De dijk", "De brug"):  # two evenings of one day
        talk = make_dialogue_session(cast.wilgendam, title=title, starts_at=LONG_AGO)
        issue(talk)
        for number in (1, 2):
            asked = ask(talk, f"{title} {number}.", date(2027, 2, 2), number)
            answer(asked, text="")
    commit()
    page = client.get(PAGE).text
    wanted = ("De brug</", "De brug 1.", "De brug 2.", "De dijk</", "De dijk 1.")
    places = [page.index(words) for words in wanted]
    assert places == sorted(places)
    assert "Answer:" not in page
