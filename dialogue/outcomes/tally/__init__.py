"""Tally: an online round becomes statements with votes and groups.

::

    tally_polis(folder: Path, settings=DEFAULTS) -> PolisTally
    tally_command(argv) -> int        # ["polis", DIR, "--json"]; 2 when refused
    as_json(PolisTally) -> dict

Pure but for reading the folder's files; raises NotAPolisExport with a sentence.
"""

from .command import as_json, tally_command
from .export import NotAPolisExport
from .polis import PolisStatement, PolisTally, tally_polis

__all__ = [
    "NotAPolisExport",
    "PolisStatement",
    "PolisTally",
    "as_json",
    "tally_command",
    "tally_polis",
]
