"""The optimiser on the rooms of the tests, beside drafts by rule and the best known."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dialogue.seating.optimiser.bench import BUDGETS, bench

ROOMS = Path(__file__).resolve().parents[2] / "tests" / "seating" / "rooms"
NEEDED = {2.0: 95.0, 5.0: 98.0}  # percent of the best known score, by CPU seconds
AHEAD = 40.0  # points above the drafts


def measure(words: Sequence[str]) -> dict[str, Any]:
    """Rows per room and budget in CPU seconds; ``--seeds N``, ``--quick`` (1 s)."""
    seeds = int(words[words.index("--seeds") + 1]) if "--seeds" in words else 5
    budgets = (1.0,) if "--quick" in words else BUDGETS
    folder = ROOMS if ROOMS.exists() else None
    rows: list[dict[str, Any]] = list(bench(folder, budgets=budgets, seeds=seeds))
    return {
        "bench": "seating",
        "seeds": seeds,
        "rows": rows,
        "reached": all(map(_reached, rows)),
    }


def _reached(row: dict[str, Any]) -> bool:
    """Whether a row is as good as it must be."""
    if "score" not in row:
        return True
    if row.get("violations"):
        return False
    if "percent" in row and row["percent"] < NEEDED.get(row.get("budget", 0), 0):
        return False
    if row.get("budget", 0) < 2 or "snake" not in row:
        return True
    draft = max(float(row["snake"]), float(row["greedy"]))
    return bool(row["score"] >= draft + AHEAD)
