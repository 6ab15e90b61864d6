"""Where somebody works: straight there, or a choice."""

from dialogue.access.permissions import Role
from tests.conftest import commit
from tests.makers.access import make_account
from tests.makers.municipalities import make_membership


def test_one_place_to_work_is_opened_at_once(app, cast, sign_in):
    for who, there in (
        (cast.samira, "/wilgendam/desk"),
        (cast.joost, "/wilgendam/desk"),
        (cast.owner, "/programme"),
        (cast.marloes, "/wilgendam/desk/council"),
        (cast.wim, "/wilgendam/desk/evenings"),
    ):
        assert sign_in(app.test_client(), who).get("/desk").location == there


def test_two_places_are_a_choice(client, cast, sign_in):
    make_membership(cast.samira, cast.oosterbrug, Role.FACILITATOR)
    commit()
    page = sign_in(client, cast.samira).get("/desk?lang=en").text
    assert 'href="/wilgendam/desk"' in page
    assert 'href="/oosterbrug/desk"' in page
    assert "coordinator" in page


def test_account_without_a_role_is_told_whom_to_ask(client, cast, sign_in):
    nobody = make_account("Niemand")
    commit()
    page = sign_in(client, nobody).get("/desk?lang=en").text
    assert "A coordinator can invite you." in page


def test_stranger_signs_in_first(client, cast):
    assert "/sign-in" in client.get("/desk").location
