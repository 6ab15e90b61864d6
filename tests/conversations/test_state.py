"""The live state: cheap, tagged, and new whenever the page would be."""

import itertools
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
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


@pytest.fixture
def woken(app, monkeypatch):
    """How often the application itself was asked."""
    asked, inside = [], app.full_dispatch_request
    monkeypatch.setattr(
        app, "full_dispatch_request", lambda *a, **k: asked.append(1) or inside(*a, **k)
    )
    return asked


@pytest.mark.parametrize("query", ["", "?step=3", "?step=999"])
def test_nothing_new_is_said_on_the_doorstep(seated, woken, query):
    client, _held = seated
    tag = client.get(STATE + query).headers["ETag"]
    woken.clear()
    answer = client.get(STATE + query, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.headers["ETag"], woken) == (304, tag, [])
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("query", ["?step=5&lang=en", "?lang=en", "?step=x", "?x=1"])
def test_any_doubt_wakes_the_application(seated, woken, query):
    client, _held = seated
    tag = client.get(STATE).headers["ETag"]
    woken.clear()
    client.get(STATE + query, headers={"If-None-Match": tag})
    assert woken == [1]


def test_each_language_has_a_tag_of_its_own(seated):
    client, _held = seated
    tag = client.get(STATE, headers={"Accept-Language": "nl"}).headers["ETag"]
    asked = {"If-None-Match": tag, "Accept-Language": "en"}
    assert client.get(STATE, headers=asked).status_code == 200


def test_seconds_that_show_another_minute_give_another_tag(seated, monkeypatch):
    client, _held = seated
    words, tags = [], []
    for second in range(1670, 1700):  # the step lasts 26 minutes
        later(monkeypatch, seconds=second - 120)
        answer = client.get(STATE)
        words.append(answer.get_json()["left"])
        tags.append(answer.headers["ETag"])
    changes = [one != two for one, two in itertools.pairwise(words)]
    assert any(changes)
    assert changes == [one != two for one, two in itertools.pairwise(tags)]


def test_a_browser_at_no_table_learns_nothing_on_the_doorstep(app, seated, woken):
    client, _held = seated
    tag = client.get(STATE).headers["ETag"]
    asked = {"If-None-Match": tag, "Accept": "application/json"}
    stranger = FlaskClient(app)
    assert stranger.get(STATE, headers=asked).status_code == 401
    name = app.config["SESSION_COOKIE_NAME"]
    good = client.get_cookie(name).value
    # The first sign belongs to what is said, the last to the signature.
    for forged in ("x" + good[1:], good[:-3] + "AAA", "", good.rpartition(".")[0]):
        cookie = {"Cookie": f"{name}={forged}"}
        answer = FlaskClient(app, use_cookies=False).get(STATE, headers=asked | cookie)
        assert answer.status_code == 401


def test_the_seat_ends_on_the_doorstep_too(seated, monkeypatch):
    client, _held = seated
    tag = client.get(STATE + "?step=3").headers["ETag"]
    asked = {"If-None-Match": tag, "Accept": "application/json"}
    assert client.get(STATE + "?step=3", headers=asked).status_code == 304
    later(monkeypatch, hours=8, seconds=1)
    assert client.get(STATE + "?step=3", headers=asked).status_code == 401


def test_whoever_left_the_table_is_turned_away(seated):
    client, _held = seated
    tag = client.get(STATE).headers["ETag"]
    client.post("/table/leave")
    asked = {"If-None-Match": tag, "Accept": "application/json"}
    assert client.get(STATE, headers=asked).status_code == 401
