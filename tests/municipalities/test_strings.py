"""Every naughty string in a place, and in the searches (fields: house/test_every_form.py)."""

import pytest
from sqlalchemy import select

from dialogue.foundation.database import db, within
from dialogue.foundation.forms import tidy
from dialogue.municipalities.models import Venue
from tests.municipalities.test_venues import FORM as VENUE_FORM

VENUES = "/wilgendam/desk/venues"
FREE = ("name", "street", "town", "stop_nearby", "note")


@pytest.fixture
def samira(client, cast, sign_in):
    return sign_in(client, cast.samira)


@pytest.mark.slow
def test_place_is_stored_as_it_was_tidied_or_refused(samira, cast, strings):
    newest = within(cast.wilgendam.id, select(Venue).order_by(Venue.id.desc()).limit(1))
    stored = 0
    for number, text in enumerate(strings):
        form = VENUE_FORM | dict.fromkeys(FREE, text) | {"once": f"once{number}"}
        answer = samira.post(f"{VENUES}/new", data=form)
        if answer.status_code == 422:
            continue
        assert answer.status_code == 302, (answer.status_code, text)
        venue = db.session.scalars(newest).one()
        assert [getattr(venue, name) for name in FREE] == [tidy(text)] * len(FREE)
        stored += 1
    assert stored > len(strings) * 0.55
    assert samira.get(VENUES).status_code == 200


@pytest.mark.slow
def test_every_search_of_the_programme_and_the_first_page_answers(
    client, cast, sign_in, strings
):
    owner = sign_in(client, cast.owner)
    for text in strings:
        for page in ("/programme", "/"):
            answer = owner.get(page, query_string={"q": text})
            assert answer.status_code in {200, 302}, (answer.status_code, page, text)
