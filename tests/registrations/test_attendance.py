"""At the door: ticks, walk-ins, the sheet; and the head-count that follows."""

import io
from datetime import timedelta

import pikepdf
import pytest
from sqlalchemy import select

from dialogue.foundation import clock
from dialogue.foundation.database import db, everywhere
from dialogue.registrations import actions, listing, paper, queries
from dialogue.registrations.models import Registration, SeatCount, Way
from dialogue.registrations.queries import HeadCount
from tests.conftest import commit
from tests.makers.registrations import make_invitation_round, make_registration


@pytest.fixture
def door(client, cast, sign_in, evening, monkeypatch, now):
    """Three sign-ups, a helper and somebody who cancelled; it is the evening."""
    gerda = make_registration(evening, "Gerda", people=2)
    piet = make_registration(evening, "Piet", needs="rolstoel", phone="06 12 34 56 78")
    joke = make_registration(evening, "Joke", wish={"helper": True})
    els = make_registration(evening, "Els")
    actions.cancel(els, now=now)
    make_invitation_round(evening)
    at = evening.starts_at - timedelta(minutes=20)
    monkeypatch.setattr(clock, "now", lambda: at)
    sign_in(client, cast.wim)
    return client, gerda, piet, joke


def test_a_table_host_ticks_the_list_and_adds_a_walk_in(door, desk, evening):
    client, gerda, piet, joke = door
    page = client.get(desk + "/attendance")
    assert page.status_code == 200
    assert "Els" not in page.text
    ids = (gerda.id, piet.id, joke.id)
    form = dict(zip((f"came_{each}" for each in ids), ("1", "0", "1"), strict=True))
    assert client.post(desk + "/attendance", data=form).status_code == 303
    walk = {"name": "Kofi", "people": "2", "once": "a" * 32}
    for _ in range(2):
        assert client.post(desk + "/attendance", data=walk).status_code == 303
    assert queries.head_count(evening) == HeadCount(
        invited=24, reached=12, signed_up=4, waiting=0, cancelled=1, came=3,
        walked_in=2, helpers=1,
    )  # fmt: skip
    count = db.session.scalars(everywhere(select(SeatCount))).one()
    assert count.taken == 4, "a walk-in takes no seat that was promised"
    ways = [each.way for each in db.session.scalars(everywhere(select(Registration)))]
    assert ways.count(Way.WALK_IN) == 1
    assert "Kofi" in client.get(desk + "/attendance").text


def test_who_walks_in_does_not_cost_the_ticks_that_were_not_kept_yet(
    door, desk, evening
):
    client, gerda, *_rest = door
    form = {f"came_{gerda.id}": "2", "name": "Kofi", "people": "1", "add": "1"}
    assert client.post(desk + "/attendance", data=form).status_code == 303
    heads = queries.head_count(evening)
    assert (heads.came, heads.walked_in) == (3, 1)


@pytest.mark.parametrize("wrong", ["x", "-1", "10", "1.5", "３"])
def test_a_tick_that_is_no_number_is_refused(door, desk, wrong):
    client, gerda, *_rest = door
    form = {f"came_{gerda.id}": wrong}
    assert client.post(desk + "/attendance", data=form).status_code == 422


def test_more_than_signed_up_are_walk_ins(door, desk, evening):
    client, gerda, *_rest = door
    assert (
        client.post(desk + "/attendance", data={f"came_{gerda.id}": "3"}).status_code
        == 422
    )
    assert queries.head_count(evening).came == 0


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"people": "0"}, {"people": "10"}, {"people": "x"}]
)
def test_a_wrong_walk_in_keeps_what_was_typed_and_ticked(door, desk, wrong):
    client, gerda, *_rest = door
    form = {"name": "Kofi", "people": "1", "add": "1", f"came_{gerda.id}": "2"} | wrong
    answer = client.post(desk + "/attendance", data=form)
    assert answer.status_code == 422
    assert f'name="came_{gerda.id}" value="2" checked' in answer.text


def test_nobody_walks_in_weeks_before(client, cast, sign_in, desk, evening):
    sign_in(client, cast.samira)
    answer = client.post(desk + "/attendance", data={"name": "Kofi", "people": "1"})
    assert answer.status_code == 422


@pytest.mark.slow
def test_the_sheet_has_names_and_empty_rows_but_no_needs_or_numbers(
    door, desk, evening, app
):
    client, *_rest = door
    answer = client.get(desk + "/attendance.pdf")
    assert answer.mimetype == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.data)) as pdf:
        assert len(pdf.pages) == 1
    with app.test_request_context("/?lang=en"):
        rows = listing.expected(listing.rows_of(evening, evening.starts_at))
        told = paper.attendance(evening, "Wilgendam", rows, evening.starts_at).html
    assert "Gerda" in told
    assert "rolstoel" not in told
    assert "06 12" not in told
    assert "side-by-side" not in told
    with app.test_request_context("/?lang=en"):
        told = paper.attendance(evening, "Wilgendam", rows * 8, evening.starts_at).html
    assert "side-by-side" in told
    assert told.count('class="tick"') == 1 + 46, "the sheet is full, with empty rows"
    commit()
