"""The error page stands when the database does not."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text

from dialogue.access.permissions import Permission
from dialogue.foundation.database import db
from dialogue.municipalities.models import Municipality

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
