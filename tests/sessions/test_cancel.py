"""Cancelling, which asks once."""

import pytest

from dialogue.sessions.models import Stage
from tests.conftest import NOW, commit
from tests.makers.sessions import make_dialogue_session


@pytest.fixture
def evening(desk, cast, busy):
    busy()
    made = make_dialogue_session(cast.wilgendam)
    commit()
    return made


@pytest.fixture
def address(evening):
    return f"/wilgendam/desk/talks/{evening.id}/cancel"


def test_it_names_what_goes_and_then_it_is_off(desk, evening, address, rung):
    assert "Nobody has a seat yet." in desk.get(address + "?lang=en").text
    answer = desk.post(address, data={"reason": "De zaal is dicht", "revision": "1"})
    assert answer.status_code == 302
    assert (evening.stage, evening.cancelled_at) == (Stage.CANCELLED, NOW)
    assert evening.sequence == 1
    assert rung == ["session_changed", "session_cancelled"]
    assert "De zaal is dicht." in desk.get(f"/wilgendam/talks/{evening.ref}").text
    assert desk.get(answer.location).status_code == 200


def test_cancelling_twice_rings_once(desk, evening, address, rung):
    for _ in range(2):
        assert (
            desk.post(address, data={"reason": "Dicht", "revision": "1"}).status_code
            == 302
        )
    assert rung == ["session_changed", "session_cancelled"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"reason": "", "revision": "1"}, "Tell people why"),
        ({"reason": "x" * 401, "revision": "1"}, "401 characters"),
        ({"reason": "Dicht", "revision": "0"}, "Somebody else changed this"),
    ],
)
def test_what_cannot_be_is_refused(desk, evening, address, sent, said, rung):
    answer = desk.post(address, data=sent)
    assert answer.status_code == 422
    assert said in answer.text
    assert sent["reason"][:50] in answer.text
    assert (evening.stage, rung) == (Stage.PUBLISHED, [])
