"""The story line: eight stops, one now."""

import pytest

from dialogue.sessions import story
from dialogue.sessions.models import Stage
from dialogue.sessions.story import State, Stop
from tests.conftest import NOW, commit
from tests.makers.sessions import STARTS, make_dialogue_session


def told(*states):
    return {name: Stop(state) for name, state in zip(story.STOPS, states, strict=True)}


D, N, L = State.DONE, State.NOW, State.LATER


def test_the_first_stop_that_says_now_is_now_and_others_wait():
    line = story.arrange(told(D, D, N, N, L, L, N, L), Stage.PUBLISHED)
    assert [stop.state for _, stop in line.stops] == [D, D, N, L, L, L, L, L]
    assert line.at == 3
    assert str(line.stops[line.at - 1][0]) == "seats"


def test_where_nobody_says_now_the_first_that_is_not_done_is():
    assert story.arrange(told(D, D, D, L, L, L, L, L), Stage.PUBLISHED).at == 4


def test_a_story_that_is_complete_has_no_now():
    line = story.arrange(told(*[D] * 8), Stage.PUBLISHED)
    assert (line.at, line.now, line.name_now) == (0, None, "")


def test_an_issued_report_leaves_nothing_to_do_before_it():
    stops = told(D, D, D, D, N, L, D, L)
    assert story.arrange(stops, Stage.PUBLISHED).at == 5
    stops["report"] = Stop(D, closes=True)
    line = story.arrange(stops, Stage.PUBLISHED)
    assert [stop.state for _, stop in line.stops] == [*[D] * 7, N]


def test_a_draft_is_at_its_first_stop_and_a_cancelled_one_nowhere():
    states = told(D, N, N, L, L, L, L, L)
    assert story.arrange(states, Stage.DRAFT).at == 1
    assert story.arrange(states, Stage.CANCELLED).at == 0


def test_a_room_cannot_tell_a_stop_that_is_not_in_the_story():
    with pytest.raises(LookupError, match="no stop"):
        story.provide("lunch", lambda *_: Stop(State.DONE))


@pytest.fixture
def kept(monkeypatch):
    """What rooms told, put back afterwards."""
    monkeypatch.setattr(story, "_ones", dict(story._ones))
    monkeypatch.setattr(story, "_manys", dict(story._manys))


def test_a_room_tells_its_own_stop(app, cast, kept):
    evening = make_dialogue_session(cast.wilgendam)
    stop = Stop(State.NOW, "24 of 40", "call 6 people back.", "sessions.plan", "Call")
    for name in story.STOPS:
        story.provide(name, lambda *_: Stop(State.DONE))
    story.provide("seats", lambda session, now: stop)
    with app.test_request_context("/"):
        line = story.line_of(evening, NOW)
    assert line.now == stop
    assert line.at == 3


def test_many_lines_ask_a_room_once(app, cast, kept):
    evenings = [make_dialogue_session(cast.wilgendam) for _ in range(3)]
    asked = []

    def many(dialogue_sessions, now):
        asked.append(len(dialogue_sessions))
        return {each.id: Stop(State.NOW, "many") for each in dialogue_sessions}

    for name in story.STOPS:
        story.provide(name, lambda *_: Stop(State.DONE))
    story.provide("seats", lambda *_: Stop(State.NOW, "one"), many=many)
    with app.test_request_context("/"):
        lines = story.lines_of(evenings, NOW)
    assert asked == [3]
    assert {line.now.figure for line in lines.values()} == {"many"}


def test_a_provider_that_comes_later_replaces_the_one_before(app, cast, kept):
    evening = make_dialogue_session(cast.wilgendam)
    story.provide("seats", lambda *_: Stop(State.NOW, "old"), many=lambda *_: {})
    story.provide("seats", lambda *_: Stop(State.NOW, "new"))
    with app.test_request_context("/"):
        stops = dict(story.lines_of([evening], NOW)[evening.id].stops)
    assert stops["seats"].figure == "new"


def test_the_desk_page_shows_the_line_with_its_figures(client, cast, sign_in):
    evening = make_dialogue_session(cast.wilgendam, starts_at=STARTS)
    commit()
    sign_in(client, cast.samira)
    page = client.get(f"/wilgendam/desk/talks/{evening.id}/plan?lang=en")
    assert page.status_code == 200
    for words in ("Plan", "Invite", "Harvest", "before 20\xa0April", "11\xa0February"):
        assert words in page.text
