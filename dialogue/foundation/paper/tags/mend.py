"""What is put right in a finished structure tree."""

from collections.abc import Callable
from typing import Any

import pydyf

from dialogue.foundation.paper.rules import label, text_of
from dialogue.foundation.paper.tags.notes import Notes, Source
from dialogue.foundation.paper.tags.tree import Tree

REPEATED = ("/THead", "/TFoot")
EMPTY = ("/NonStruct", "/Div", "/Span", "/P", "/Sect")
NESTED = {"/P", "/Div", "/Sect", "/Art", "/Part", "/BlockQuote", "/Span", "/Caption"}
BY_TAG = {
    "q": "Quote", "em": "Span", "strong": "Span", "b": "Span", "i": "Span",
    "sup": "Span", "sub": "Span", "small": "Span", "time": "Span", "abbr": "Span",
    "cite": "Span", "code": "Code",
}  # fmt: skip
POINTS = 0.75  # of one CSS pixel


def mend(pdf: Any, notes: Notes) -> None:
    """Put the structure tree of ``pdf`` right, by the notes of its building."""
    tree = Tree(pdf)
    _hide(tree, notes)
    _bring_footnotes_home(tree, notes)
    cells = _HeaderCells(tree, notes)
    _merge(tree, notes, tree.document, cells.gone)
    for structure in tree.walk():
        _name(tree, notes, structure)
        _describe(tree, notes, structure)
    _prune(tree, tree.document)
    cells.rename()
    tree.settle()
    tree.hush()
    _describe_links(notes)
    _index(tree)
    _associate_once(pdf)


def _hide(tree: Tree, notes: Notes) -> None:
    """Decoration is drawn, and read by nobody."""
    for structure in list(tree.walk()):
        above = tree.parent(structure)
        if notes.is_hidden(structure) and not notes.is_hidden(above):
            tree.take_out(structure)


def _bring_footnotes_home(tree: Tree, notes: Notes) -> None:
    """Move each footnote behind its call: that is where it is to be read."""
    last: dict[int, Any] = {}
    everything = list(tree.walk())
    for structure in everything:
        source = notes.of(structure)
        if source is not None and source.pseudo == "footnote-call":
            structure["S"] = "/Reference"
            last.setdefault(id(source.element), structure)
    for structure in everything:
        source = notes.of(structure)
        if source is None or id(source.element) not in last or source.anonymous:
            continue
        if source.pseudo == "footnote-marker":
            structure["S"] = "/Lbl"
        elif not source.pseudo:
            structure["S"] = "/Note"
            tree.take_out(structure)
            tree.put_after(structure, last[id(source.element)])
            last[id(source.element)] = structure


def _merge(tree: Tree, notes: Notes, parent: Any, gone: Callable[[Any], None]) -> None:
    """Make the pieces of one HTML element one again, from the top down."""
    first: dict[Any, Any] = {}
    before: Any = None
    for child in tree.children(parent):
        source = notes.of(child)
        key = None if source is None else (*source.key, child["S"])
        known = first.get(key) if key else None
        if known is None or not _continues(notes, known, child, before):
            first[key] = before = child
        elif child["S"] in REPEATED:
            gone(child)
            tree.take_out(child)
        else:
            gone(child)
            tree.merge(known, child)
            before = known
    for child in tree.children(parent):
        _merge(tree, notes, child, gone)


def _continues(notes: Notes, known: Any, child: Any, before: Any) -> bool:
    """Whether ``child`` is more of ``known`` and not another box beside it.

    The next line of an inline element follows it directly; the next page of a
    block may come after its neighbour's (two columns), and a table has one header
    however many columns repeat it. An anonymous box has no name to know it by, so it
    only continues what it follows.
    """
    source = notes.of(child)
    if known is before or child["S"] in REPEATED:
        return True
    return source is not None and not source.anonymous and known["Pg"] != child["Pg"]


