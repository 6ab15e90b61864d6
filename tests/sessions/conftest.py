"""What the tests of the sessions room share."""

from collections.abc import Iterator

import pytest

from dialogue.foundation import bells
from dialogue.foundation.database import db, start_writing
from dialogue.foundation.page_cache import PAGES
from tests.conftest import commit
from tests.makers.guides import make_guide_version
from tests.makers.municipalities import make_venue


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    PAGES.empty()


@pytest.fixture
def desk(client, cast, sign_in):
    """Samira's browser, in English, in a town with a venue and a guide."""
    client.set_cookie("language", "en")
    make_guide_version()
    make_venue(cast.wilgendam)
    commit()
    return sign_in(client, cast.samira)


@pytest.fixture
def rung() -> Iterator[list[str]]:
    """The bells that rang, in order."""
    heard: list[str] = []
    ears = {}
    for name in ("session_changed", "session_moved", "session_cancelled"):

        def hear(_sender, _name=name, **_facts):
            heard.append(_name)

        ears[name] = hear
        getattr(bells, name).connect(hear)
    yield heard
    for name, hear in ears.items():
        getattr(bells, name).disconnect(hear)


@pytest.fixture
def busy():
    """``busy()``: a test is about to write again after a request."""

    def begin():
        db.session.commit()
        start_writing()

    return begin
