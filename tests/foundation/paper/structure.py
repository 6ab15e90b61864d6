"""Reading a PDF's structure tree the way a screen reader does."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def kids(element: Any) -> list[Any]:
    held = element.get("/K")
    if held is None:
        return []
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def children(element: Any) -> list[Any]:
    """The structure elements directly below one, in reading order."""
    return [
        kid
        for kid in kids(element)
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
    ]


def walk(pdf: pikepdf.Pdf) -> Iterator[Any]:
    def below(element: Any) -> Iterator[Any]:
        for child in children(element):
            yield child
            yield from below(child)

    yield from below(pdf.Root.StructTreeRoot)


def named(pdf: pikepdf.Pdf, *tags: str) -> list[Any]:
    return [one for one in walk(pdf) if str(one.S) in tags]


def marks(pdf: pikepdf.Pdf, page: Any) -> tuple[set[int], int]:
    """The marked content of a page: its numbers, and how many artifacts."""
    numbers, artifacts = set(), 0
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "BDC" and "/MCID" in operands[1]:
            numbers.add(int(operands[1]["/MCID"]))
        elif str(operator) in ("BDC", "BMC") and str(operands[0]) == "/Artifact":
            artifacts += 1
    return numbers, artifacts


def content(element: Any, page: Any = None) -> Iterator[tuple[Any, int]]:
    """Every piece of marked content below an element, as (page, number)."""
    page = element.get("/Pg", page)
    for kid in kids(element):
        if isinstance(kid, int):
            yield page.objgen, kid
        elif "/S" in kid:
            yield from content(kid, page)
        elif kid.get("/Type") == "/MCR":
            yield kid.Pg.objgen, int(kid.MCID)
