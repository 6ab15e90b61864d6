"""The error page stands when the database does not."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text
from werkzeug.datastructures import MultiDict

from dialogue.access.permissions import Permission
from dialogue.foundation.database import db
from dialogue.municipalities.models import Municipality
from dialogue.sessions.models import Stage
from tests.conftest import commit
from tests.inspecting import inspect
from tests.makers.sessions import make_dialogue_session

PAGE = "/wilgendam/how-it-goes"


@pytest.fixture
def page_does(app, monkeypatch):
    """``page_does(act)``: a public page of a municipality does this instead."""
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)

    def instead(act):
        def view(**_arguments):
            act()
            return "done"

        view.needs = Permission.VISIT
        monkeypatch.setitem(app.view_functions, "overview.how_it_goes", view)

    return instead


def test_a_statement_that_fails_leaves_a_page_with_a_sentence(client, cast, page_does):
    """Its frame asks the database too, in a transaction that is broken by then."""
    page_does(lambda: db.session.execute(text("SELECT nothing FROM nowhere")))
    answer = client.get(f"{PAGE}?lang=en")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.text


def test_a_character_the_database_cannot_carry_is_a_refusal(app, cast, page_does):
    """Where no form stands before it, as in an address."""
    page_does(
        lambda: db.session.scalars(
            select(Municipality.id).where(Municipality.name == "a\x00b")
        ).all()
    )
    answer = FlaskClient(app, app.response_class).get(f"{PAGE}?lang=en")
    if db.engine.dialect.name == "sqlite":
        assert answer.text == "done", "SQLite compares with it"
    else:
        assert answer.status_code == 400
        assert "We did not understand that" in answer.text


@pytest.mark.parametrize(
    "address",
    ["/%00/", "/wilgendam/talks/%00", "/wilgendam/talks/%00/sign-up", "/%00/talks/a"],
)
def test_an_address_that_the_database_cannot_carry_is_no_fault_of_ours(
    client, cast, address
):
    refused = 404 if db.engine.dialect.name == "sqlite" else 400
    assert client.get(address).status_code == refused


@pytest.mark.parametrize(
    ("page", "first"), [("sign-up", "/wilgendam/"), ("move", "/wilgendam/desk")]
)
def test_what_a_town_says_no_to_leads_to_its_own_first_page(
    client, cast, sign_in, page, first
):
    sign_in(client, cast.samira)
    off = make_dialogue_session(cast.wilgendam, stage=Stage.CANCELLED)
    commit()
    where = f"talks/{off.ref}" if page == "sign-up" else f"desk/talks/{off.id}"
    answer = client.get(f"/wilgendam/{where}/{page}")
    assert answer.status_code == 422
    assert inspect(answer.text).find(".//main//a").get("href") == first


TYPED = {
    "title": "Lief & leed",
    "about": "Eén regel.\nNog een.",
    "languages": ["nl", "en"],
}
OURS = {"Sec-Fetch-Site": "same-origin"}


def again(page):
    """What one press on the page sends."""
    form = inspect(page.text).find(".//main//form[@method='post']")
    if form is None:
        return None
    fields = [(each.get("name"), each.get("value")) for each in form.iter("input")]
    assert "csrf_token" in dict(fields)
    return form.get("action"), [each for each in fields if each[0] != "csrf_token"]


def test_who_was_signed_out_while_typing_loses_nothing(client, cast):
    answer = client.post("/wilgendam/desk/talks/new?copy=1", data=TYPED, headers=OURS)
    assert answer.status_code == 401
    where, fields = again(answer)
    assert where == "/wilgendam/desk/talks/new?copy=1"
    assert MultiDict(fields) == MultiDict(TYPED)
    link = inspect(answer.text).find(".//main//a")
    assert (link.get("href"), link.get("target")) == ("/sign-in", "_blank")


def test_a_form_that_lost_its_secret_is_sent_again_with_one_press(
    app, cast, monkeypatch
):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    browser = app.test_client()
    refused = browser.post("/sign-in/second-step", data={"code": "1"}, headers=OURS)
    assert refused.status_code == 400
    assert again(refused) == ("/sign-in/second-step", [("code", "1")])


@pytest.mark.parametrize(
    ("headers", "typed"),
    [
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, TYPED),
        ({"Sec-Fetch-Site": "same-site"}, TYPED),
        ({"Origin": "https://elders.example"}, TYPED),
        ({}, TYPED),
        (OURS, TYPED | {"password": "vier woorden achter elkaar"}),
        (OURS, TYPED | {"about": "x" * 200_001}),
    ],
    ids=["another site", "a sister site", "another origin", "unknown", "password", "long"],
)  # fmt: skip
def test_nobody_else_can_put_words_in_somebodys_hand(client, cast, headers, typed):
    answer = client.post("/wilgendam/desk/talks/new", data=typed, headers=headers)
    assert answer.status_code == 401
    assert again(answer) is None


def test_an_older_browser_says_where_a_form_stood(client, cast):
    ours = {"Origin": "http://localhost"}
    answer = client.post("/wilgendam/desk/talks/new", data=TYPED, headers=ours)
    assert again(answer) is not None
