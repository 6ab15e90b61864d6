"""Public pages kept on disk, for the moments in which the house wakes up.

The doorstep (doorstep.py) puts a page here when it hands it out; the porch (porch.py)
hands it out after a start, before the house is built. With the page goes the question
that tells whether it still holds, in the driver's own words, and the row that was its
answer; until when it holds by the clock; and of which build it is. Nothing lies here
that was not sent to anybody who asked.
"""

import hashlib
import json
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from dialogue.foundation.page_cache import KeptPage, build_mark
from dialogue.foundation.sealed_files import SealedFiles
from dialogue.foundation.settings import Settings

MOST_FILES: Final = 400
DAYS_KEPT: Final = 7
A_DAY: Final = 86_400  # seconds


class Shelved(Struct, frozen=True):
    """One answer to everybody, and what it hangs on."""

    page: KeptPage
    headers: tuple[tuple[str, str], ...]  # all but length, encoding and tag
    words: str  # the select whose row decides what the page says
    given: Any  # its parameters, as the driver wants them: a list or a mapping
    row: str  # what it gave, as ``told(row)``
    until: datetime | None  # aware


@lru_cache(maxsize=4)
def build_with_code(templates: str) -> str:
    """The build's mark with the code in it: a page waits here while that is changed.

    Of the code only sizes and times of writing, which a start can afford.
    """
    code = Path(templates).parent / "dialogue"
    found = hashlib.blake2s(build_mark(templates).encode(), digest_size=8)
    for path in sorted(code.rglob("*.py")):
        known = path.stat()
        found.update(f"{path}\0{known.st_size}\0{known.st_mtime_ns}\0".encode())
    return found.hexdigest()


class Shelf:
    """The pages of one build (see ``build_with_code``)."""

    def __init__(self, settings: Settings, build: str) -> None:
        self.folder: Path = settings.instance / "cache" / "pages"
        self.build = build
        self._tidy_at = 0.0  # by the monotonic clock
        self._files = SealedFiles(
            self.folder, settings.secret_key.encode(), "kept pages"
        )

    def put(self, path: str, language: str, what: Shelved) -> None:
        """Keep this page of a path in a language."""
        if time.monotonic() >= self._tidy_at:
            self._tidy_at = time.monotonic() + A_DAY
            self.tidy()
        if self._is_full():
            return
        about = {
            "tag": what.page.tag,
            "headers": what.headers,
            "words": what.words,
            "given": what.given,
            "row": what.row,
            "until": what.until.isoformat() if what.until else None,
        }
        content = json.dumps(about).encode() + b"\n" + what.page.plain
        self._files.write(self._name(path, language), content)

    def get(self, path: str, language: str) -> Shelved | None:
        """The page kept for a path in a language by this build, or None."""
        content = self._files.read(self._name(path, language))
        if content is None:
            return None
        about, _line, plain = content.partition(b"\n")
        known = json.loads(about)
        return Shelved(
            KeptPage(known["tag"], plain),
            tuple((name, value) for name, value in known["headers"]),
            known["words"],
            known["given"],
            known["row"],
            datetime.fromisoformat(known["until"]) if known["until"] else None,
        )

    def tidy(self) -> None:
        """Throw out pages of other builds and those of a week ago."""
        oldest = time.time() - DAYS_KEPT * A_DAY
        for file in self._all():
            with suppress(OSError):
                if not self._is_ours(file) or file.stat().st_mtime < oldest:
                    file.unlink()

    def _is_full(self) -> bool:
        return len(self._all()) >= MOST_FILES

    def _all(self) -> list[Path]:
        try:
            return list(self.folder.iterdir())
        except OSError:
            return []

    def _is_ours(self, file: Path) -> bool:
        return file.name.startswith(f"{self.build}-")

    def _name(self, path: str, language: str) -> str:
        told = hashlib.blake2s(f"{language}\0{path}".encode(), digest_size=16)
        return f"{self.build}-{told.hexdigest()}"


def told(row: Sequence[Any]) -> str:
    """A driver's row as text: equal rows of one driver give equal texts."""
    return repr(tuple(row))
