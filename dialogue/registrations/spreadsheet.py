"""Cells that a spreadsheet reads as text, whatever somebody typed."""

from typing import Final

# What starts a formula in one spreadsheet or another, full-width signs too.
_STARTS: Final = tuple("=+-@\t\r\n\0＝＋－＠")


def safe_cell(text: str) -> str:
    """With an apostrophe before what would be a formula: nothing is taken away."""
    return f"'{text}" if text.lstrip(" ").startswith(_STARTS) else text
