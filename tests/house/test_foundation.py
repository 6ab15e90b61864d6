"""The foundation: moments, scope, reading and writing transactions."""

import pytest
from flask import abort
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from dialogue.access.permissions import Permission
from dialogue.foundation.database import (
    ScopeMissing,
    WriteOnReadingConnection,
    db,
    everywhere,
    within,
)
from dialogue.municipalities.models import Venue
from tests.conftest import commit
from tests.makers.municipalities import make_venue


def test_a_query_that_does_not_say_whose_rows_raises(cast):
    for statement in (
        select(Venue),
        select(Venue.name),
        select(func.count()).select_from(Venue),
        update(Venue).values(name="x"),
    ):
        with pytest.raises(ScopeMissing):
            db.session.execute(statement)


def test_another_towns_rows_are_not_there(cast):
    make_venue(cast.wilgendam)
    make_venue(cast.oosterbrug, name="De Brug")
    commit()
    found = db.session.scalars(within(cast.oosterbrug.id, select(Venue))).all()
    assert [venue.name for venue in found] == ["De Brug"]
    counted = select(func.count(Venue.id))
    assert db.session.scalar(within(cast.oosterbrug.id, counted)) == 1
    assert db.session.scalar(everywhere(counted)) == 2


def test_a_write_in_a_reading_transaction_raises(cast):
    commit()
    db.session.rollback()
    make = make_venue
    with pytest.raises(WriteOnReadingConnection):
        make(cast.wilgendam)


@pytest.fixture
def page_does(app, monkeypatch):
    """``page_does(act)``: the door where a clerk leaves does this instead."""
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)

    def instead(act):
        def view(**_arguments):
            make_venue(db.session.merge(instead.town), name="Op de pagina")
            return act()

        view.needs = Permission.VISIT
        monkeypatch.setitem(app.view_functions, "council.leave", view)

    return instead


def break_down():
    raise RuntimeError("half-way")


@pytest.mark.parametrize(
    ("act", "status", "kept"),
    [
        (lambda: "<!doctype html>", 200, 1),
        (lambda: ("", 303), 303, 1),
        (lambda: abort(422), 422, 0),
        (break_down, 500, 0),
    ],
    ids=["page", "redirect", "refusal", "fault"],
)
def test_what_a_page_wrote_is_kept_whole_or_not_at_all(
    app, cast, page_does, act, status, kept
):
    page_does.town = cast.wilgendam
    commit()
    page_does(act)
    answer = FlaskClient(app, app.response_class).post("/wilgendam/clerk/leave")
    assert answer.status_code == status
    db.session.rollback()
    found = db.session.scalars(within(cast.wilgendam.id, select(Venue.name))).all()
    assert found == ["Op de pagina"] * kept


def test_a_commit_that_fails_is_never_a_success(app, cast, page_does, monkeypatch):
    page_does.town = cast.wilgendam
    commit()
    page_does(lambda: ("", 303))
    with monkeypatch.context() as broken:
        broken.setattr(db.session.registry(), "commit", break_down)
        answer = FlaskClient(app, app.response_class).post("/wilgendam/clerk/leave")
    assert answer.status_code == 500
    db.session.rollback()
    assert db.session.scalars(within(cast.wilgendam.id, select(Venue.name))).all() == []
