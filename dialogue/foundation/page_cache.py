"""Public pages kept by revision: a hit costs one small query and no rendering.

The caller makes one cheap select of everything that decides what a page says (its
stamp: revisions, figures, which side of its day it is on) and hands it over::

    return PAGES.answer(("talk", ref), stamp, lambda: render_template(...))

Where nothing is kept yet (``PAGES.knows(key)`` says so) the caller may read the whole
row at once and make the same stamp from that.

The page is kept per key and language in this process, the least recently used one
goes first. The stamp, the language and the build make the ETag, so a browser or a
proxy that asks again gets a 304, whichever worker answers. A page kept here must be
the same for everybody: no CSRF token, no message that waits, nobody's name.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

from flask import Response, current_app, request
from msgspec import Struct

from dialogue.foundation.language import chosen

MOST_PAGES: Final = 400  # of some 20 kB each, with a squeezed copy: 10 MB a worker
FRESHNESS: Final = "public, max-age=0, stale-while-revalidate=30"
VARY: Final = "Accept-Language, Cookie, Accept-Encoding"
MARKS: Final = ("\ue001", "\ue002")  # for private use: where a secret stands
HTML: Final = "text/html; charset=utf-8"
# A 304 says what a 200 would say about keeping the page, and no more (RFC 9110 15.4.5).
_OF_304: Final = frozenset({"cache-control", "vary"})


class KeptPage(Struct, frozen=True, dict=True):
    """A page as it goes out, plain and squeezed."""

    tag: str
    plain: bytes

    @cached_property
    def squeezed(self) -> bytes:
        """The same, gzipped once for everybody who can open it."""
        return gzip.compress(self.plain, 6, mtime=0)


class PageCache:
    """At most ``most`` pages, the least recently used one dropped first."""

    def __init__(self, most: int = MOST_PAGES) -> None:
        self.most = most
        self._pages: OrderedDict[Hashable, KeptPage] = OrderedDict()
        self._lock = Lock()

    def answer(
        self,
        key: tuple[Hashable, ...],
        stamp: tuple[object, ...],
        make: Callable[[], str],
        *,
        content_type: str = HTML,
    ) -> Response:
        """The page of this key and stamp in the language of the request, or a 304."""
        language = chosen()
        tag = tag_of(stamp, language, build_mark(str(current_app.template_folder)))
        known = request.headers.get("If-None-Match")
        if known is not None and tag in known:
            return self._out(Response(status=304), tag)
        place = (*key, language)
        page = self.kept(place, tag) or self._keep(place, tag, make())
        squeeze = "gzip" in request.headers.get("Accept-Encoding", "")
        answer = Response(
            page.squeezed if squeeze else page.plain, content_type=content_type
        )
        if squeeze:
            answer.headers["Content-Encoding"] = "gzip"
        return self._out(answer, tag)

    def fill_in(
        self,
        key: tuple[Hashable, ...],
        stamp: tuple[object, ...],
        make: Callable[[], str],
        secrets: tuple[str, ...],
    ) -> str:
        """A page that is the same for everybody but for ``secrets``: a form's keys.

        ``make`` writes it with these secrets, each once. What is kept has marks where
        they stood, so nobody's secret is; a page in which one stands twice, not at
        all, or beside a mark that somebody typed, is not kept; nor one with more
        secrets than there are marks.
        """
        language = chosen()
        tag = tag_of(stamp, language, build_mark(str(current_app.template_folder)))
        place = (*key, language)
        page = self.kept(place, tag)
        if page is None:
            text = make()
            if not _can_be_cut(text, secrets):
                return text
            for mark, secret in zip(MARKS, secrets, strict=False):
                text = text.replace(secret, mark)
            page = self._keep(place, tag, text)
        text = page.plain.decode()
        for mark, secret in zip(MARKS, secrets, strict=False):
            text = text.replace(mark, secret)
        return text

    def knows(self, key: tuple[Hashable, ...]) -> bool:
        """Whether the cheap select is worth it: a page is kept here, or known there.

        Where it is not, read the whole row at once and take the stamp from it.
        """
        return "If-None-Match" in request.headers or (*key, chosen()) in self

    def __contains__(self, place: Hashable) -> bool:
        return place in self._pages

    def kept(self, place: Hashable, tag: str) -> KeptPage | None:
        """The page kept under key and language, if it is the one with this tag."""
        page = self._pages.get(place)
        if page is None or page.tag != tag:
            return None
        self._touch(place)
        return page

    def _touch(self, place: Hashable) -> None:
        with self._lock:
            if place in self._pages:
                self._pages.move_to_end(place)

    def _keep(self, place: Hashable, tag: str, text: str) -> KeptPage:
        page = KeptPage(tag, text.encode())
        with self._lock:
            self._pages[place] = page
            self._pages.move_to_end(place)
            while len(self._pages) > self.most:
                self._pages.popitem(last=False)
        return page

    @staticmethod
    def _out(answer: Response, tag: str) -> Response:
        headers = answer.headers
        # Weak: the plain and the squeezed copy say the same.
        headers["ETag"] = f'W/"{tag}"'
        headers["Cache-Control"] = FRESHNESS
        headers["Vary"] = VARY
        return answer

    def __len__(self) -> int:
        return len(self._pages)

    def empty(self) -> None:
        """Forget every page."""
        with self._lock:
            self._pages.clear()


def hand_out(
    page: KeptPage,
    headers: Iterable[tuple[str, str]],
    environ: Mapping[str, Any],
    start_response: Any,
) -> Iterable[bytes]:
    """Answer with this page, without the application: whole or as a 304."""
    if page.tag in environ.get("HTTP_IF_NONE_MATCH", ""):
        return say_unchanged(page.tag, headers, start_response)
    squeezed = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    body = page.squeezed if squeezed else page.plain
    more = [("ETag", f'W/"{page.tag}"'), ("Content-Length", str(len(body)))]
    if squeezed:
        more.append(("Content-Encoding", "gzip"))
    start_response("200 OK", [*headers, *more])
    return (body,)


def say_unchanged(
    tag: str, headers: Iterable[tuple[str, str]], start_response: Any
) -> Iterable[bytes]:
    """Answer that the browser has it already."""
    kept = (each for each in headers if each[0].lower() in _OF_304)
    start_response("304 NOT MODIFIED", [*kept, ("ETag", f'W/"{tag}"')])
    return (b"",)


def _can_be_cut(text: str, secrets: tuple[str, ...]) -> bool:
    return (
        len(secrets) <= len(MARKS)
        and all(text.count(each) == 1 for each in secrets)
        and not any(mark in text for mark in MARKS)
    )


def tag_of(stamp: tuple[object, ...], language: str, mark: str) -> str:
    """32 hexadecimal characters that change when anything in the stamp does."""
    told = repr((stamp, language, mark)).encode()
    return hashlib.blake2s(told, digest_size=16).hexdigest()


@lru_cache(maxsize=4)
def build_mark(templates: str) -> str:
    """What this build would render with: templates, words and the style sheet's name.

    The same in every worker of an installation; another after an upgrade, so that a
    browser never keeps a page of an older build.
    """
    top = Path(templates).parent
    found = hashlib.blake2s(digest_size=8)
    for path in sorted(
        [
            *Path(templates).rglob("*.html"),
            *(top / "translations").rglob("*.mo"),
            *(top / "dialogue" / "static").rglob("manifest.json"),
        ]
    ):
        found.update(path.read_bytes())
    return found.hexdigest()


PAGES: Final = PageCache()
