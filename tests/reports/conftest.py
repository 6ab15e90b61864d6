"""What the tests of the reports room share."""

from datetime import date, timedelta

import pytest

from dialogue.foundation.database import db, start_writing
from dialogue.reports import actions
from dialogue.reports.queries import report_of
from dialogue.sessions.queries import session_in
from tests.conftest import NOW, commit
from tests.laid_back import laid_back
from tests.makers.council import make_issued_report
from tests.makers.reports import make_harvested_report
from tests.makers.sessions import make_dialogue_session


@pytest.fixture
def evening(app, cast):
    """A dialogue session that is over, in Wilgendam."""

    def build():
        return make_dialogue_session(
            cast.wilgendam, starts_at=NOW - timedelta(days=5)
        ).id

    return session_in(cast.wilgendam.id, laid_back("reports: evening", build))


@pytest.fixture
def report(evening):
    """Its report: a small evening, harvested, nothing issued."""

    def build():
        make_harvested_report(evening)

    laid_back("reports: harvested", build)
    commit()
    return report_of(evening)


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


@pytest.fixture
def evenings(app, cast):
    """Three evenings with a report that is out."""

    def build():
        found = [
            make_dialogue_session(
                cast.wilgendam,
                title=f"Gesprek {at}",
                starts_at=NOW - timedelta(days=9 * at),
            )
            for at in (1, 2, 3)
        ]
        for each in found:
            make_issued_report(each, now=NOW)
        return [each.id for each in found]

    numbers = laid_back("reports: three evenings", build)
    return [session_in(cast.wilgendam.id, number) for number in numbers]


@pytest.fixture
def several(evenings, cast):
    """A draft about the first two of them."""
    ids = [each.id for each in evenings[:2]]
    found = actions.begin_town_report(
        cast.wilgendam, "Buren in Wilgendam", ids, answer_due=date(2027, 4, 20), now=NOW
    )
    commit()
    return found
