"""Before the house: kept public pages are handed out while the house wakes up.

Building the house (all rooms, all models) takes half a second and more. A resident who
opens an invitation in that time gets it from the shelf (shelf.py), if the one question
that decides what it says still has the same answer; everybody else waits until the
house is there. See docs/decisions/0014.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock
from typing import Any

from flask import Flask

from dialogue.foundation import clock
from dialogue.foundation.language import picked_in, wished
from dialogue.foundation.page_cache import hand_out
from dialogue.foundation.settings import Settings
from dialogue.foundation.shelf import Shelf, Shelved, build_with_code, told

Environ = dict[str, Any]
SECONDS_FOR_A_QUESTION = 2
_SQLITE = re.compile(r"sqlite:///([^?]+)")


class Porch:
    """A WSGI application that builds the one behind it when somebody needs it."""

    def __init__(
        self, settings: Settings, templates: str, build: Callable[[], Flask]
    ) -> None:
        self.settings = settings
        self.shelf = Shelf(settings, build_with_code(templates))
        self.house: Flask | None = None
        self.building = Lock()  # held by whoever builds
        self._build = build

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """From the shelf as long as nobody is at home, else from the house."""
        house = self.house
        if house is None:
            found = self._kept(environ)
            if found is not None:
                return hand_out(found.page, found.headers, environ, start_response)
            house = self.wake()
        return house(environ, start_response)

    def wake(self) -> Flask:
        """The house; the first who asks builds it, others wait for it."""
        with self.building:
            if self.house is None:
                self.house = self._build()
        return self.house

    def _kept(self, environ: Environ) -> Shelved | None:
        if environ["REQUEST_METHOD"] != "GET" or environ.get("QUERY_STRING"):
            return None
        language = wished(
            picked_in(environ.get("HTTP_COOKIE", "")),
            environ.get("HTTP_ACCEPT_LANGUAGE", ""),
            self.settings.languages,
        )
        page = self.shelf.get(environ["PATH_INFO"], language)
        if page is None or (page.until is not None and clock.now() >= page.until):
            return None
        try:
            row = _ask(self.settings.database_url, page)
        except Exception:  # each driver has its own: the house says what is wrong
            return None
        return page if row is not None and told(row) == page.row else None


def _ask(url: str, page: Shelved) -> tuple[Any, ...] | None:
    connection = _connection(url)
    try:
        cursor = connection.cursor()
        cursor.execute(page.words, page.given)
        found: tuple[Any, ...] | None = cursor.fetchone()
        return found
    finally:
        connection.close()


def _connection(url: str) -> Any:
    """A connection of its own to the house's database, to read one row."""
    file = _SQLITE.fullmatch(url)
    if file is None:
        import psycopg

        plain = re.sub(r"^postgresql(\+\w+)?:", "postgresql:", url)
        return psycopg.connect(plain, connect_timeout=SECONDS_FOR_A_QUESTION)
    try:  # the same driver as the house's, so that rows look the same
        import pysqlite3 as driver
    except ImportError:
        import sqlite3 as driver
    address = f"{Path(file[1]).absolute().as_uri()}?mode=ro"
    return driver.connect(address, uri=True, timeout=SECONDS_FOR_A_QUESTION)
