"""The clerk's page: answer in place, edit until sent, send."""

from datetime import date

import pytest

from dialogue.council import queries
from dialogue.council.models import AnswerState
from dialogue.foundation.database import db
from dialogue.foundation.forms import tidy
from dialogue.overview.queries import asks_of as public_asks
from dialogue.reports.models import ReportFile, ReportState
from dialogue.reports.queries import latest_version, versions_of
from tests.conftest import commit


def answers(town):
    return {
        each.request.number: (each.answer.state.value if each.answer else None)
        for each in queries.asks_of(town.report)
    }


def drafts(town):
    return {
        each.request.number: each.draft.text
        for each in queries.asks_of(town.report)
        if each.draft
    }


def test_the_page_shows_requests_with_days_and_one_form(town):
    page = town.open().text
    assert "Residents ask two things" in page
    assert "weeks left" in page and "Asked at" in page
    assert page.count("<textarea") == 1
    assert "of the 3 tables." in page


def test_another_request_is_opened_in_place(town):
    town.open()
    page = town.get("/wilgendam/clerk/report?lang=en&request=2").text
    assert "/clerk/report/requests/2" in page
    assert 'value="wethouder Openbare ruimte"' in page


@pytest.mark.parametrize("wish", ["x", "99", "-1", "²", "9" * 30])
def test_nonsense_for_a_request_is_no_trouble(town, wish):
    town.open()
    assert town.get(f"/wilgendam/clerk/report?request={wish}").status_code == 200


def test_a_kept_answer_is_nowhere_public_until_it_is_sent(town, now):
    town.open()
    assert town.answer(1, text="Ja, in maart.").status_code == 303
    assert drafts(town) == {1: "Ja, in maart."}
    assert answers(town) == {1: None, 2: None}
    assert {each.state for each in public_asks(town.cast.wilgendam.id, now)} == {
        "waiting"
    }
    assert len(versions_of(town.report)) == 1
    assert town.told() == []


def test_an_answer_can_be_changed_and_taken_back_until_it_is_sent(town):
    town.open()
    town.answer(1, text="Ja.")
    assert town.answer(1, "no, because", "Nee, te duur.", revision=1).status_code == 303
    assert drafts(town) == {1: "Nee, te duur."}
    town.post("/wilgendam/clerk/report/requests/1/erase")
    assert drafts(town) == {}


