"""Kept public pages are handed out on the doorstep, before the application wakes up.

A page in the cache needs one small select; waking the whole application to hand it
out costs several times that. So a plain GET of such a page (no query) is looked at
first: the stamp is read in one statement, written once and asked on the driver's own
connection, and where page_cache holds that page, or the browser has it already, the
answer goes out at once, with the headers the application gave its last one. Everything
else, and every doubt, goes to the application as if nobody stood here.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import Select

from dialogue.foundation import clock
from dialogue.foundation.asking import Question, Row
from dialogue.foundation.database import db
from dialogue.foundation.language import picked_in, wished
from dialogue.foundation.page_cache import (
    PAGES,
    KeptPage,
    build_mark,
    hand_out,
    say_unchanged,
    tag_of,
)
from dialogue.foundation.shelf import Shelf, Shelved, build_with_code, told

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Any], Iterable[bytes]]
# What differs from answer to answer; the rest is learned from the application.
_OWN = frozenset({"etag", "content-length", "content-encoding", "set-cookie", "date"})
_OF_A_POLL = (("Cache-Control", "no-store"), ("Vary", "Cookie"))
MOST_TAGS = 4000
Place = tuple[str, ...]  # a kind, the parts of an address, a language


class Stamp(NamedTuple):
    """What decides what a page says, and until when it stays so by the clock alone."""

    parts: tuple[object, ...]
    until: datetime | None = None


class Kind(NamedTuple):
    """Pages of one kind, and how to see which one is the present one."""

    name: str  # pages are kept as (name, *parts of the address)
    address: str  # a pattern with named groups, in the order of the key
    # One select of the columns that make the stamp; its parameters are those groups.
    asks: Callable[[], Select[Any]]
    # The row of that select to the stamp that the view makes.
    stamp: Callable[[Row, datetime], Stamp]


def put(app: Flask, kind: Kind) -> None:
    """Hand out pages of this kind."""
    app.wsgi_app = _Doorstep(app, app.wsgi_app, kind)  # type: ignore[method-assign]


class Poll(NamedTuple):
    """An address that scripts ask again and again, mostly with nothing new to say."""

    address: str
    # From a request and its language to the tag it would get now; None: in doubt.
    tag: Callable[[Environ, str], str | None]


def put_poll(app: Flask, poll: Poll) -> None:
    """Say "nothing new" at this address; whatever is new is said by the application."""
    app.wsgi_app = _Unchanged(app, app.wsgi_app, poll)  # type: ignore[method-assign]


class _Unchanged:
    def __init__(self, app: Flask, inside: Wsgi, poll: Poll) -> None:
        self.inside, self.poll = inside, poll
        self.offered: tuple[str, ...] = app.config["LANGUAGES"]

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] == self.poll.address:
            known = environ.get("HTTP_IF_NONE_MATCH", "")
            tag = self._tag(environ) if known else None
            if tag is not None and environ["REQUEST_METHOD"] == "GET" and tag in known:
                start_response("304 NOT MODIFIED", [("ETag", f'"{tag}"'), *_OF_A_POLL])
                return (b"",)
        return self.inside(environ, start_response)

    def _tag(self, environ: Environ) -> str | None:
        language = wished(
            picked_in(environ.get("HTTP_COOKIE", "")),
            environ.get("HTTP_ACCEPT_LANGUAGE", ""),
            self.offered,
        )
        try:
            return self.poll.tag(environ, language)
        except Exception:  # each driver has its own: the application says what is wrong
            return None


class _Doorstep:
    def __init__(self, app: Flask, inside: Wsgi, kind: Kind) -> None:
        self.app, self.inside, self.kind = app, inside, kind
        self.address = re.compile(kind.address)
        self.offered: tuple[str, ...] = app.config["LANGUAGES"]
        self.mark = build_mark(str(app.template_folder))
        self.question: Question | None = None
        self.headers: list[tuple[str, str]] = []
        # The row last seen for a page, its tag, and until when that holds.
        self.tags: dict[Place, tuple[Row, str, datetime | None]] = {}
        self.shelf = Shelf(
            app.extensions["settings"], build_with_code(str(app.template_folder))
        )
        self.shelved: dict[Place, str] = {}  # the tags of what we put there

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        found = None
        if environ["REQUEST_METHOD"] == "GET" and not environ.get("QUERY_STRING"):
            found = self.address.fullmatch(environ["PATH_INFO"])
        if found is None:
            return self.inside(environ, start_response)
        if not self.headers:
            return self.inside(environ, self._learning(start_response))
        parts = found.groupdict()
        language = wished(
            picked_in(environ.get("HTTP_COOKIE", "")),
            environ.get("HTTP_ACCEPT_LANGUAGE", ""),
            self.offered,
        )
        place = (self.kind.name, *parts.values(), language)
        known = environ.get("HTTP_IF_NONE_MATCH", "")
        tag = self._tag(place, parts) if known or place in PAGES else None
        if tag is None:
            return self.inside(environ, start_response)
        if tag in known:
            return say_unchanged(tag, self.headers, start_response)
        page = PAGES.kept(place, tag)
        if page is None:
            return self.inside(environ, start_response)
        if self.shelved.get(place) != tag:
            self._shelve(page, place, environ["PATH_INFO"], parts)
        return hand_out(page, self.headers, environ, start_response)

    def _shelve(
        self, page: KeptPage, place: Place, path: str, parts: Mapping[str, str]
    ) -> None:
        """Keep it for the next start too; one small file for each new page."""
        if self.question is None:
            return
        row, _tag, until = self.tags[place]
        words, given = self.question.words, self.question.parameters(parts)
        what = Shelved(page, tuple(self.headers), words, given, told(row), until)
        self.shelf.put(path, place[-1], what)
        if len(self.shelved) >= MOST_TAGS:
            self.shelved.clear()
        self.shelved[place] = page.tag

    def _learning(self, start_response: Any) -> Any:
        """Note what the application says about every such page."""

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            if status.startswith("200"):
                self.headers = [each for each in headers if each[0].lower() not in _OWN]
            return start_response(status, headers, *more)

        return start

    def _tag(self, place: Place, parts: Mapping[str, str]) -> str | None:
        """The tag of the present page; None where there is none, or in doubt."""
        if self.question is None:
            with self.app.app_context():
                self.question = Question(
                    db.engine, self.kind.asks(), self.address.groupindex
                )
        try:
            row = self.question.ask(parts)
        except Exception:  # each driver has its own: the application says what is wrong
            return None
        if row is None:
            return None
        now, last = clock.now(), self.tags.get(place)
        if last is not None and last[0] == row and (last[2] is None or now < last[2]):
            return last[1]
        stamp = self.kind.stamp(self.question.values(row), now)
        tag = tag_of(stamp.parts, place[-1], self.mark)
        if len(self.tags) >= MOST_TAGS:
            self.tags.clear()
        self.tags[place] = (row, tag, stamp.until)
        return tag
