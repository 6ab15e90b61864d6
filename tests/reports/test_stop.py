"""What the seventh stop of the story line says."""

from datetime import timedelta

from dialogue.reports import actions
from dialogue.reports.document import AnswerGiven
from dialogue.reports.document.parts import Words
from dialogue.reports.stop import _one
from dialogue.sessions.models import Visibility
from dialogue.sessions.story import State
from tests.conftest import NOW
from tests.makers.sessions import make_dialogue_session


def test_before_the_evening_it_waits(app, cast):
    assert _one(make_dialogue_session(cast.wilgendam), NOW).state is State.LATER


def test_after_the_evening_the_report_is_to_be_issued(evening, report):
    stop = _one(evening, NOW)
    assert (stop.state, stop.endpoint) == (State.NOW, "reports.report")


def test_once_issued_it_is_done_and_says_when_it_is_answered(app, evening, report):
    actions.issue(report, now=NOW)
    assert _one(evening, NOW).state is State.DONE
    assert _one(evening, NOW).closes, "what is issued can no longer be typed over"
    answers = [
        AnswerGiven(number, "yes", Words("Ja.", "nl"), None, "wethouder", NOW)
        for number in (1, 2)
    ]
    before = _one(evening, NOW).figure
    actions.new_version(report, answers, now=NOW)
    assert _one(evening, NOW).figure != before


def test_a_closed_conversation_waits_for_no_report(app, cast):
    closed = make_dialogue_session(
        cast.wilgendam,
        starts_at=NOW - timedelta(days=3),
        visibility=Visibility.CLOSED,
    )
    assert _one(closed, NOW).state is State.DONE
