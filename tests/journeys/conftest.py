"""The product in a real browser: the walked example, served, at two widths."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from tests.conftest import settings_for
from tests.journeys.browser import WIDTHS, Visitor, launch


@dataclass(frozen=True)
class Site:
    """A served house with the example in it."""

    app: Flask
    address: str
    folder: Path


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
    server = make_server("127.0.0.1", 0, lambda *_: [], threaded=True)
    address = f"http://127.0.0.1:{server.port}"
    settings = settings_for(f"sqlite:///{folder / 'site.sqlite'}", folder, mode="demo", public_url=address)
    app = create_app(settings)
    app.register_blueprint(room)
    bring_up_to_date(app)
    build_demo(app, folder, last_evening(), PASSWORD)
    server.app = app
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(app, address, folder)
    server.shutdown()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def visitor(site: Site, chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """Somebody with a telephone, then somebody with a large screen; speaks Dutch."""
    context = chromium.new_context(
        base_url=site.address, viewport={"width": request.param, "height": 800}, locale="nl-NL"
    )
    page: Page = context.new_page()
    person = Visitor(page)
    yield person
    context.close()
    assert not person.complaints, person.complaints
