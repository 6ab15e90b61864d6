"""Issuing: asked once, refused while something is missing, frozen after."""

import json

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from dialogue.conversations.models import Confirmation, Kind
from dialogue.foundation.database import all_of, everywhere
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.jobs.queries import latest_job
from dialogue.outcomes.models import ReleasedFigure
from dialogue.reports import actions, queries
from dialogue.reports.document import AnswerGiven, as_data, from_data
from dialogue.reports.document.parts import Words
from dialogue.reports.models import ReportState
from tests.conftest import NOW, commit
from tests.makers.conversations import make_contribution, make_evening, make_table_talk
from tests.makers.reports import make_report


def answer(number, state="yes", **more):
    return AnswerGiven(
        number,
        state,
        Words("Dat doen we.", "nl"),
        more.get("on"),
        "wethouder Wijken",
        NOW,
    )


def test_issuing_asks_once_and_says_what_happens(desk, report, evening):
    page = desk.get(f"/wilgendam/desk/talks/{evening.id}/report/issue?lang=en").text
    assert "Issuing freezes version 1." in page
    sent = desk.post(
        f"/wilgendam/desk/talks/{evening.id}/report/issue?lang=en",
        data={"revision": "1"},
    )
    assert sent.status_code == 302
    assert queries.report_of(evening).state is ReportState.ISSUED
    again = desk.post(
        f"/wilgendam/desk/talks/{evening.id}/report/issue?lang=en",
        data={"revision": "1"},
    )
    assert again.status_code == 422


def test_what_was_withdrawn_is_gone_once_it_is_out_also_when_no_table_pressed(
    report, evening
):
    from dialogue.conversations import actions as talking

    talk = make_table_talk(queries_evening(evening), 1)
    talking.reopen_read_back(talk)
    said = make_contribution(
        talk, text="Dit blijft aan tafel.", outcome=Confirmation.WITHDRAWN
    )
    assert said.text
    actions.issue(report, now=NOW)
    assert (said.text, talk.read_back_on) == ("", None)


def test_an_unsorted_sentence_stops_it_with_a_sentence(desk, report, evening):
    talk = make_table_talk(queries_evening(evening), 1)
    from dialogue.conversations import actions as talking

    talking.reopen_read_back(talk)
    make_contribution(talk, Kind.EXPERIENCE, "Nog niet gesorteerd.")
    commit()
    page = desk.post(
        f"/wilgendam/desk/talks/{evening.id}/report/issue?lang=en",
        data={"revision": "1"},
    )
    assert page.status_code == 422
    assert "1 sentence lies in no theme yet." in page.text


def queries_evening(evening):
    from dialogue.conversations.queries import evening_of

    return evening_of(evening)


def test_an_empty_evening_cannot_be_issued(evening):
    make_evening(evening, tables=2)
    with pytest.raises(RuleBroken):
        actions.issue(make_report(evening), now=NOW)


def test_version_1_is_frozen_with_its_code_and_its_files_are_asked_for(report):
    version = actions.issue(report, now=NOW)
    document = actions.document_of(version)
    assert (document.number, document.code) == (1, version.code)
    assert from_data(json.loads(json.dumps(as_data(document)))) == document
    assert latest_job(f"report-version:{version.id}").kind == "render-report"
    with pytest.raises(RuleBroken):
        actions.write_report(report, actions.Wording("anders"), seen=None, now=NOW)


def test_a_word_changed_in_a_document_changes_its_code(report):
    from dialogue.reports.document import code_of

    document = actions.document_of(actions.issue(report, now=NOW))
    assert code_of(document) == document.code
    other = replace(document, cover=replace(document.cover, sender="Iemand anders"))
    assert code_of(other) != document.code


def test_the_released_figures_stand_in_the_ledger(report):
    actions.issue(report, now=NOW)
    rows = all_of(everywhere(select(ReleasedFigure)))
    cells = {row.cell: row.value for row in rows}
    assert cells["measure feeling-heard after|total"] == "18"
    assert all("name" not in cell for cell in cells)


def test_version_2_carries_the_answers_and_nothing_else_changed(report):
    first = actions.document_of(actions.issue(report, now=NOW))
    second = actions.document_of(
        actions.new_version(report, [answer(2), answer(1)], now=NOW)
    )
    assert [each.request for each in second.answers] == [1, 2]
    assert second.number == 2
    assert second.code != first.code
    same = replace(second, answers=(), number=1, code=first.code)
    assert same == first
    assert report.state is ReportState.ANSWERED


def test_half_the_answers_leave_it_issued(report):
    actions.issue(report, now=NOW)
    actions.new_version(report, [answer(1)], now=NOW)
    assert report.state is ReportState.ISSUED


@pytest.mark.parametrize(
    "wrong",
    [
        [answer(9)],
        [answer(1), answer(1)],
        [answer(1, "perhaps")],
        [answer(1, "later, on")],
    ],
)
def test_answers_that_do_not_fit_are_refused(report, wrong):
    actions.issue(report, now=NOW)
    with pytest.raises(RuleBroken):
        actions.new_version(report, wrong, now=NOW)


def test_a_draft_cannot_be_answered(report):
    with pytest.raises(RuleBroken):
        actions.new_version(report, [answer(1)], now=NOW)


def test_a_later_version_repeats_a_figure_that_changed_a_little(report, evening):
    actions.issue(report, now=NOW)
    from dialogue.conversations import actions as talking

    talking.add_slips(queries_evening(evening), "feeling-heard", "after", {5: 2})
    again = actions.document_of(actions.new_version(report, [], now=NOW, redraft=True))
    assert [group.count.number for group in again.measures[0].groups] == [9, 9]
    talking.add_slips(queries_evening(evening), "feeling-heard", "after", {5: 5})
    more = actions.document_of(actions.new_version(report, [], now=NOW, redraft=True))
    assert [group.count.number for group in more.measures[0].groups] == [9, 16]
