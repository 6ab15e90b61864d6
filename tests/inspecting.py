"""A test client that inspects every page it opens: one place raises all pages."""

import html
import itertools
import re
from hashlib import blake2b
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import g, has_app_context
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.canaries import in_headers
from tests.shapes import shape

NEEDS_LABEL = {"input", "select", "textarea"}
UNLABELLED_TYPES = {"hidden", "submit", "button", "image", "reset"}


class InspectingClient(FlaskClient):
    """Opens pages like a browser without scripts; a careless page fails the test."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        _start_afresh()
        response = super().open(*args, **kwargs)
        assert not in_headers(response.headers), response.request.path
        redirected = 300 <= response.status_code < 400
        if response.mimetype == "text/html" and response.text and not redirected:
            look_at(response.text, where=response.request.path)
        return response


def _start_afresh() -> None:
    """A real request begins with an empty ``g``; in a test it would share the test's."""
    if has_app_context():
        for name in list(g):
            g.pop(name)


_SOUND: set[bytes] = set()


def look_at(page: str, where: str = "") -> None:
    """Check one page, unless one of its shape was found sound in this process."""
    key = blake2b(shape(page).encode("utf-8", "surrogatepass")).digest()
    if key in _SOUND and _titled(page):
        return
    inspect(page, where)
    _SOUND.add(key)


def _titled(page: str) -> bool:
    """Whether the title holds the heading: the one check that reads plain words."""
    found = (
        re.search(rf"<{tag}\b[^>]*>(.*?)</{tag}>", page, re.DOTALL)
        for tag in ("title", "h1")
    )
    title, heading = (
        " ".join(html.unescape(re.sub(r"<[^>]*>", "", each[1])).split())
        if each
        else None
        for each in found
    )
    return title is not None and heading is not None and heading in title


def inspect(page: str, where: str = "") -> Element:
    """Check one page; returns its tree. Raises AssertionError saying what is wrong."""
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    tree: Element = parser.parse(page)
    wrong = [f"{code} at {place}" for place, code, _ in parser.errors]
    wrong += _head(tree) + _ids(tree) + _labels(tree) + _inline(tree) + _pictures(tree)
    assert not wrong, f"{where}: " + "; ".join(wrong)
    return tree


def words(element: Element | None) -> str:
    """All text in an element, spaces folded."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _head(tree: Element) -> list[str]:
    wrong = []
    html = tree
    if not html.get("lang"):
        wrong.append("no lang on html")
    headings = tree.findall(".//h1")
    if len(headings) != 1:
        wrong.append(f"{len(headings)} h1 elements")
    title = words(tree.find(".//title"))
    if headings and not _same_start(title, words(headings[0])):
        wrong.append(f"title {title!r} does not hold heading {words(headings[0])!r}")
    if tree.find(".//main") is None:
        wrong.append("no main element")
    levels = [
        int(each.tag[1])
        for each in tree.iter()
        if re.fullmatch("h[1-6]", str(each.tag))
    ]
    wrong += [f"h{b} after h{a}" for a, b in itertools.pairwise(levels) if b > a + 1]
    return wrong


def _same_start(title: str, heading: str) -> bool:
    return heading in title


def _ids(tree: Element) -> list[str]:
    found = [each.get("id") for each in tree.iter() if each.get("id")]
    wrong = [
        f"id {each!r} twice"
        for each in sorted({x for x in found if found.count(x) > 1 and x})
    ]
    known = set(found)
    for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
        for element in tree.iter():
            for each in (element.get(attribute) or "").split():
                if each not in known:
                    wrong.append(f"{attribute}={each!r} points nowhere")
    return wrong


def _labels(tree: Element) -> list[str]:
    labelled = {each.get("for") for each in tree.iter("label")}
    inside = {id(field) for label in tree.iter("label") for field in label.iter()}
    wrong = []
    for field in tree.iter():
        if field.tag not in NEEDS_LABEL or field.get("type") in UNLABELLED_TYPES:
            continue
        named = field.get("aria-label") or field.get("aria-labelledby")
        if not (named or field.get("id") in labelled or id(field) in inside):
            wrong.append(f"no label on {field.get('name')!r}")
    for button in tree.iter("button"):
        if not (words(button) or button.get("aria-label")):
            wrong.append("a button without words")
    return wrong


def _inline(tree: Element) -> list[str]:
    wrong = []
    for element in tree.iter():
        if (
            element.tag == "script"
            and not element.get("src")
            and element.get("type") != "application/ld+json"
        ):
            wrong.append("inline script")
        if element.tag == "style" or element.get("style") is not None:
            wrong.append(f"inline style on {element.tag}")
        wrong += [
            f"{name} on {element.tag}"
            for name in element.attrib
            if str(name).startswith("on")
        ]
        for name in ("src", "href"):
            value = element.get(name) or ""
            if (
                element.tag in {"link", "script", "img"}
                and value.startswith(("http", "//"))
                and element.get("rel") not in ("alternate", "canonical")
            ):
                wrong.append(f"third party {value}")
    return wrong


def _pictures(tree: Element) -> list[str]:
    return [
        f"img without alt: {each.get('src')}"
        for each in tree.iter("img")
        if each.get("alt") is None
    ]
