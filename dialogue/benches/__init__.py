"""Measurements: ``./do bench NAME [--json]``. Each prints ours beside the limit."""

import argparse
import json
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
    told = _parser().parse_args(words)
    measure: Callable[[Sequence[str]], dict[str, Any]] = import_module(
        NAMES[told.name]
    ).measure
    found = measure([word for word in words if word not in {told.name, "--json"}])
    if told.json:
        print(json.dumps(found, indent=1, ensure_ascii=False))
    else:
        _table(found)
    return 0 if found.get("reached", True) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./do bench", description="Measure, beside the limit from the same run."
    )
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--json", action="store_true", help="JSON instead of a table")
    for option, words in (
        ("--rounds", "pages: how often all is measured in turn"),
        ("--seeds", "seating: how many seeds, of which the median counts"),
        ("--sentences", "counting: how many sentences the programme holds"),
        ("--repeats", "seats: how often two hundred people come at once"),
    ):
        parser.add_argument(option, type=int, metavar="N", help=words)
    parser.add_argument("--quick", action="store_true", help="seating: one second only")
    return parser


def _table(found: Mapping[str, Any]) -> None:
    for row in found.get("rows", ()):
        print("  ".join(f"{key}={value}" for key, value in row.items()))
    print({key: value for key, value in found.items() if key != "rows"})
