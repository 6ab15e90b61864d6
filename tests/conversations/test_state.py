"""The live state: cheap, tagged, and new whenever the page would be."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from dialogue.conversations import actions
from dialogue.foundation import clock
from dialogue.foundation.database import db
from tests.conftest import NOW, commit
from tests.makers.conversations import make_contribution

STATE = "/table/here/state"


def later(monkeypatch, **ahead):
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(**ahead))


@pytest.fixture
def seated(sit, hold):
    held = hold(step=5)
    return sit(held), held


def test_it_says_the_minutes_left_and_the_step_of_the_room(seated, monkeypatch):
    client, _held = seated
    later(monkeypatch, minutes=12)
    answer = client.get(STATE + "?lang=en")
    assert answer.get_json() | {"csrf": ""} == {
        "left": "14 minutes left",
        "page": 5,
        "csrf": "",
    }
    assert answer.get_json()["csrf"]


def test_nothing_new_is_answered_with_nothing(seated):
    client, _held = seated
    tag = client.get(STATE).headers["ETag"]
    answer = client.get(STATE, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["ETag"] == tag


@pytest.mark.parametrize("change", ["sentence", "step", "minute", "pause", "present"])
def test_whatever_changes_the_page_changes_the_tag(seated, afresh, monkeypatch, change):
    client, held = seated
    tag = client.get(STATE).headers["ETag"]
    afresh()
    if change == "sentence":
        make_contribution(held.talk)
    elif change == "step":
        actions.go_to_step(held.evening, 6, now=NOW)
    elif change == "pause":
        actions.pause(held.evening, now=NOW)
    elif change == "present":
        actions.set_present(held.talk, 5)
    else:
        later(monkeypatch, minutes=1, seconds=1)
    commit()
    assert client.get(STATE, headers={"If-None-Match": tag}).status_code == 200


def test_a_table_that_walks_by_itself_is_not_moved(seated, afresh):
    client, held = seated
    afresh()
    actions.go_to_step(held.evening, 6, now=NOW)
    commit()
    assert client.get(STATE + "?step=5").get_json()["page"] == 5
    assert client.get(STATE).get_json()["page"] == 6


def test_it_costs_one_small_select(seated):
    client, _held = seated
    client.get(STATE)  # the guide is read once a process
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    client.get(STATE)
    event.remove(db.engine, "before_cursor_execute", note)
    assert len([each for each in seen if each.startswith("SELECT")]) == 1
    assert "contribution" not in seen[0]
    assert "document" not in seen[0]


def test_over_time_is_said_in_words(seated, monkeypatch):
    client, _held = seated
    later(monkeypatch, minutes=28)
    assert client.get(STATE + "?lang=en").get_json()["left"] == "2 minutes over"
