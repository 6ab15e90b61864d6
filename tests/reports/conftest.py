"""What the tests of the reports room share."""

from datetime import timedelta

import pytest

from dialogue.foundation.database import db, start_writing
from tests.conftest import NOW, commit
from tests.makers.reports import make_harvested_report
from tests.makers.sessions import make_dialogue_session


@pytest.fixture
def evening(app, cast):
    """A dialogue session that is over, in Wilgendam."""
    return make_dialogue_session(cast.wilgendam, starts_at=NOW - timedelta(days=5))


@pytest.fixture
def report(evening):
    """Its report: a small evening, harvested, nothing issued."""
    found = make_harvested_report(evening)
    commit()
    return found


@pytest.fixture
def desk(client, cast, sign_in):
    """Samira's browser."""
    return sign_in(client, cast.samira)


@pytest.fixture
def busy():
    """``busy()``: a test is about to write again after a request."""

    def begin():
        db.session.commit()
        start_writing()

    return begin
