"""When a report may be issued: pure rules."""

from datetime import date

import pytest
from msgspec.structs import replace

from dialogue.foundation.errors import RuleBroken
from dialogue.reports import rules
from dialogue.reports.models import ReportState
from dialogue.reports.rules import Ready
from dialogue.sessions.models import Stage, Visibility

COMPLETE = Ready(
    online=0,
    confirmed=10, unsorted=0, loose_requests=0, tables_unread=0, written=0,
    has_read_aloud=True, has_answer_due=True, requests=2, requests_late=0, suspicious=0,
)  # fmt: skip


def test_a_complete_evening_misses_nothing():
    assert rules.missing_bits(COMPLETE) == []
    rules.check_can_issue(ReportState.DRAFT, COMPLETE)


@pytest.mark.parametrize(
    "bit",
    [
        {"confirmed": 0},
        {"unsorted": 1},
        {"loose_requests": 2},
        {"has_answer_due": False},
        {"requests_late": 1},
        {"suspicious": 1},
    ],
)
def test_these_stop_it(bit):
    with pytest.raises(RuleBroken):
        rules.check_can_issue(ReportState.DRAFT, replace(COMPLETE, **bit))


@pytest.mark.parametrize(
    "bit",
    [
        {"tables_unread": 1},
        {"written": 3},
        {"has_read_aloud": False},
        {"requests": 0, "has_answer_due": False},
    ],
)
def test_these_are_only_said(bit):
    ready = replace(COMPLETE, **bit)
    assert rules.missing_bits(ready)
    rules.check_can_issue(ReportState.DRAFT, ready)


def test_what_stops_it_comes_first():
    found = rules.missing_bits(replace(COMPLETE, tables_unread=1, unsorted=1))
    assert [each.stops for each in found] == [True, False]


@pytest.mark.parametrize("state", [ReportState.ISSUED, ReportState.ANSWERED])
def test_what_is_issued_is_neither_edited_nor_issued_again(state):
    with pytest.raises(RuleBroken):
        rules.check_can_edit(state)
    with pytest.raises(RuleBroken):
        rules.check_can_issue(state, COMPLETE)


def test_a_report_is_of_an_evening_that_took_place():
    rules.check_can_begin(Stage.PUBLISHED, Visibility.PUBLIC, over=True, wanted=False)
    rules.check_can_begin(Stage.PUBLISHED, Visibility.CLOSED, over=True, wanted=True)
    for stage, visibility, over in (
        (Stage.CANCELLED, Visibility.PUBLIC, True), (Stage.DRAFT, Visibility.PUBLIC, True),
        (Stage.PUBLISHED, Visibility.PUBLIC, False), (Stage.PUBLISHED, Visibility.CLOSED, True),
    ):  # fmt: skip
        with pytest.raises(RuleBroken):
            rules.check_can_begin(stage, visibility, over=over, wanted=False)


def test_an_answer_is_asked_before_a_day_that_is_to_come():
    rules.check_due(None, date(2027, 1, 18))
    rules.check_due(date(2027, 1, 19), date(2027, 1, 18))
    with pytest.raises(RuleBroken):
        rules.check_due(date(2027, 1, 18), date(2027, 1, 18))


def test_it_is_answered_once_every_request_is():
    assert rules.state_after({1: "yes"}, 2) is ReportState.ISSUED
    assert rules.state_after({1: "yes", 2: "no, because"}, 2) is ReportState.ANSWERED
    assert rules.state_after({}, 0) is ReportState.ISSUED
