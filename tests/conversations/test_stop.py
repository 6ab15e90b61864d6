"""What the fifth stop of the story line says."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from dialogue.conversations import actions
from dialogue.conversations.models import Confirmation
from dialogue.conversations.views import stop
from dialogue.foundation.database import db
from dialogue.foundation.language import speaking
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
    make_contribution(held.talk)
    make_contribution(held.talk, outcome=Confirmation.WITHDRAWN)
    actions.end_evening(held.evening, now=NOW)
    assert told(held.dialogue_session) == (State.NOW, "1 sentence", "Type it in")
    actions.close_read_back(held.talk, now=NOW)
    assert told(held.dialogue_session) == (State.DONE, "1 sentence", "")


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
