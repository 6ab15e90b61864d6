"""What tests of this room share."""

import pytest

from dialogue.foundation import throttle
from tests.conftest import commit
from tests.makers.sessions import make_dialogue_session


@pytest.fixture(autouse=True)
def fresh_counts(request):
    """Nobody of an earlier test counts against this one's budgets."""
    if "app" in request.fixturenames:
        throttle.forget_all(request.getfixturevalue("app"))


@pytest.fixture
def evening(cast):
    """Lief en leed in the Kanaalbuurt: published, 40 seats; committed."""
    made = make_dialogue_session(cast.wilgendam)
    commit()
    return made


@pytest.fixture
def address(evening):
    """Where one signs up."""
    return f"/wilgendam/talks/{evening.ref}/sign-up"


@pytest.fixture
def desk(evening):
    """The desk of the evening."""
    return f"/wilgendam/desk/talks/{evening.id}"
