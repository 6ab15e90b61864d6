"""Kept public pages are handed out on the doorstep, before the application wakes up.

A page in the cache needs one small select; waking the whole application to hand it
out costs several times that. So a plain GET of such a page (no query) is looked at
first: the stamp is read on a connection of its own, and where page_cache holds that
page, or the browser has it already, the answer goes out at once, with the headers the
application gave its last one. Everything else, and every doubt, goes to the
application as if nobody stood here.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from flask import Flask
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from dialogue.foundation.database import db
from dialogue.foundation.language import COOKIE
from dialogue.foundation.page_cache import PAGES, KeptPage, build_mark, tag_of

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Any], Iterable[bytes]]
Stamp = Callable[[Connection, Mapping[str, str]], tuple[object, ...] | None]

_COOKIE = re.compile(rf"(?:^|;\s*){COOKIE}=([\w-]+)")
# What differs from answer to answer; the rest is learned from the application.
_OWN = frozenset({"etag", "content-length", "content-encoding", "set-cookie", "date"})


def put(app: Flask, kind: str, address: str, stamp: Stamp) -> None:
    """Hand out pages kept as ``(kind, *parts of the address)``.

    ``address`` is a pattern with named groups, in the order of the key; ``stamp`` reads
    the same stamp as the view, or None where there is no such page.
    """
    app.wsgi_app = _Doorstep(app, app.wsgi_app, kind, address, stamp)  # type: ignore[method-assign]


class _Doorstep:
    def __init__(
        self, app: Flask, inside: Wsgi, kind: str, address: str, stamp: Stamp
    ) -> None:
        self.app, self.inside, self.kind = app, inside, kind
        self.address, self.stamp = re.compile(address), stamp
        self.offered: tuple[str, ...] = app.config["LANGUAGES"]
        self.mark = build_mark(str(app.template_folder))
        self.engine: Engine | None = None
        self.headers: list[tuple[str, str]] = []

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        found = None
        if environ["REQUEST_METHOD"] == "GET" and not environ.get("QUERY_STRING"):
            found = self.address.fullmatch(environ["PATH_INFO"])
        if found is None:
            return self.inside(environ, start_response)
        if not self.headers:
            return self.inside(environ, self._learning(start_response))
        parts = found.groupdict()
        language = _language(
            _cookie(environ), environ.get("HTTP_ACCEPT_LANGUAGE", ""), self.offered
        )
        place = (self.kind, *parts.values(), language)
        known = environ.get("HTTP_IF_NONE_MATCH", "")
        stamp = self._read(parts) if known or place in PAGES else None
        if stamp is None:
            return self.inside(environ, start_response)
        tag = tag_of(stamp, language, self.mark)
        if tag in known:
            start_response("304 NOT MODIFIED", self._with(tag))
            return (b"",)
        page = PAGES.kept(place, tag)
        if page is None:
            return self.inside(environ, start_response)
        return self._hand_out(page, environ, start_response)

    def _hand_out(
        self, page: KeptPage, environ: Environ, start_response: Any
    ) -> Iterable[bytes]:
        squeezed = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        body = page.squeezed if squeezed else page.plain
        more = [("Content-Length", str(len(body)))]
        if squeezed:
            more.append(("Content-Encoding", "gzip"))
        start_response("200 OK", self._with(page.tag) + more)
        return (body,)

    def _with(self, tag: str) -> list[tuple[str, str]]:
        return [*self.headers, ("ETag", f'W/"{tag}"')]

    def _learning(self, start_response: Any) -> Any:
        """Note what the application says about every such page."""

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            if status.startswith("200"):
                self.headers = [each for each in headers if each[0].lower() not in _OWN]
            return start_response(status, headers, *more)

        return start

    def _read(self, parts: Mapping[str, str]) -> tuple[object, ...] | None:
        if self.engine is None:
            with self.app.app_context():
                self.engine = db.engine
        try:
            with self.engine.connect() as connection:
                return self.stamp(connection, parts)
        except SQLAlchemyError:
            return None  # the application says what is wrong


def _cookie(environ: Environ) -> str:
    found = _COOKIE.search(environ.get("HTTP_COOKIE", ""))
    return found[1] if found else ""


@lru_cache(maxsize=1024)
def _language(cookie: str, accepted: str, offered: tuple[str, ...]) -> str:
    """The language a page would choose (language.chosen) without waking it."""
    if cookie in offered:
        return cookie
    wishes = parse_accept_header(accepted, LanguageAccept)
    return wishes.best_match(offered) or "nl"
