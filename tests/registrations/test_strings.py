"""Every naughty string that was kept is carried by lists, paper and export."""

import pytest

from dialogue.foundation.database import db
from tests.conftest import commit
from tests.makers.registrations import make_registration


@pytest.mark.slow
def test_lists_paper_and_export_carry_what_was_kept(
    app, client, cast, sign_in, evening, desk, strings
):
    kept = [
        each for each in strings if 0 < len(each.strip()) <= 80 and each.isprintable()
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
