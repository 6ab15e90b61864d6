"""When a report may be handed over, what an answer is, when to remind."""

from datetime import date, timedelta

import pytest

from dialogue.council import rules
from dialogue.council.models import AnswerState, CouncilAnswer
from dialogue.foundation.errors import RuleBroken
from dialogue.reports.models import ReportState

DUE, TODAY = date(2027, 4, 20), date(2027, 3, 1)


def test_a_draft_is_not_handed_over():
    with pytest.raises(RuleBroken):
        rules.check_can_deliver(ReportState.DRAFT, 2)
    rules.check_can_deliver(ReportState.ISSUED, 2)


def test_a_report_that_asks_nothing_is_not_handed_over():
    with pytest.raises(RuleBroken):
        rules.check_can_deliver(ReportState.ISSUED, 0)


@pytest.mark.parametrize(
    ("state", "text", "on", "by", "field"),
    [
        (AnswerState.YES, "", None, "wethouder", None),
        (AnswerState.YES, "", None, "", "given_by"),
        (AnswerState.DIFFERENTLY, "", None, "wethouder", "text"),
        (AnswerState.NO, "", None, "wethouder", "text"),
        (AnswerState.NO, "Te duur.", None, "wethouder", None),
        (AnswerState.LATER, "In het plan.", None, "wethouder", "on"),
        (AnswerState.LATER, "In het plan.", TODAY, "wethouder", "on"),
        (AnswerState.LATER, "In het plan.", date(2072, 1, 1), "wethouder", "on"),
        (
            AnswerState.LATER,
            "In het plan.",
            TODAY + timedelta(days=1),
            "wethouder",
            None,
        ),
        (AnswerState.LATER, "", TODAY + timedelta(days=1), "wethouder", "text"),
    ],
)
def test_what_an_answer_needs(state, text, on, by, field):
    if field is None:
        rules.check_answer(state, text, on, by, TODAY)
        return
    with pytest.raises(RuleBroken) as broken:
        rules.check_answer(state, text, on, by, TODAY)
    assert broken.value.field == field


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (DUE - timedelta(days=8), None),
        (DUE - timedelta(days=7), DUE - timedelta(days=7)),
        (DUE - timedelta(days=1), DUE - timedelta(days=7)),
        (DUE, DUE),
        (DUE + timedelta(days=13), DUE),
        (DUE + timedelta(days=14), DUE + timedelta(days=14)),
        (DUE + timedelta(days=29), DUE + timedelta(days=28)),
    ],
)
def test_reminders_go_a_week_before_on_the_day_and_every_two_weeks(today, day):
    assert rules.reminder_day(DUE, today) == day


def test_nobody_is_reminded_of_a_day_before_the_report_was_handed_over():
    assert (
        rules.newest_reminder([DUE], DUE + timedelta(days=3), DUE + timedelta(days=1))
        is None
    )
    assert rules.newest_reminder(
        [DUE], DUE + timedelta(days=15), DUE + timedelta(days=1)
    ) == DUE + timedelta(days=14)


def test_the_newest_of_several_days_counts():
    later = DUE + timedelta(days=20)
    assert rules.newest_reminder(
        [DUE, later], DUE + timedelta(days=14), TODAY
    ) == DUE + timedelta(days=14)
    assert rules.newest_reminder([], TODAY, TODAY) is None


def test_later_moves_the_day_and_yes_ends_it():
    assert rules.owed_on(DUE, None) == DUE
    assert rules.owed_on(DUE, CouncilAnswer(state=AnswerState.YES)) is None
    assert rules.owed_on(DUE, CouncilAnswer(state=AnswerState.LATER, on=TODAY)) == TODAY


def test_only_later_may_be_followed_by_another_answer():
    rules.check_may_answer(None)
    rules.check_may_answer(CouncilAnswer(state=AnswerState.LATER))
    for state in (AnswerState.YES, AnswerState.NO, AnswerState.DIFFERENTLY):
        with pytest.raises(RuleBroken):
            rules.check_may_answer(CouncilAnswer(state=state))
