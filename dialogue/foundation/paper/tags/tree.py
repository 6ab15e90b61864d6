"""A PDF's structure tree, to walk through and to cut in."""

from collections.abc import Iterator
from typing import Any

import pydyf


class Tree:
    """The structure tree of a ``pydyf.PDF`` that is not yet written."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.root = self.at(pdf.catalog["StructTreeRoot"])
        self.document = self.at(self.root["K"][0])
        self._moved: dict[bytes, bytes] = {}

    def at(self, reference: bytes) -> Any:
        """The object a reference points to."""
        return self.pdf.objects[int(reference.split()[0])]

    def children(self, parent: Any) -> list[Any]:
        """The structure elements directly under one."""
        found = []
        for kid in parent["K"]:
            child = None if isinstance(kid, int) else self.at(kid)
            if child is not None and child.get("Type") == "/StructElem":
                found.append(child)
        return found

    def walk(self, parent: Any | None = None) -> Iterator[Any]:
        """Every structure element below ``parent`` in reading order."""
        for child in self.children(self.document if parent is None else parent):
            yield child
            yield from self.walk(child)

    def parent(self, child: Any) -> Any:
        """The structure element above one."""
        return self.at(child["P"])

    def take_out(self, child: Any) -> None:
        """Take one element out of its parent, its own children with it."""
        self.parent(child)["K"].remove(child.reference)

    def put_after(self, child: Any, place: Any) -> None:
        """Put an element that was taken out right behind ``place``."""
        parent = self.parent(place)
        parent["K"].insert(parent["K"].index(place.reference) + 1, child.reference)
        child["P"] = parent.reference

    def merge(self, first: Any, second: Any) -> None:
        """Give all of ``second`` to ``first`` and take ``second`` out."""
        self.take_out(second)
        for kid in second["K"]:
            if isinstance(kid, int) and second["Pg"] != first["Pg"]:
                kid = self._on_page(kid, second["Pg"])
            elif not isinstance(kid, int) and "P" in self.at(kid):
                self.at(kid)["P"] = first.reference
            first["K"].append(kid)
        second["K"] = pydyf.Array()
        self._moved[second.reference] = first.reference

    def settle(self) -> None:
        """Let the parent tree point at the elements that merged ones became."""
        for entry in self._parent_tree():
            if isinstance(entry, pydyf.Array):
                entry[:] = [self._now(reference) for reference in entry]
        nums = self._parent_tree()
        nums[1::2] = [
            entry if isinstance(entry, pydyf.Array) else self._now(entry)
            for entry in nums[1::2]
        ]

    def hush(self) -> None:
        """Make decoration of whatever is drawn and hangs in no tree (running heads,
        repeated table headers, what was hidden): nobody reads it."""
        read = {structure.reference for structure in self.walk()}
        nums = self._parent_tree()
        for index, page in enumerate(self.pdf.page_references):
            entries = nums[2 * index + 1]
            unread = {n for n, owner in enumerate(entries) if owner not in read}
            self._as_decoration(self.at(page), unread)
            for number in unread:
                entries[number] = b"null"

    def _now(self, reference: bytes) -> bytes:
        while reference in self._moved:
            reference = self._moved[reference]
        return reference

    def _parent_tree(self) -> Any:
        return self.at(self.root["ParentTree"])["Nums"]

    def _on_page(self, content: int, page: bytes) -> bytes:
        reference = pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": content})
        self.pdf.add_object(reference)
        number: bytes = reference.reference
        return number

    def _as_decoration(self, page: Any, contents: set[int]) -> None:
        """Rewrite ``/Span <</MCID n>> BDC`` as an artifact in a page's stream."""
        stream = self.at(page["Contents"]).stream
        left = set(contents)
        for place, operand in enumerate(stream):
            if isinstance(operand, pydyf.Dictionary) and operand.get("MCID") in left:
                left.remove(operand["MCID"])
                stream[place - 1 : place + 2] = [b"/Artifact", b"", b"BMC"]
        if left:
            raise LookupError("marked content is not on its page")
