"""The programme: every municipality, begun or not, and how one begins."""

from datetime import date

import pytest

from dialogue.access import queries as accounts
from dialogue.access.permissions import Role
from dialogue.foundation import throttle
from dialogue.foundation.database import db
from dialogue.municipalities.models import PlaceName
from tests.conftest import commit
from tests.makers.municipalities import make_municipality


@pytest.fixture
def owner(app, client, cast, sign_in):
    throttle.forget_all(app)
    quiet = make_municipality(slug="stildorp", name="Stildorp", started_at=None)
    make_municipality(
        slug="oudedorp", name="Oudedorp", started_at=None, merged_into_id=quiet.id,
        merged_on=date(2026, 1, 1),
    )  # fmt: skip
    names = (("stildorp", "Stildorp", False), ("oudedorp", "Oudedorp", True))
    for folded, shown, former in names:
        db.session.add(
            PlaceName(
                municipality_id=quiet.id, folded=folded, shown=shown, former=former
            )
        )
    commit()
    return sign_in(client, cast.owner)


def test_owner_sees_which_municipalities_began(owner):
    page = owner.get("/programme?lang=en").text
    assert "Wilgendam" in page
    assert "began on Monday 18\xa0January 2027" in page
    assert "of 3 municipalities have begun" in page
    assert 'href="/programme/stildorp">Stildorp' in page  # what Oudedorp is part of now


@pytest.mark.parametrize("typed", ["Stildorp", "stil", "OUDEDORP"])
def test_owner_finds_a_municipality_that_has_not_begun(owner, typed):
    page = owner.get(f"/programme?lang=en&q={typed}").text
    assert 'href="/programme/stildorp"' in page
    assert "not begun" in page


@pytest.mark.parametrize(
    "typed", ["\x00", "%25", "<b>", "x" * 500, "\u202e", "nergens"]
)
def test_nothing_found_says_what_to_type(owner, typed):
    page = owner.get("/programme", query_string={"lang": "en", "q": typed})
    assert page.status_code == 200
    assert "We do not know" in page.text


def test_owner_starts_a_municipality_by_inviting_its_coordinator(owner, now):
    form = {"email": "Nieuw@Stildorp.example"}
    assert (
        owner.post("/programme/stildorp", data=form).location == "/programme/stildorp"
    )
    page = owner.get("/programme/stildorp?lang=en").text
    assert "nieuw@stildorp.example" in page
    assert "Invite another coordinator" in page
    from sqlalchemy import select

    from dialogue.municipalities.models import Municipality

    place = db.session.scalars(select(Municipality).filter_by(slug="stildorp")).one()
    (invitation,) = accounts.open_invitations(place.id, now)
    assert (invitation.role, invitation.place) == (Role.COORDINATOR, "Stildorp")


@pytest.mark.parametrize("typed", ["", "nobody", "a@b\r\nBcc: c@d.nl"])
def test_address_that_is_none_is_refused(owner, typed):
    assert owner.post("/programme/stildorp", data={"email": typed}).status_code == 422


def test_merged_and_unknown_municipalities_cannot_begin(owner):
    assert owner.get("/programme/oudedorp").status_code == 404
    assert owner.get("/programme/nergens").status_code == 404


def test_programme_is_its_owner_s_only(app, cast, sign_in):
    for who in (cast.samira, cast.joost, cast.marloes):
        browser = sign_in(app.test_client(), who)
        assert browser.get("/programme").status_code == 403
        assert browser.get("/programme/wilgendam").status_code in {403, 404}
        assert browser.post("/programme/wilgendam").status_code in {403, 404}
