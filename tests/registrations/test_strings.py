"""Every naughty string in every text field: kept or refused with a sentence."""

import json
from pathlib import Path

import pytest

from dialogue.foundation import throttle
from dialogue.foundation.database import db
from dialogue.registrations.models import Way
from tests.conftest import commit
from tests.makers.registrations import make_registration

STRINGS = json.loads(
    (Path(__file__).parent.parent / "strings" / "blns.json").read_text("utf-8")
)
FINE = {200, 303, 422}


def pages(desk, address, registration):
    """Each form with values that are right, and its text fields."""
    sign_up = {"name": "Gerda", "people": "1", "agreed": "y", "reach": "", "more": ""}
    person = {
        "name": "Gerda", "people": "1", "reach": "", "needs": "", "note": "",
        "language": "nl", "answer_by": "none", "revision": "1",
    }  # fmt: skip
    return {
        address: (sign_up, ("name", "reach", "people", "more", "question", "once")),
        address + "/other": (sign_up | {"via": "Joke"}, ("name", "via", "reach")),
        address + "/card": (sign_up | {"address": "Kade 7"}, ("name", "address")),
        desk + "/seats": (
            {"name": "Kees", "reach": "", "how": "phone", "needs": ""},
            ("name", "reach", "how", "needs"),
        ),
        f"{desk}/seats/{registration}": (
            person, ("name", "reach", "people", "needs", "note", "language", "answer_by", "revision"),
        ),
        desk + "/invite": (
            {"way": "phone", "asked": "2", "reached": "1", "note": ""},
            ("way", "asked", "reached", "note"),
        ),
        desk + "/invite/missing": ({"missing": ""}, ("missing",)),
        desk + "/attendance/walk-in": ({"name": "Kofi", "people": "1"}, ("name", "people")),
        "/wilgendam/mine": ({"code": ""}, ("code",)),
    }  # fmt: skip


@pytest.mark.slow
def test_no_string_breaks_a_form(app, cast, sign_in, evening, desk, address, now):
    """All text fields at once; every fortieth string also in each field by itself."""
    gerda = make_registration(evening, "Gerda", way=Way.WEB)
    client = sign_in(app.test_client(), cast.samira)
    db.session.rollback()
    for where, (right, fields) in pages(desk, address, gerda.id).items():
        for number, string in enumerate(STRINGS):
            tries = [dict.fromkeys(fields, string)]
            if number % 40 == 0:
                tries += [{name: string} for name in fields]
            for wrong in tries:
                throttle.forget_all(app)
                answer = client.post(where, data=right | wrong)
                assert answer.status_code in FINE, (where, wrong)


@pytest.mark.slow
def test_lists_paper_and_export_carry_what_was_kept(
    app, client, cast, sign_in, evening, desk
):
    kept = [
        each for each in STRINGS if 0 < len(each.strip()) <= 80 and each.isprintable()
    ]
    evening.seats = 400
    for number in range(0, len(kept) - 2, 3):
        name, needs, note = kept[number : number + 3]
        make_registration(evening, name.strip(), needs=needs, note=note)
    commit()
    sign_in(client, cast.samira)
    db.session.rollback()
    for page in ("/seats?all=1", "/attendance", "/people.csv", "/attendance.pdf"):
        assert client.get(desk + page).status_code == 200, page
