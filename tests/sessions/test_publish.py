"""Publishing a draft."""

from datetime import timedelta

from dialogue.sessions.models import Stage
from tests.conftest import NOW, commit
from tests.makers.sessions import make_dialogue_session


def draft(cast, busy, **more):
    busy()
    made = make_dialogue_session(
        cast.wilgendam, stage=Stage.DRAFT, published_at=None, **more
    )
    commit()
    return made, f"/wilgendam/desk/talks/{made.id}/publish"


def test_a_draft_becomes_a_page(desk, cast, busy, rung):
    made, address = draft(cast, busy)
    answer = desk.post(address, data={"revision": "1"})
    assert answer.status_code == 302
    assert (made.stage, made.published_at) == (Stage.PUBLISHED, NOW)
    assert "It is published" in desk.get(answer.location + "?lang=en").text
    assert desk.get(f"/wilgendam/talks/{made.ref}").status_code == 200
    assert rung == ["session_changed"]


def test_publishing_twice_changes_nothing(desk, cast, busy, rung):
    made, address = draft(cast, busy)
    desk.post(address)
    assert desk.post(address).status_code == 302
    assert made.revision == 2
    assert rung == ["session_changed"]


def test_a_day_that_is_past_cannot_be_published(desk, cast, busy):
    made, address = draft(cast, busy, starts_at=NOW - timedelta(days=1))
    assert desk.post(address).status_code == 422
    assert made.stage is Stage.DRAFT


def test_a_draft_that_changed_meanwhile_is_read_again_first(desk, cast, busy):
    made, address = draft(cast, busy)
    assert desk.post(address, data={"revision": "0"}).status_code == 422
    assert made.stage is Stage.DRAFT


def test_a_link_does_not_publish(desk, cast, busy):
    _made, address = draft(cast, busy)
    assert desk.get(address).status_code == 405
