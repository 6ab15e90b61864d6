"""The seventh stop on the desk."""

from datetime import timedelta

import pytest

from dialogue.reports import actions, queries
from dialogue.sessions.models import Visibility
from tests.conftest import NOW, commit
from tests.makers.sessions import make_dialogue_session


def place(evening, rest=""):
    return f"/wilgendam/desk/talks/{evening.id}/report{rest}?lang=en"


def test_the_draft_says_what_it_holds_and_what_is_missing(desk, report, evening):
    page = desk.get(place(evening)).text
    assert "10 sentences" in page
    assert "2 requests" in page
    assert "Nobody wrote the page to read aloud" in page


def test_what_was_said_is_offered_to_start_the_page_to_read_aloud(
    desk, report, evening
):
    page = desk.get(place(evening)).text
    assert "A start for the page to read aloud" in page
    assert "Maak een klein potje voor straten." in page


def test_words_are_kept_and_come_back(desk, report, evening):
    sent = {
        "subtitle": "Wat buren zeiden",
        "read_aloud": "Goedenavond.",
        "was_open": "Het licht.",
        "answer_due": "2027-04-20",
        "revision": "1",
    }
    answer = desk.post(place(evening), data=sent)
    assert answer.status_code == 302
    page = desk.get(place(evening)).text
    assert "Wat buren zeiden" in page
    assert "A start for the page" not in page


def test_a_day_that_is_past_is_refused_and_nothing_typed_is_lost(desk, report, evening):
    sent = {"subtitle": "Wat buren zeiden", "answer_due": "2026-01-01", "revision": "1"}
    answer = desk.post(place(evening), data=sent)
    assert answer.status_code == 422
    assert "Wat buren zeiden" in answer.text
    assert "Choose a day in the future" in answer.text


def test_a_stale_form_is_refused(desk, report, evening):
    answer = desk.post(place(evening), data={"subtitle": "Later", "revision": "7"})
    assert answer.status_code == 422
    assert "Somebody else changed this" in answer.text


def test_the_first_words_begin_the_report(desk, evening):
    commit()
    assert desk.get(place(evening)).status_code == 200
    assert (
        desk.post(
            place(evening), data={"subtitle": "Nieuw", "revision": "1"}
        ).status_code
        == 302
    )
    assert queries.report_of(evening).subtitle == "Nieuw"


def test_before_the_evening_it_says_what_comes(desk, cast):
    coming = make_dialogue_session(cast.wilgendam)
    commit()
    assert "After the evening the report stands here" in desk.get(place(coming)).text
    assert desk.post(place(coming, "/begin")).status_code == 422


def test_a_closed_conversation_has_no_report_until_the_group_wants_one(desk, cast):
    closed = make_dialogue_session(
        cast.wilgendam, starts_at=NOW - timedelta(days=3), visibility=Visibility.CLOSED
    )
    commit()
    assert "stays at the table" in desk.get(place(closed)).text
    assert desk.get(place(closed, "/preview")).status_code == 422
    assert desk.post(place(closed, "/begin")).status_code == 302
    assert "What only you can write" in desk.get(place(closed)).text


def test_the_preview_is_marked_as_a_concept(desk, report, evening):
    page = desk.get(place(evening, "/preview")).text
    assert "This is a concept" in page
    assert "Mijn buurvrouw bracht soep." in page


def test_after_issuing_the_versions_and_their_files_are_listed(desk, report, evening):
    version = actions.issue(report, now=NOW)
    commit()
    page = desk.get(place(evening)).text
    assert version.code in page
    assert "Everything (JSON)" in page
    data = desk.get(place(evening, "/v1/report.json"))
    assert data.json["code"] == version.code


@pytest.mark.parametrize(
    "rest", ["", "/preview", "/issue", "/v1/report.json", "/concept-nl.pdf"]
)
def test_another_town_sees_nothing(client, cast, sign_in, report, evening, rest):
    stranger = sign_in(client, cast.fatma)
    assert stranger.get(place(evening, rest)).status_code == 404
