"""The foundation: moments, scope, reading and writing transactions."""

import pytest
from sqlalchemy import func, select, update

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
