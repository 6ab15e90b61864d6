"""The product in a real browser: the walked example, served, at two widths."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import share_templates
from tests.journeys.browser import WIDTHS, Visitor, open_context
from tests.journeys.serving import served
from tests.journeys.world import Site
from tests.press import print_blanks


@pytest.fixture(scope="session")
def site(scratch: Path) -> Iterator[Site]:
    """The example of the demo, served on a free port of this machine."""
    folder = scratch / "site"
    folder.mkdir()
    share_templates(folder)
    with ExitStack() as stack:
        with pytest.MonkeyPatch.context() as patch:
            print_blanks(patch)
            found = stack.enter_context(served(folder))
        yield found


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def width(request: pytest.FixtureRequest) -> int:
    """A telephone, then a large screen."""
    return int(request.param)


@pytest.fixture
def somebody(site: Site, chromium: Browser) -> Iterator[Callable[..., Visitor]]:
    """``somebody(width, …)``: a person with a browser of their own."""
    opened = []

    def arrive(width: int, **wishes: object) -> Visitor:
        context = open_context(chromium, site.address, width, **wishes)  # type: ignore[arg-type]
        person = Visitor(context.new_page())
        person.scripts = bool(wishes.get("scripts", True))
        opened.append((context, person))
        return person

    yield arrive
    for context, _person in opened:
        context.close()
    wrong = [each for _context, person in opened for each in person.complaints]
    assert not wrong, wrong


@pytest.fixture
def visitor(somebody: Callable[..., Visitor], width: int) -> Visitor:
    """Somebody with a telephone, then somebody with a large screen; speaks Dutch."""
    return somebody(width)


@pytest.fixture
def blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is printed in this journey is blank: another journey prints for real."""
    print_blanks(monkeypatch)
