"""``./do protect TABLE.json``: the figures of a table as they may be published."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dialogue.outcomes.protection.suppression import protect
from dialogue.outcomes.protection.tables import (
    Figure,
    ProtectedTable,
    Range,
    Table,
    TableRefused,
)

KEYS = frozenset({"k", "rows", "columns", "counts", "publish_totals"})
USAGE = "Usage: ./do protect TABLE.json"


def protect_command(argv: Sequence[str]) -> int:
    """Read the table named in ``argv`` and print its figures as JSON.

    Prints ``counts``, ``row_totals``, ``column_totals`` and ``total``; each figure
    is a number, {"low": a, "high": b} or null (hidden). Gives 0, or 2 after a
    sentence on standard error when the table cannot be read.
    """
    if len(argv) != 1:
        return _refuse(USAGE)
    try:
        asked = _read(argv[0])
        table, flat = _table(asked)
        protected = protect(table, _k(asked), _publish_totals(asked))
    except TableRefused as refused:
        return _refuse(str(refused))
    sys.stdout.write(json.dumps(as_json(protected, flat)) + "\n")
    return 0


def as_json(protected: ProtectedTable, flat: bool = False) -> dict[str, Any]:
    """Give the figures ready for JSON; ``flat`` gives ``counts`` as one list."""
    counts: list[Any] = [[_figure(one) for one in row] for row in protected.counts]
    if flat:
        counts = [figure for row in counts for figure in row]
    return {
        "counts": counts,
        "row_totals": [_figure(one) for one in protected.row_totals],
        "column_totals": [_figure(one) for one in protected.column_totals],
        "total": _figure(protected.total),
    }


def _figure(figure: Figure) -> int | dict[str, int] | None:
    if isinstance(figure, Range):
        return {"low": figure.low, "high": figure.high}
    return figure


def _refuse(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 2


def _read(name: str) -> dict[str, Any]:
    try:
        text = Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, ValueError) as trouble:
        raise TableRefused(f"The file {name} cannot be read.") from trouble
    try:
        asked = json.loads(text, object_pairs_hook=_no_key_twice)
    except (ValueError, RecursionError) as trouble:
        if isinstance(trouble, TableRefused):
            raise
        raise TableRefused(f"The file {name} is not JSON: {trouble}.") from trouble
    if not isinstance(asked, dict):
        raise TableRefused("The file holds one object with the key counts.")
    unknown = sorted(set(asked) - KEYS)
    if unknown:
        raise TableRefused(
            f"Unknown key: {', '.join(unknown)}. Known are: {', '.join(sorted(KEYS))}."
        )
    if "counts" not in asked:
        raise TableRefused("The key counts is missing.")
    return asked


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    asked = dict(pairs)
    if len(asked) < len(pairs):
        raise TableRefused("A key stands in the file twice.")
    return asked


def _table(asked: dict[str, Any]) -> tuple[Table, bool]:
    """Make the table; also say whether it came as one flat list of counts."""
    rows, columns = _labels(asked, "rows"), _labels(asked, "columns")
    counts = asked["counts"]
    if not isinstance(counts, list) or not counts:
        raise TableRefused("counts is a list of rows, each a list of whole numbers.")
    flat = not any(isinstance(row, list) for row in counts)
    if flat:
        is_column = columns is not None and len(columns) <= 1 < len(counts)
        counts = [[count] for count in counts] if is_column else [counts]
    if not all(isinstance(row, list) for row in counts):
        raise TableRefused("counts is a list of rows, each a list of whole numbers.")
    table = Table.of(counts)
    if flat:
        # A flat list may leave out the label of its only row or column.
        rows, columns = rows or None, columns or None
    _check_labels("rows", rows, len(counts))
    _check_labels("columns", columns, len(counts[0]))
    return table, flat


def _labels(asked: dict[str, Any], key: str) -> list[str] | None:
    labels = asked.get(key)
    if labels is None:
        return None
    if not isinstance(labels, list):
        raise TableRefused(f"{key} is a list of names.")
    if not all(isinstance(label, str | int) for label in labels):
        raise TableRefused(f"Every name in {key} is a text or a number.")
    return labels


def _check_labels(key: str, labels: list[str] | None, needed: int) -> None:
    if labels is not None and len(labels) != needed:
        raise TableRefused(f"{key} has {len(labels)} names for {needed} in the counts.")


def _k(asked: dict[str, Any]) -> int:
    if "k" not in asked:
        # Not guessed: the smallest group of a sensitive theme is another one.
        raise TableRefused(
            "The key k is missing: how many people does a count stand for at least? "
            "Usually 5, and 10 on a sensitive theme."
        )
    k = asked["k"]
    if isinstance(k, bool) or not isinstance(k, int) or k < 2:
        raise TableRefused(f"k is a whole number from 2 up; this is not: {k!r}.")
    return k


def _publish_totals(asked: dict[str, Any]) -> bool:
    wish = asked.get("publish_totals", True)
    if not isinstance(wish, bool):
        raise TableRefused(f"publish_totals is true or false, and not {wish!r}.")
    return wish
