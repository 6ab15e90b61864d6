"""The product in a real browser: the walked example, served, at two widths."""

import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.conftest import settings_for
from tests.journeys.browser import WIDTHS, Visitor, launch, open_context
from tests.journeys.world import Site


class Silent(WSGIRequestHandler):
    """Serves without telling every request."""

    def log_request(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def site(scratch: Path) -> Iterator[Site]:
    """The example of the demo, served on a free port of this machine."""
    from dialogue.app import create_app
    from dialogue.commands import bring_up_to_date
    from dialogue.demo import PASSWORD, last_evening
    from dialogue.demo.pages import room
    from dialogue.example.build import build_demo

    folder = scratch / "site"
    folder.mkdir()
    server = make_server(
        "127.0.0.1", 0, lambda *_: [], threaded=True, request_handler=Silent
    )
    address = f"http://127.0.0.1:{server.port}"
    database = f"sqlite:///{folder / 'site.sqlite'}"
    settings = settings_for(database, folder, mode="demo", public_url=address)
    app = create_app(settings)
    app.register_blueprint(room)
    logging.getLogger("dialogue").setLevel(logging.WARNING)
    bring_up_to_date(app)
    built = build_demo(app, folder, last_evening(), PASSWORD)
    server.app = app
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(app, address, folder, built)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's own Chromium."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


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
