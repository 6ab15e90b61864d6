"""Which HTML element each structure element came from."""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint
from msgspec import Struct, field
from weasyprint.css import AnonymousStyle
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags as weasyprint_tags

from dialogue.foundation.paper.rules import is_hidden

PINNED = "70.0"
SIGNATURE = ["box", "parent", "pdf", "page_number", "nums", "annotations", "tags"]


class PressChanged(RuntimeError):
    """WeasyPrint is not the version this tag tree was written for."""


class Source(Struct, frozen=True):
    """Where a structure element came from.

    ``pseudo`` is the part after ``::``, such as ``footnote-call``; an anonymous
    source is a box that layout put inside the element.
    """

    element: Any
    pseudo: str
    anonymous: bool
    page: int

    @property
    def key(self) -> tuple[int, str, bool]:
        """Equal for two pieces of the same thing."""
        return (id(self.element), self.pseudo, self.anonymous)


class Notes(Struct):
    """What was written down while one document's tree was built."""

    hidden: set[int] = field(default_factory=set)
    sources: dict[int, Source] = field(default_factory=dict)
    links: list[tuple[Any, Any]] = field(default_factory=list)

    def of(self, structure: Any) -> Source | None:
        """The source of a structure element, None for a bare run of text."""
        return self.sources.get(structure.number)

    def is_hidden(self, structure: Any) -> bool:
        """Whether a structure element comes from decoration."""
        source = self.of(structure)
        return source is not None and id(source.element) in self.hidden


def check_version() -> None:
    """Raise PressChanged unless WeasyPrint is the one we know."""
    if weasyprint.__version__ != PINNED:
        raise PressChanged(f"paper knows WeasyPrint {PINNED} only")
    build = getattr(weasyprint_tags, "_build_box_tree", None)
    if build is None or list(inspect.signature(build).parameters) != SIGNATURE:
        raise PressChanged("weasyprint.pdf.tags._build_box_tree has changed")


@contextmanager
def noted(root: Any) -> Iterator[Notes]:
    """Write notes for every tag tree built inside the block; ``root`` is the HTML."""
    check_version()
    notes = Notes(hidden=_hidden(root))
    own = weasyprint_tags._build_box_tree

    def build(
        box: Any,
        parent: Any,
        pdf: Any,
        page_number: int,
        nums: Any,
        annotations: Any,
        tags: Any,
    ) -> Iterator[Any]:
        inner = box._box if isinstance(box, AbsolutePlaceholder) else box
        source = _source(inner, page_number)
        _note_link(notes, pdf, inner)
        for structure in own(box, parent, pdf, page_number, nums, annotations, tags):
            # html and body pass their children on: those have been noted below.
            if source is not None:
                notes.sources.setdefault(structure.number, source)
            yield structure

    weasyprint_tags._build_box_tree = build
    try:
        yield notes
    finally:
        weasyprint_tags._build_box_tree = own


def _note_link(notes: Notes, pdf: Any, box: Any) -> None:
    """Keep a link's annotation; drop the copies WeasyPrint makes for boxes inside."""
    annotation = box.link_annotation
    if not annotation:
        return
    if box.link:
        notes.links.append((box.element, annotation))
        return
    box.link_annotation = None
    for page in pdf.page_references:
        listed = pdf.objects[int(page.split()[0])].get("Annots", [])
        if annotation.reference in listed:
            listed.remove(annotation.reference)
    annotation.clear()


def _source(box: Any, page: int) -> Source | None:
    if box.element is None or not isinstance(box.element.tag, str):
        return None
    _, _, pseudo = (box.element_tag or "").partition("::")
    return Source(box.element, pseudo, isinstance(box.style, AnonymousStyle), page)


def _hidden(root: Any) -> set[int]:
    found: set[int] = set()
    for element in root.iter():
        if is_hidden(element):
            found.update(id(inner) for inner in element.iter())
    return found
