"""Tally: an online round becomes statements with votes and groups.

::

    tally_polis(folder: Path, settings=DEFAULTS) -> PolisTally
    tally_packed(data: bytes, settings=DEFAULTS) -> PolisTally   # of a zip file
    tally_command(argv) -> int        # ["polis", DIR, "--json"]; 2 when refused
    as_json(PolisTally) -> dict

Pure but for reading the folder's files; raises NotAPolisExport with a sentence.
"""

from .command import as_json, tally_command
from .export import NotAPolisExport
from .packed import MOST_PACKED, TooLarge, tally_packed
from .polis import PolisStatement, PolisTally, make_statement, tally_polis

__all__ = [
    "MOST_PACKED",
    "NotAPolisExport",
    "PolisStatement",
    "PolisTally",
    "TooLarge",
    "as_json",
    "make_statement",
    "tally_command",
    "tally_packed",
    "tally_polis",
]