def test_a_stale_form_overwrites_nothing_and_keeps_what_was_typed(town):
    town.open()
    town.answer(1, text="Ja.")
    late = town.answer(1, text="Van een andere tab.", revision=0)
    assert late.status_code == 422
    assert (
        "Somebody else changed this" in late.text and "Van een andere tab." in late.text
    )
    assert drafts(town) == {1: "Ja."}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"state": ""}, "Choose one of these."),
        ({"state": "perhaps"}, "Choose one of these."),
        ({"state": "no, because", "text": " "}, "Write what residents may expect."),
        ({"state": "later, on", "on": ""}, "Say on which day the answer comes."),
        ({"state": "later, on", "on": "2020-01-01"}, "Choose a day in the future."),
        ({"state": "later, on", "on": "30-2-2027"}, "This day does not exist."),
        ({"given_by": ""}, "Say which office answers."),
        ({"text": "x" * 2001}, "Make it 2000 at most."),
        ({"text": "a\x07b"}, "There is an invisible character"),
    ],
)
def test_what_is_missing_is_said_at_its_field(town, wrong, sentence):
    town.open()
    answer = town.answer(1, **wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert drafts(town) == {}


def test_a_plain_yes_needs_no_words(town):
    town.open()
    assert town.answer(1, "yes", "").status_code == 303


def test_a_day_without_later_is_not_kept(town):
    town.open()
    town.answer(1, "yes", "Ja.", on="2027-08-01")
    assert queries.ask_in(town.report, 1).draft.on is None


def test_sending_makes_the_next_version_with_the_answers(town, now):
    town.open()
    town.answer(1, "yes", "Ja, in maart.")
    assert town.send().status_code == 303
    newest = latest_version(town.report)
    assert newest.number == 2
    assert [
        (each["request"], each["state"], each["text"]["text"])
        for each in newest.document["answers"]
    ] == [(1, "yes", "Ja, in maart.")]
    assert versions_of(town.report)[0].document["answers"] == []
    assert {each.state for each in public_asks(town.cast.wilgendam.id, now)} == {
        "yes",
        "waiting",
    }
    assert town.report.state is ReportState.ISSUED


def test_each_sending_carries_all_answers_and_the_last_ends_it(town):
    town.open()
    town.answer(1)
    town.send("s1")
    town.answer(2, "later, on", "In het plan.", on="2027-08-01")
    town.send("s2")
    newest = latest_version(town.report)
    assert newest.number == 3
    assert [each["state"] for each in newest.document["answers"]] == [
        "yes",
        "later, on",
    ]
    assert town.report.state is ReportState.ANSWERED


def test_sending_twice_makes_one_version(town):
    town.open()
    town.answer(1)
    town.send("s1")
    assert town.send("s1").status_code == 303
    assert latest_version(town.report).number == 2
    other = town.send("s2")
    assert other.status_code == 422
    assert "There is no new answer to send." in other.text


def test_what_was_sent_stays(town):
    town.open()
    town.answer(1, "yes", "Ja.")
    town.send()
    page = town.get("/wilgendam/clerk/report?lang=en&request=1").text
    assert '/requests/1"' not in page
    answer = town.answer(1, "no, because", "Toch niet.")
    assert answer.status_code == 422
    assert answers(town)[1] == "yes"


def test_later_can_be_followed_by_the_answer_itself(town):
    town.open()
    town.answer(1, "later, on", "In het plan.", on="2027-08-01")
    town.send("s1")
    assert (
        "Give the answer to request 1"
        in town.get("/wilgendam/clerk/report?lang=en&request=2").text
    )
    town.answer(1, "yes", "Het is er.")
    town.send("s2")
    found = queries.ask_in(town.report, 1).answer
    assert (found.state, found.revision, found.on) == (AnswerState.YES, 2, None)


def test_late_is_said_to_the_clerk_and_to_residents(town, later, now):
    due = min(each.request.answer_due for each in queries.asks_of(town.report))
    moment = later((due - now.date()).days + 6)
    page = town.open().text
    assert "6 days" in page and "Residents see this too." in page
    assert "One answer is late." in page
    late = [
        each
        for each in public_asks(town.cast.wilgendam.id, moment)
        if each.state == "late"
    ]
    assert [each.days for each in late] == [-6]


def test_a_later_whose_day_has_passed_is_owed_again(town, later, now):
    town.open()
    town.answer(1, "later, on", "In het plan.", on="2027-08-01")
    town.send()
    shown = {each.text: each.state for each in public_asks(town.cast.wilgendam.id, now)}
    assert shown["Maak een klein potje voor straten."] == "later, on"
    moment = later(200)
    first = public_asks(town.cast.wilgendam.id, moment)[0]
    assert (first.state, first.days) == (
        "late",
        (date(2027, 8, 1) - moment.date()).days,
    )


def test_receiving_is_noted_once(town, now):
    town.open()
    town.post("/wilgendam/clerk/report/received")
    assert town.delivery.acknowledged_at == now
    assert (
        "Received on Monday 18\xa0January"
        in town.get("/wilgendam/clerk/report?lang=en").text
    )


def test_files_are_offered_when_they_are_made_and_only_here(town):
    page = town.open().text
    assert "is being printed" in page
    version = latest_version(town.report)
    for form, media in (("pdf", "application/pdf"), ("csv", "text/csv")):
        db.session.add(
            ReportFile(
                municipality_id=version.municipality_id,
                report_version_id=version.id,
                language="nl",
                form=form,
                media_type=media,
                content=b"inhoud",
                sha256="0" * 64,
            )
        )
    commit()
    page = town.get("/wilgendam/clerk/report?lang=en").text
    assert "/files/pdf/1" in page and "/files/csv/1" in page
    answer = town.get("/wilgendam/clerk/report/files/pdf/1?lang_of=nl")
    assert (answer.status_code, answer.data, answer.mimetype) == (
        200,
        b"inhoud",
        "application/pdf",
    )
    assert "attachment" in answer.headers["Content-Disposition"]
    assert town.get("/wilgendam/clerk/report/files/exe/1").status_code == 404
    assert town.get("/wilgendam/clerk/report/files/pdf/7").status_code == 404
    town.post("/wilgendam/clerk/leave")
    assert town.get("/wilgendam/clerk/report/files/pdf/1").status_code == 410


def test_a_request_that_is_not_there_is_not_here(town):
    town.open()
    assert town.answer(9).status_code == 404
    assert town.post("/wilgendam/clerk/report/requests/9/erase").status_code == 404


def test_requests_are_frozen_once_they_are_handed_over(town):
    assert all(each.request.asked_at for each in queries.asks_of(town.report))


@pytest.mark.slow
def test_every_naughty_string_is_kept_or_refused_with_a_sentence(town, strings):
    town.open()
    revision = 0
    for text in strings:
        answer = town.answer(1, "no, because", text, revision=revision, given_by=text)
        assert answer.status_code in {303, 422}, text
        found = drafts(town)
        revision += answer.status_code == 303
        if answer.status_code == 303:
            assert found == {1: tidy(text)}
            assert town.get("/wilgendam/clerk/report?request=2").status_code == 200
    assert revision > len(strings) * 0.18


def test_the_data_behind_the_report_is_one_click_away(town):
    page = town.open().text
    assert "sentences.csv" in page
    found = town.get("/wilgendam/clerk/report/files/sentences.csv/1")
    assert found.status_code == 200
    assert found.mimetype == "text/csv"
