"""Set-up: how residents reach the town, and how long things take and stay."""

import pytest

from dialogue.foundation.database import db
from tests.conftest import commit

SET_UP = "/wilgendam/desk/set-up"
FORM = {
    "phone": "010 123 45 67", "phone_hours": "ma-vr 9-17", "desk_address": "Balie",
    "answer_days": "30", "contact_kept_days": "60", "revision": "1",
}  # fmt: skip


@pytest.fixture
def samira(client, cast, sign_in):
    return sign_in(client, cast.samira)


def test_coordinator_changes_how_residents_reach_the_town(samira, cast):
    assert 'value="14 0199"' in samira.get(SET_UP).text
    assert samira.post(SET_UP, data=FORM).location == SET_UP
    db.session.refresh(cast.wilgendam)
    assert cast.wilgendam.phone == "010 123 45 67"
    assert (cast.wilgendam.answer_days, cast.wilgendam.contact_kept_days) == (30, 60)
    assert "010 123 45 67" in samira.get("/wilgendam/").text


def test_first_set_up_starts_the_town_and_later_ones_do_not_move_its_start(
    samira, cast, now
):
    cast.wilgendam.started_at = None
    commit()
    assert "begins" in samira.get(f"{SET_UP}?lang=en").text
    samira.post(SET_UP, data=FORM)
    db.session.refresh(cast.wilgendam)
    assert cast.wilgendam.started_at == now


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("phone", ""), ("phone", "call me"), ("phone", "12"), ("phone", "1" * 16),
        ("phone", "06\u202e12345678"), ("answer_days", ""), ("answer_days", "6"),
        ("answer_days", "366"), ("answer_days", "six"), ("answer_days", "1e2"),
        ("answer_days", "-7"), ("contact_kept_days", "0"), ("contact_kept_days", "9" * 30),
        ("phone_hours", "x" * 121), ("desk_address", "x\ny"),
    ],
)  # fmt: skip
def test_mistake_is_told_and_nothing_typed_is_lost(samira, cast, field, typed):
    answer = samira.post(SET_UP, data=FORM | {field: typed})
    assert answer.status_code == 422
    assert "field--wrong" in answer.text
    kept = "ma-vr 9-17" if field != "phone_hours" else "Balie"
    assert f'value="{kept}"' in answer.text
    db.session.refresh(cast.wilgendam)
    assert cast.wilgendam.phone == "14 0199"


def test_stale_form_is_refused(samira, cast):
    samira.post(SET_UP, data=FORM)
    answer = samira.post(f"{SET_UP}?lang=en", data=FORM | {"phone": "14 0"})
    assert answer.status_code == 422
    assert "Somebody else changed this" in answer.text


def test_owner_may_set_up_and_a_facilitator_may_not(app, cast, sign_in):
    assert sign_in(app.test_client(), cast.owner).get(SET_UP).status_code == 200
    assert sign_in(app.test_client(), cast.joost).get(SET_UP).status_code == 403
