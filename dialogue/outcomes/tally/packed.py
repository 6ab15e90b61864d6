"""A Polis export in a zip file, unpacked with care.

Of the zip only the files are read that a tally needs, each by its own name wherever
it lies, into a folder that is gone afterwards. Sizes are counted while unpacking:
what a zip says about itself is not believed.
"""

from __future__ import annotations

import io
import zlib
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from dialogue.outcomes.counting import DEFAULTS, CountingSettings

from .export import COMMENTS, PARTICIPANTS, SUMMARY, VOTES, NotAPolisExport
from .polis import PolisTally, tally_polis

MOST_PACKED: Final = 1_900_000
"""Bytes of a zip file; five times the largest published conversation at hand."""
MOST_UNPACKED: Final = 24_000_000
"""Bytes of its files together: some 600,000 votes."""
MOST_ENTRIES: Final = 200
_CHUNK: Final = 1 << 16
_WANTED: Final = frozenset({*COMMENTS, *VOTES, *PARTICIPANTS, *SUMMARY})


class TooLarge(NotAPolisExport):
    """The file, or what is packed in it, is larger than an export may be."""


def tally_packed(data: bytes, settings: CountingSettings = DEFAULTS) -> PolisTally:
    """Count the export in a zip file.

    Raises TooLarge or NotAPolisExport, with a sentence.
    """
    if len(data) > MOST_PACKED:
        raise TooLarge("The zip file is too large.")
    with TemporaryDirectory(prefix="dialogue-polis-") as folder:
        place = Path(folder) / "export"
        place.mkdir()
        try:
            _unpack(data, place)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError):
            raise NotAPolisExport("This is not a zip file.") from None
        except (RuntimeError, OSError, ValueError) as problem:
            if isinstance(problem, NotAPolisExport):
                raise
            # zipfile says a password by a bare RuntimeError
            raise NotAPolisExport("The zip file cannot be unpacked.") from None
        return tally_polis(place, settings)


def _unpack(data: bytes, place: Path) -> None:
    left = MOST_UNPACKED
    with ZipFile(io.BytesIO(data)) as packed:
        entries = packed.infolist()
        if len(entries) > MOST_ENTRIES:
            raise TooLarge("The zip file holds too many files.")
        for name, entry in _wanted(entries).items():
            left -= _copy(packed, entry, place / name, left)


def _wanted(entries: list[ZipInfo]) -> dict[str, ZipInfo]:
    """The files of an export by their plain names; the least deep of two of a name."""
    found: dict[str, ZipInfo] = {}
    for entry in sorted(entries, key=lambda one: one.filename.count("/")):
        path = PurePosixPath(entry.filename)
        name = path.name.lower()
        hidden = any(part.startswith(("__", ".")) for part in path.parts)
        if name in _WANTED and not entry.is_dir() and not hidden:
            found.setdefault(name, entry)
    return found


def _copy(packed: ZipFile, entry: ZipInfo, to: Path, most: int) -> int:
    written = 0
    with packed.open(entry) as source, to.open("wb") as target:
        while chunk := source.read(_CHUNK):
            written += len(chunk)
            if written > most:
                raise TooLarge("Unpacked, the files are too large.", to.name)
            target.write(chunk)
    return written
