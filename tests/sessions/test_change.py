"""Changing what a dialogue session says."""

import pytest

from dialogue.sessions import seats
from dialogue.sessions.models import Stage
from tests.conftest import NOW, commit
from tests.inspecting import inspect, words
from tests.makers.sessions import make_dialogue_session
from tests.sessions.test_new import fields


@pytest.fixture
def evening(desk, cast, busy):
    busy()
    made = make_dialogue_session(cast.wilgendam)
    commit()
    return made


@pytest.fixture
def change(desk, evening):
    """``change(**fields)``: open the form, change these, send it."""

    def sending(**changes):
        address = f"/wilgendam/desk/talks/{evening.id}/change"
        sent = fields(desk.get(address)) | {"title": evening.title} | changes
        return desk.post(address, data=sent)

    return sending


def test_a_change_is_on_the_page_at_once(change, desk, evening, rung):
    before = desk.get(f"/wilgendam/talks/{evening.ref}").headers["ETag"]
    assert change(title="Iets anders").status_code == 302
    page = desk.get(
        f"/wilgendam/talks/{evening.ref}", headers={"If-None-Match": before}
    )
    assert "Iets anders" in page.text
    assert rung == ["session_changed"]
    assert (evening.revision, evening.sequence) == (2, 1)


def test_what_calendars_do_not_tell_leaves_their_number(change, evening):
    change(seats="44")
    assert (evening.seats, evening.sequence) == (44, 0)


def test_a_published_one_keeps_its_day_here(change, evening):
    change(day="2027-03-01", starts="10:00")
    assert evening.starts_at.day == 11


def test_a_draft_gets_another_day_here(desk, cast, busy):
    busy()
    draft = make_dialogue_session(cast.wilgendam, stage=Stage.DRAFT, published_at=None)
    commit()
    address = f"/wilgendam/desk/talks/{draft.id}/change"
    sent = fields(desk.get(address))
    assert sent["day"] == "2027-02-11"
    desk.post(address, data=sent | {"day": "2027-03-02"})
    assert draft.starts_at.day == 2


def test_a_stale_form_says_what_somebody_else_left(desk, change, evening):
    address = f"/wilgendam/desk/talks/{evening.id}/change"
    mine = fields(desk.get(f"{address}?lang=en")) | {"title": "Mijn titel"}
    change(seats="44", meeting="walk", place_note="bij de sluis")
    answer = words(inspect(desk.post(f"{address}?lang=en", data=mine).text))
    assert "Seats: It says now: 44" in answer
    assert "It says now: On a walk" in answer
    assert "It says now: bij de sluis" in answer
    assert "It says now: Lief en leed in de Kanaalbuurt" in answer, "what I changed too"
    assert answer.count("It says now") == 8, "nothing else: each stands on top as well"


def test_a_stale_form_is_refused_and_keeps_what_was_typed(change, evening):
    answer = change(revision="0", title="Mijn nieuwe titel")
    assert answer.status_code == 422
    assert "Somebody else changed this" in answer.text
    assert "Mijn nieuwe titel" in answer.text
    assert evening.title != "Mijn nieuwe titel"


def test_not_fewer_seats_than_people(change, evening, monkeypatch):
    monkeypatch.setattr(seats, "seats_taken", lambda _session: 24)
    answer = change(seats="23", tables="3")
    assert answer.status_code == 422
    assert "24 people have a seat already" in answer.text
    assert evening.seats == 40
    assert change(seats="24", tables="4").status_code == 302


def test_what_is_over_or_cancelled_stays_as_it_was(desk, cast, busy):
    from datetime import timedelta

    busy()
    past = make_dialogue_session(cast.wilgendam, starts_at=NOW - timedelta(days=2))
    off = make_dialogue_session(cast.wilgendam, stage=Stage.CANCELLED)
    commit()
    for each in (past, off):
        answer = desk.get(f"/wilgendam/desk/talks/{each.id}/change?lang=en")
        assert answer.status_code == 422
        assert "copy it to a new day" in answer.text


def test_a_venue_and_a_guide_that_were_retired_stay_to_choose(
    change, desk, evening, busy
):
    busy()
    evening.venue.retired_at = NOW
    evening.guide_version.guide.retired_at = NOW
    commit()
    assert change(about="Nieuw").status_code == 302
    assert evening.venue_id is not None
