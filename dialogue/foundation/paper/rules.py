"""The rules HTML for paper keeps, checked before anything is set.

A reader with a screen reader has only the structure: headings in order, a text for
each picture, a language, lists and tables that are what they say they are.
"""

from collections.abc import Iterator
from typing import Any

from dialogue.foundation.paper.order import N_, PaperRefused

FAULTY = N_("This document breaks a rule of paper and was not printed.")
LINKS = ("http:", "https:", "mailto:", "#")
UNWANTED = {
    "base", "iframe", "object", "embed", "form", "input", "button", "select",
    "textarea", "style", "script", "dl", "dt", "dd",
}  # fmt: skip
ROLES = {"TOC", "TOCI", "Note", "Quote", "Reference", "Caption", "Code", "BibEntry"}
SVG = "{http://www.w3.org/2000/svg}"


def check(root: Any) -> None:
    """Raise PaperRefused, naming the rules that ``root`` (an etree) breaks."""
    broken = sorted(set(_broken(root)))
    if broken:
        raise PaperRefused(FAULTY, detail="; ".join(broken))


def is_hidden(element: Any) -> bool:
    """Whether an element is decoration: drawn, and left out of the structure."""
    return bool(element.get("aria-hidden") == "true")


def label(element: Any) -> str:
    """What a picture says: title and description, or its alt text."""
    if element.tag != f"{SVG}svg":
        return (element.get("alt") or "").strip()
    parts = [text_of(element.find(SVG + name)) for name in ("title", "desc")]
    return ". ".join(part.rstrip(".") for part in parts if part)


def text_of(element: Any) -> str:
    """The text of an element and all in it, spaces as on a line."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _broken(root: Any) -> Iterator[str]:
    level = 0
    for hidden in filter(is_hidden, root.iter()):
        if next(hidden.iter("a"), None) is not None:
            yield "a link is not hidden"
    for element in _shown(root):
        if not isinstance(element.tag, str):
            continue
        yield from _element(element)
        if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            new = int(element.tag[1])
            if new > level + 1:
                yield f"h{new} follows h{level}" if level else "the first heading is h1"
            level = new
    if level == 0:
        yield "a document has a heading"


def _shown(element: Any) -> Iterator[Any]:
    if is_hidden(element):
        return
    yield element
    for child in element:
        yield from _shown(child)


def _element(element: Any) -> Iterator[str]:
    if element.tag in UNWANTED or element.tag == "link":
        yield f"no {element.tag} on paper"
    if element.get("style") is not None:
        yield "no style attribute"
    role = element.get("data-pdf-tag")
    if role is not None and role not in ROLES:
        yield f"unknown data-pdf-tag {role}"
    yield from _kinds(element)


def _kinds(element: Any) -> Iterator[str]:
    if element.tag == "a" and not (element.get("href") or "").startswith(LINKS):
        yield "a link goes to http, https, mailto or a place in the document"
    if element.tag == "a" and not (element.get("title") or text_of(element)):
        yield "a link has a text"
    if element.tag in ("img", f"{SVG}svg") and not label(element):
        yield "a picture has a text, or aria-hidden"
    if element.tag == "table" and next(element.iter("th"), None) is None:
        yield "a table has header cells"
    if element.tag == "th" and element.get("scope") not in ("row", "col"):
        yield "th has scope row or col"
