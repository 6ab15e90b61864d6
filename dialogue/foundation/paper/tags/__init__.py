"""The structure a screen reader reads, mended where WeasyPrint 70.0 falls short.

WeasyPrint writes one structure element for each box: an element that crosses a page
becomes two, a repeated table header is read on every page, nothing in the document
has a language, a link is described by its address. :func:`noted` writes down, while
the tree is built, which HTML element each structure element came from; :func:`mend`
then puts the finished tree right.

This leans on one private function, so the version is pinned and checked.
"""

from dialogue.foundation.paper.tags.mend import mend
from dialogue.foundation.paper.tags.notes import PINNED, Notes, PressChanged, noted

__all__ = ["PINNED", "Notes", "PressChanged", "mend", "noted"]
