"""Take a guard away, and something turns red: the controls of the other proofs.

Each test removes one thing that protects and shows that the probe, which elsewhere
finds nothing, now finds the hole. Others stand beside their proofs: the lock on seats
(registrations/test_rush.py), the rule of five and its complements
(outcomes/protection), the watch for floods, the purpose of links, the clock of probes.
"""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import with_loader_criteria

from dialogue.access.gate import OPEN_TO_ALL, needs_of
from dialogue.access.permissions import GRANTS, Permission, Role
from dialogue.foundation import database
from dialogue.foundation.database import WriteOnReadingConnection, db, start_writing
from dialogue.foundation.model import Scoped
from dialogue.municipalities.models import Venue
from tests.conftest import commit
from tests.house.test_doors import value_for
from tests.makers.municipalities import make_venue

pytestmark = pytest.mark.slow
TURNED_AWAY = {401, 403}


def guarded(app):
    """(endpoint, method, address) of every door that is not for everybody."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint in OPEN_TO_ALL:
            continue
        if Role.ANYONE in GRANTS[needs_of(app, rule.endpoint)]:
            continue
        parts = {each: value_for(rule, each, "wilgendam") for each in rule.arguments}
        method = "POST" if "POST" in rule.methods else "GET"
        with app.test_request_context():
            yield rule.endpoint, method, app.url_for(rule.endpoint, **parts)


def is_turned_away(answer):
    return answer.status_code in TURNED_AWAY or (
        answer.status_code == 302 and "/sign-in?next=" in (answer.location or "")
    )


def test_without_its_need_a_door_lets_a_stranger_in(app, cast, monkeypatch):
    """Each door by itself; what test_doors finds shut is then found open."""
    db.session.rollback()
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    browser, tried = FlaskClient(app, app.response_class), 0
    for endpoint, method, address in guarded(app):
        before = browser.open(address, method=method)
        db.session.rollback()
        assert is_turned_away(before), address
        with monkeypatch.context() as patch:
            patch.setattr(app.view_functions[endpoint], "needs", Permission.VISIT)
            after = browser.open(address, method=method)
            db.session.rollback()
        assert not is_turned_away(after), address
        tried += 1
    assert tried > 100


def test_with_one_role_more_in_the_table_somebody_gets_further(
    app, cast, sign_in, monkeypatch
):
    """Each permission by itself, given to a table host who must not have it."""
    browser = sign_in(FlaskClient(app, app.response_class), cast.wim)
    db.session.rollback()
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    found = {needs_of(app, endpoint): (method, address) for endpoint, method, address in guarded(app) if "/wilgendam/" in address}  # fmt: skip
    tried = 0
    for needs, (method, address) in found.items():
        if Role.TABLE_HOST in GRANTS[needs] or Role.SIGNED_IN in GRANTS[needs]:
            continue
        assert browser.open(address, method=method).status_code == 403, address
        db.session.rollback()
        with monkeypatch.context() as patch:
            patch.setitem(GRANTS, needs, GRANTS[needs] | {Role.TABLE_HOST})
            assert browser.open(address, method=method).status_code != 403, address
            db.session.rollback()
        tried += 1
    assert tried > 8


def test_without_the_scope_another_towns_rows_are_there(
    app, cast, sign_in, monkeypatch
):
    """A page of ours with the number of a place of theirs."""
    theirs = make_venue(cast.oosterbrug, name="Van hen").id
    commit()
    browser = sign_in(FlaskClient(app, app.response_class), cast.samira)
    db.session.rollback()
    address = f"/wilgendam/desk/venues/{theirs}"
    assert browser.get(address).status_code == 404
    everybodys = with_loader_criteria(Scoped, lambda model: model.municipality_id > 0)
    monkeypatch.setattr(database, "_only", lambda _town: everybodys)
    answer = browser.get(address)
    db.session.rollback()
    assert answer.status_code == 200
    assert "Van hen" in answer.text


def test_without_the_reading_guard_a_link_could_write(app, cast, monkeypatch):
    db.session.rollback()
    with pytest.raises(WriteOnReadingConnection):
        _write_while_reading(cast)
    db.session.rollback()
    start_writing()
    _write_while_reading(cast)


def _write_while_reading(cast):
    db.session.add(
        Venue(
            municipality_id=cast.wilgendam.id, name="x", street="x", postcode="x",
            town="x", step_free=True,
        )
    )  # fmt: skip
    db.session.flush()