def _name(tree: Tree, notes: Notes, structure: Any) -> None:
    """The tag: from data-pdf-tag, from the HTML element, from where it stands."""
    source = notes.of(structure)
    if source is None:
        return
    above = tree.parent(structure)
    tag = structure["S"]
    role = source.element.get("data-pdf-tag")
    if source.pseudo:
        # A page number behind an entry of the contents is part of its link.
        structure["S"] = "/Span" if tag == "/Link" else tag
    elif above["S"] == "/TOC" and tag == "/LI":
        structure["S"] = "/TOCI"
    elif above["S"] == "/TOCI" and tag == "/LBody":
        structure["S"] = "/Reference"
    elif source.anonymous:
        structure["S"] = "/NonStruct" if tag in NESTED or tag[:2] == "/H" else tag
    elif role and tag not in ("/LBody", "/Lbl"):
        structure["S"] = f"/{role}"
    elif tag == "/NonStruct" and source.element.tag in BY_TAG:
        structure["S"] = f"/{BY_TAG[source.element.tag]}"


def _describe(tree: Tree, notes: Notes, structure: Any) -> None:
    """Language, alternative text, scope of header cells, identity of notes."""
    source = notes.of(structure)
    if source is None or source.pseudo:
        return
    language = source.element.get("lang")
    if language:
        structure["Lang"] = pydyf.String(language)
    tag = structure["S"]
    if tag == "/Figure":
        structure["Alt"] = pydyf.String(label(source.element))
        _place(tree, structure)
    elif tag == "/TH":
        row = source.element.get("scope") == "row"
        structure["A"]["Scope"] = "/Row" if row else "/Column"
    elif tag == "/L":
        structure["A"] = pydyf.Dictionary(
            {"O": "/List", "ListNumbering": _numbering(tree, structure, source)}
        )
    elif tag == "/Note":
        structure["ID"] = pydyf.String(f"note-{structure.number}")


def _numbering(tree: Tree, list_: Any, source: Source) -> str:
    """How the items are marked; a reader says "one" or "bullet" accordingly."""
    labelled = any(
        part["S"] == "/Lbl"
        for item in tree.children(list_)
        for part in tree.children(item)
    )
    if not labelled:
        return "/None"
    return "/Decimal" if source.element.tag == "ol" else "/Disc"


def _place(tree: Tree, figure: Any) -> None:
    """The box of a figure in points from below; WeasyPrint gives pixels from above."""
    _, _, _, top = tree.at(figure["Pg"])["MediaBox"]
    left, upper, right, lower = (POINTS * edge for edge in figure["A"]["BBox"])
    figure["A"]["BBox"] = pydyf.Array([left, top - lower, right, top - upper])


def _prune(tree: Tree, parent: Any) -> None:
    """Take out groups with nothing in them."""
    for child in tree.children(parent):
        _prune(tree, child)
        if child["S"] in EMPTY and not child["K"]:
            tree.take_out(child)


def _describe_links(notes: Notes) -> None:
    """A link is described by its words, not by its address."""
    for element, annotation in notes.links:
        words = element.get("title") or text_of(element)
        annotation["Contents"] = pydyf.String(words)


def _index(tree: Tree) -> None:
    """The index by which cells find their headers."""
    named = {one["ID"].string: one.reference for one in tree.walk() if "ID" in one}
    if named:
        index = pydyf.Dictionary({"Names": pydyf.Array()})
        for name in sorted(named):
            index["Names"].extend([pydyf.String(name), named[name]])
        tree.pdf.add_object(index)
        tree.root["IDTree"] = index.reference


def _associate_once(pdf: Any) -> None:
    """WeasyPrint lists each attached file twice."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


class _HeaderCells:
    """Keeps the cells of a long table pointing at the one header that stays."""

    def __init__(self, tree: Tree, notes: Notes) -> None:
        self._tree = tree
        self._notes = notes
        self._gone: dict[str, int] = {}

    def gone(self, branch: Any) -> None:
        """Remember whose header cells leave with this branch."""
        for cell in [branch, *self._tree.walk(branch)]:
            source = self._notes.of(cell)
            if source is not None and cell["S"] == "/TH" and "ID" in cell:
                self._gone[cell["ID"].string] = id(source.element)

    def rename(self) -> None:
        """Let every cell name the header cells that are still there."""
        stayed = {
            id(source.element): cell["ID"].string
            for cell in self._tree.walk()
            if cell["S"] == "/TH" and (source := self._notes.of(cell)) is not None
        }
        for cell in self._tree.walk():
            attributes = cell.get("A")
            if cell["S"] == "/TD" and attributes and "Headers" in attributes:
                names = [one.string for one in attributes["Headers"]]
                kept = [stayed.get(self._gone.get(name, 0), name) for name in names]
                attributes["Headers"] = pydyf.Array(
                    pydyf.String(name) for name in dict.fromkeys(kept)
                )
