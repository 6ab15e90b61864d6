"""What the fifth stop of the story line says."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from dialogue.conversations import actions, queries, rules
from dialogue.conversations.models import CapturedOn, Confirmation
from dialogue.conversations.views import stop
from dialogue.foundation.database import db
from dialogue.foundation.language import speaking
from dialogue.outcomes.facts import facts_of
from dialogue.reports.actions import begin_report
from dialogue.reports.readiness import ready
from dialogue.sessions import story
from dialogue.sessions.story import State
from tests.conftest import NOW
from tests.makers.conversations import make_contribution
from tests.makers.sessions import make_dialogue_session

BEFORE = NOW - timedelta(days=20)


@pytest.fixture
def told(app):
    def tell(dialogue_session, now=NOW):
        with app.test_request_context(), speaking("en"):
            found = stop._stop(
                dialogue_session,
                stop.queries.told_of([dialogue_session.id]).get(dialogue_session.id),
                now,
            )
            return found.state, found.figure, found.verb

    return tell


def test_from_nothing_to_read_back(told, hold, cast):
    bare = make_dialogue_session(cast.wilgendam, starts_at=NOW)
    assert told(bare, BEFORE) == (State.LATER, "18\xa0January", "Prepare")
    assert told(bare, NOW)[::2] == (State.NOW, "Prepare")
    assert told(bare, NOW + timedelta(days=1)) == (
        State.NOW,
        "nothing yet",
        "Type it in",
    )
    held = hold(tables=1)
    assert told(held.dialogue_session, BEFORE)[::2] == (State.LATER, "To the console")
    actions.go_to_step(held.evening, 5, now=NOW)
    assert told(held.dialogue_session) == (State.NOW, "step 5", "To the console")
    left = make_contribution(held.talk, outcome=Confirmation.WRITTEN)
    make_contribution(held.talk, outcome=Confirmation.WITHDRAWN)
    actions.end_evening(held.evening, now=NOW)
    assert told(held.dialogue_session) == (State.NOW, "1 sentence", "Type it in")
    actions.read_back(left, rules.ReadBack(Confirmation.CONFIRMED))
    assert told(held.dialogue_session) == (State.DONE, "1 sentence", "")
    actions.close_read_back(held.talk, now=NOW)
    assert told(held.dialogue_session) == (State.DONE, "1 sentence", "")


def test_read_back_is_said_the_same_on_the_desk_and_in_the_report(hold):
    """Table 1 pressed nothing; 2 has a sentence left; 3 sat and wrote nothing; at 4

    nobody sat; 5 is on paper, half typed in; of 6 nobody knows.
    """
    held = hold(tables=6, present=None)
    talks = queries.talks_of(held.evening)
    for talk, present in zip(talks, (7, 7, 7, 0, 7), strict=False):
        actions.set_present(talk, present)
    make_contribution(talks[0], outcome=Confirmation.CHANGED, becomes="Anders.")
    make_contribution(talks[1])
    make_contribution(talks[1], outcome=Confirmation.WRITTEN)
    make_contribution(talks[4]).captured_on = CapturedOn.PAPER
    found = queries.progress_of(held.evening)
    assert [each.held for each in found] == [True, True, True, False, True, False]
    assert [each.read_back for each in found] == [
        True, False, False, False, True, False,
    ]  # fmt: skip
    number = held.dialogue_session.id
    told_now = queries.told_of([number])[number]
    assert (told_now.tables_unread, told_now.tables_on_paper) == (2, 2)
    facts = facts_of(held.dialogue_session, ())
    assert sum(not each.read_back for each in facts.tables) == 2
    with speaking("en"):
        assert "2 tables were not read back yet" in stop._over(told_now).now_sentence
        unread = ready(begin_report(held.dialogue_session), NOW.date()).tables_unread
    assert unread == 2


def test_many_evenings_are_told_in_one_select(app, hold):
    sessions = [hold(step=5).dialogue_session for _evening in range(4)]
    db.session.commit()
    ids = [each.id for each in sessions]
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    found = stop.queries.told_of(ids)
    event.remove(db.engine, "before_cursor_execute", note)
    assert len(found) == 4
    assert len(seen) == 1


def test_the_room_tells_its_stop(app):
    assert story._ones["evening"] is stop._one
