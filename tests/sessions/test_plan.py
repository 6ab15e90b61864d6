"""The first stop: what a dialogue session says, and what one can do with it."""

import pytest

from dialogue.sessions.models import Stage
from tests.conftest import commit
from tests.makers.sessions import make_dialogue_session


@pytest.fixture
def opened(desk, cast, busy):
    def open_page(**facts):
        busy()
        evening = make_dialogue_session(cast.wilgendam, **facts)
        commit()
        return desk.get(f"/wilgendam/desk/talks/{evening.id}/plan?lang=en"), evening

    return open_page


def test_it_says_what_residents_read_and_how_they_find_it(opened):
    page, evening = opened()
    for words in (
        "Thursday 11\xa0February 2027", "Kanaalstraat 12", "40 seats, 6 tables",
        "Everybody: it is in the list", f"localhost/t/{evening.ref}",
        f"/wilgendam/talks/{evening.ref}/flyer-a5.pdf", "Another day", "Cancel it",
    ):  # fmt: skip
        assert words in page.text
    assert f"/{evening.id}/publish" not in page.text


def test_a_draft_asks_to_be_published(opened):
    page, evening = opened(stage=Stage.DRAFT, published_at=None)
    assert f"/{evening.id}/publish" in page.text
    assert "flyer-a5" not in page.text


def test_a_cancelled_one_can_only_be_copied(opened):
    page, evening = opened(stage=Stage.CANCELLED, cancel_reason="De zaal is dicht.")
    assert "De zaal is dicht." in page.text
    assert f"copy={evening.id}" in page.text
    assert f"/{evening.id}/change" not in page.text


def test_two_evenings_in_one_place_at_one_time_are_noticed(opened):
    _page, first = opened(title="De eerste")
    page, _second = opened(venue_id=first.venue_id, title="De tweede")
    assert "At the same time in the same place: De eerste." in page.text


@pytest.mark.parametrize("stop", ["plan", "change", "move", "cancel"])
@pytest.mark.parametrize(
    ("who", "code"), [("samira", 200), ("wim", 403), ("fatma", 404)]
)
def test_another_town_and_other_roles_stay_out(client, cast, sign_in, stop, who, code):
    evening = make_dialogue_session(cast.wilgendam)
    commit()
    sign_in(client, getattr(cast, who))
    assert client.get(f"/wilgendam/desk/talks/{evening.id}/{stop}").status_code == code


@pytest.mark.parametrize("stop", ["plan", "change", "move", "cancel"])
def test_an_evening_of_another_town_is_not_here(desk, cast, busy, stop):
    busy()
    theirs = make_dialogue_session(cast.oosterbrug)
    commit()
    assert desk.get(f"/wilgendam/desk/talks/{theirs.id}/{stop}").status_code == 404
    assert desk.get(f"/wilgendam/desk/talks/999999/{stop}").status_code == 404
