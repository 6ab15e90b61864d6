"""Places to meet: added, changed, taken off the list and put back."""

import pytest
from sqlalchemy import select

from dialogue.foundation.database import all_of, db, within
from dialogue.municipalities.models import Venue
from tests.conftest import commit
from tests.makers.municipalities import make_venue
from tests.makers.sessions import make_dialogue_session

VENUES = "/wilgendam/desk/venues"
FORM = {
    "name": "De Brug", "street": "Dorpsplein 3", "postcode": "1234ab", "town": "Wilgendam",
    "step_free": "yes", "accessible_toilet": "no", "hearing_loop": "unknown",
    "parking": "unknown", "stop_nearby": "", "note": "",
}  # fmt: skip


@pytest.fixture
def joost(client, cast, sign_in):
    return sign_in(client, cast.joost)


def venues(cast):
    return all_of(within(cast.wilgendam.id, select(Venue).order_by(Venue.id)))


def test_facilitator_adds_a_place_and_nobody_looked_stays_unknown(joost, cast):
    assert joost.post(f"{VENUES}/new", data=FORM).location == VENUES
    (venue,) = venues(cast)
    assert venue.postcode == "1234 AB"
    assert (venue.step_free, venue.accessible_toilet) == (True, False)
    assert venue.hearing_loop is None
    page = joost.get(f"{VENUES}?lang=en").text
    assert "no accessible toilet" in page
    assert "hearing loop: nobody looked yet" in page


def test_form_sent_twice_adds_one_place(joost, cast):
    form = FORM | {"once": "the-same-form"}
    joost.post(f"{VENUES}/new", data=form)
    assert joost.post(f"{VENUES}/new", data=form).location == VENUES
    assert len(venues(cast)) == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""), ("name", " "), ("name", "x" * 121), ("name", "bell\x07"),
        ("street", ""), ("town", ""), ("postcode", ""), ("postcode", "9000"),
        ("postcode", "0123 AB"), ("postcode", "1234 ABC"), ("postcode", "١٢٣٤ AB"),
        ("step_free", "perhaps"), ("parking", ""), ("note", "x" * 401),
        ("stop_nearby", "two\nlines"),
    ],
)  # fmt: skip
def test_mistake_is_told_at_its_field_and_nothing_typed_is_lost(
    joost, cast, field, typed
):
    answer = joost.post(f"{VENUES}/new", data=FORM | {field: typed})
    assert answer.status_code == 422
    assert "field--wrong" in answer.text
    kept = "De Brug" if field != "name" else "Dorpsplein 3"
    assert f'value="{kept}"' in answer.text
    assert venues(cast) == []


def test_belgian_postcode_has_four_digits(app, cast, sign_in):
    fatma = sign_in(app.test_client(), cast.fatma)
    theirs = "/oosterbrug/desk/venues"
    assert fatma.post(f"{theirs}/new", data=FORM).status_code == 422
    assert (
        fatma.post(f"{theirs}/new", data=FORM | {"postcode": "9000"}).location == theirs
    )


def test_place_is_changed(joost, cast):
    venue = make_venue(cast.wilgendam)
    commit()
    page = joost.get(f"{VENUES}/{venue.id}").text
    assert 'value="Buurthuis De Schakel"' in page
    form = FORM | {"revision": "1"}
    assert joost.post(f"{VENUES}/{venue.id}", data=form).location == VENUES
    db.session.expire_all()
    assert (venues(cast)[0].name, venues(cast)[0].revision) == ("De Brug", 2)


def test_stale_form_is_refused_and_keeps_what_was_typed(joost, cast):
    venue = make_venue(cast.wilgendam)
    commit()
    joost.post(f"{VENUES}/{venue.id}", data=FORM | {"revision": "1"})
    late = FORM | {"revision": "1", "name": "Iets anders"}
    answer = joost.post(f"{VENUES}/{venue.id}?lang=en", data=late)
    assert answer.status_code == 422
    assert "Somebody else changed this" in answer.text
    assert "Iets anders" in answer.text
    db.session.expire_all()
    assert venues(cast)[0].name == "De Brug"


def test_place_is_taken_off_the_list_and_undo_puts_it_back(joost, cast):
    venue = make_venue(cast.wilgendam)
    make_dialogue_session(cast.wilgendam, venue_id=venue.id)
    commit()
    assert joost.post(f"{VENUES}/{venue.id}/retire").location == VENUES
    page = joost.get(f"{VENUES}?lang=en").text
    assert "1 place off the list" in page
    assert f'action="{VENUES}/{venue.id}/restore"' in page
    joost.post(f"{VENUES}/{venue.id}/restore")
    assert "off the list</summary>" not in joost.get(f"{VENUES}?lang=en").text


def test_list_without_places_says_what_comes_here(joost):
    assert "Here come the places where you meet" in joost.get(f"{VENUES}?lang=en").text


def test_place_of_another_town_is_not_here(joost, cast):
    theirs = make_venue(cast.oosterbrug)
    commit()
    assert joost.get(f"{VENUES}/{theirs.id}").status_code == 404
    for act in ("", "/retire", "/restore"):
        assert joost.post(f"{VENUES}/{theirs.id}{act}", data=FORM).status_code == 404
