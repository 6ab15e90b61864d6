"""Measurements: ``./do bench NAME [--json]``. Each prints ours beside the limit."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

NAMES: Mapping[str, str] = {
    "seats": "dialogue.benches.seats",
    "pages": "dialogue.benches.pages",
    "seating": "dialogue.benches.seating",
    "counting": "dialogue.benches.counting",
}


def run(words: Sequence[str]) -> int:
    """Run one bench; ``--json`` prints JSON, else a table. 1 when a goal is missed."""
    names = [word for word in words if word in NAMES]
    if len(names) != 1:
        print(f"Say which: {', '.join(NAMES)} (--json)", file=sys.stderr)
        return 2
    measure: Callable[[Sequence[str]], dict[str, Any]] = import_module(
        NAMES[names[0]]
    ).measure
    found = measure([word for word in words if word not in {names[0], "--json"}])
    if "--json" in words:
        print(json.dumps(found, indent=1, ensure_ascii=False))
    else:
        _table(found)
    return 0 if found.get("reached", True) else 1


def _table(found: Mapping[str, Any]) -> None:
    for row in found.get("rows", ()):
        print("  ".join(f"{key}={value}" for key, value in row.items()))
    print({key: value for key, value in found.items() if key != "rows"})
