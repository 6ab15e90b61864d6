"""A press that prints a blank sheet, for tests of what happens around a paper.

Printing takes a second or two a paper, and what is on it has tests of its own.
"""

import pytest

from dialogue.foundation.paper import process

BLANK = b"""%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>> endobj
trailer <</Root 1 0 R>>
%%EOF
"""


def print_blanks(patch: pytest.MonkeyPatch) -> None:
    """Every paper is a blank sheet, as long as the patch lasts."""
    patch.setattr(process, "render_in_child", lambda _order, **_: BLANK)
