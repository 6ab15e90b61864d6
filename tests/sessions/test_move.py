"""Another day or time."""

from datetime import date

import pytest

from tests.conftest import commit
from tests.makers.sessions import make_dialogue_session

DAY = {"day": "2027-03-02", "starts": "20:00", "ends": "22:00", "revision": "1"}


@pytest.fixture
def evening(desk, cast, busy):
    busy()
    made = make_dialogue_session(cast.wilgendam)
    commit()
    return made


@pytest.fixture
def move(desk, evening):
    def sending(**changes):
        return desk.post(f"/wilgendam/desk/talks/{evening.id}/move", data=DAY | changes)

    return sending


def test_calendars_follow_and_the_bell_rings(move, evening, rung):
    assert move().status_code == 302
    assert (evening.starts_at.day, evening.starts_at.hour, evening.sequence) == (
        2,
        19,
        1,
    )
    assert rung == ["session_changed", "session_moved"]


def test_the_answer_moves_along(move, evening):
    move()
    assert evening.answer_due == date(2027, 5, 9)  # 19 days later than 20 April


def test_the_same_moment_is_no_move(move, evening, rung):
    assert move(day="2027-02-11", starts="19:30", ends="21:30").status_code == 302
    assert (evening.sequence, rung) == (0, [])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"day": "2027-02-29"}, "29 February 2027"), ({"day": "2027-01-17"}, "past"),
        ({"ends": "20:00"}, "before the beginning"), ({"ends": "21:00"}, "109 minutes"),
        ({"day": "2027-03-28", "starts": "02:30", "ends": "05:00"}, "does not exist"),
        ({"revision": "0"}, "Somebody else changed this"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(move, evening, changes, said, rung):
    answer = move(**changes)
    assert answer.status_code == 422
    assert said in answer.text
    assert (evening.sequence, rung) == (0, [])


def test_it_says_who_is_told(desk, evening, monkeypatch):
    from dialogue.sessions import seats

    monkeypatch.setattr(seats, "seats_taken", lambda _session: 3)
    page = desk.get(f"/wilgendam/desk/talks/{evening.id}/move?lang=en")
    assert (
        "3 seats are taken or held. Whoever signed up is told the new day." in page.text
    )
