"""The files of a Polis export: which they are, and their rows one by one.

Exports differ by the year they were made: names of files and columns, their
order, extra columns, a byte order mark, missing groups. What is read here is
the least that is needed, by name and never by position.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

COMMENTS = ("comments.csv",)
VOTES = ("votes.csv",)
PARTICIPANTS = ("participants-votes.csv", "participant-votes.csv")
SUMMARY = ("summary.csv",)

_LONGEST_FIELD = 16 * 1024 * 1024
_NOTHING = frozenset({"", "none", "null", "nan", "na", "nil"})


class NotAPolisExport(ValueError):
    """The folder cannot be read as a Polis export; the text says why.

    ``file`` and ``line`` say where, as far as that is known; a page that speaks
    another language than English says it by these.
    """

    def __init__(self, says: str, file: str = "", line: int = 0) -> None:
        super().__init__(says)
        self.file = file
        self.line = line


def find(folder: Path, names: Sequence[str]) -> Path | None:
    """Give the first of these files that the folder holds, in any case."""
    try:
        held = {path.name.lower(): path for path in sorted(folder.iterdir())}
    except NotADirectoryError:
        raise NotAPolisExport(f"{folder} is not a folder.") from None
    except OSError:
        raise NotAPolisExport(f"The folder {folder} cannot be read.") from None
    return next((held[name] for name in names if name in held), None)


def rows(path: Path, needed: Mapping[str, Sequence[str]]) -> Iterator[Row]:
    """Read a file row by row, never whole.

    `needed` gives for each column the names it may have. Raises NotAPolisExport
    with the file and the line when something is not as it must be.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines)
            header = [_tidy(name) for name in next(reader, [])]
            columns = {
                name: _column(path, header, also) for name, also in needed.items()
            }
            for fields in reader:
                if any(field.strip() for field in fields):
                    yield Row(path, reader.line_num, header, columns, fields)
    except UnicodeDecodeError:
        raise NotAPolisExport(f"{path.name} is not text in UTF-8.", path.name) from None
    except csv.Error as error:
        raise NotAPolisExport(
            f"{path.name} is not a CSV file: {error}.", path.name
        ) from None
    except OSError:
        raise NotAPolisExport(f"{path.name} cannot be read.", path.name) from None


class Row:
    """One row of a file, asked by column; errors name the file and the line."""

    __slots__ = ("_columns", "_fields", "header", "line", "path")

    def __init__(
        self,
        path: Path,
        line: int,
        header: Sequence[str],
        columns: Mapping[str, int],
        fields: Sequence[str],
    ) -> None:
        self.path = path
        self.line = line
        self.header = header
        self._columns = columns
        self._fields = fields

    def text(self, column: str) -> str:
        """Give a field as it stands; empty when the row is too short for it."""
        place = self._columns[column]
        return self._fields[place] if 0 <= place < len(self._fields) else ""

    def number(self, column: str) -> int | None:
        """Give a whole number, or None for an empty field; "3.0" is 3."""
        return whole(self.text(column), self, column)

    def id(self, column: str) -> int:
        """Give a whole number that must be there."""
        number = self.number(column)
        if number is None:
            raise self.wrong(f"has no {column}")
        return number

    def votes(self) -> Iterator[tuple[int, int]]:
        """Give the (comment, vote) pairs of a matrix row: columns named by number."""
        for name, field in zip(self.header, self._fields, strict=False):
            if name.isdecimal() and field.strip().lower() not in _NOTHING:
                yield int(name), self.vote(field)

    def vote(self, field: str) -> int:
        """Give 1 (agree), -1 (disagree) or 0 (pass)."""
        try:
            vote = float(field)
        except ValueError:
            vote = 2.0
        if vote not in (1, -1, 0):
            raise self.wrong(f"has the vote “{field}”, which is not 1, -1 or 0")
        return int(vote)

    def wrong(self, what: str) -> NotAPolisExport:
        """Make an error that names this row."""
        return NotAPolisExport(
            f"{self.path.name}, line {self.line}, {what}.", self.path.name, self.line
        )


def whole(field: str, row: Row, column: str) -> int | None:
    """Read a whole number as exports write it; None for nothing."""
    plain = field.strip()
    if plain.lower() in _NOTHING:
        return None
    try:
        return int(plain)
    except ValueError:
        pass
    try:
        number = float(plain)
    except ValueError:
        number = 0.5
    if not number.is_integer():
        raise row.wrong(f"has “{plain}” as {column}, which is not a whole number")
    return int(number)


def summary(path: Path | None) -> dict[str, str]:
    """Read summary.csv: a name and a value a line. Nothing in it is needed."""
    if path is None:
        return {}
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        with path.open(encoding="utf-8-sig", newline="", errors="replace") as lines:
            return {row[0]: row[1] for row in csv.reader(lines) if len(row) > 1}
    except (OSError, csv.Error):
        return {}


def _tidy(name: str) -> str:
    return name.strip().lower().replace("_", "-").replace(" ", "-")


def _column(path: Path, header: Sequence[str], names: Sequence[str]) -> int:
    for name in names:
        if name in header:
            return header.index(name)
    if "" in names:
        return -1
    raise NotAPolisExport(f"{path.name} has no column “{names[0]}”.", path.name, 1)
