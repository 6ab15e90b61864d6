"""The optimiser on the rooms of the tests, beside drafts by rule and the best known."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dialogue.seating.optimiser.bench import BUDGETS, bench

TESTS = Path(__file__).resolve().parents[2] / "tests" / "seating"
NEEDED = {2.0: 95.0, 5.0: 98.0}  # percent of the best known score, by CPU seconds
COUPLES = 97.0  # percent of the best of our own long runs, at five seconds
AHEAD = 40.0  # points above the drafts
FEW, KEPT = 0.06, 88.0  # at the door: share that moves, percent of the score anew
Row = Mapping[str, Any]


def measure(words: Sequence[str]) -> dict[str, Any]:
    """Rows per room and budget in CPU seconds; ``--seeds N``, ``--quick`` (1 s)."""
    seeds = int(words[words.index("--seeds") + 1]) if "--seeds" in words else 5
    budgets = (1.0,) if "--quick" in words else BUDGETS
    rooms, own = TESTS / "rooms", TESTS / "own_rooms.json"
    rows = [
        {**row, "reached": _reached(row)}
        for row in bench(
            rooms if rooms.exists() else None,
            own if own.exists() else None,
            budgets=budgets,
            seeds=seeds,
        )
    ]
    beaten, known = _beaten(rows)
    return {
        "bench": "seating",
        "seeds": seeds,
        "rows": rows,
        "beaten": beaten,
        "known": known,
        "reached": all(row["reached"] for row in rows) and 2 * beaten >= known,
    }


def _reached(row: Row) -> bool:
    """Whether a row is as good as it must be."""
    if "repair" in row:
        return _repaired(row)
    if "proof" in row:
        return bool(row["loss"] <= row["bound"] + 1e-6 and not row["violations"])
    budget = float(row["budget"])
    if row["violations"] and (budget >= 2 or row["people"] <= 200):
        return False
    if budget < 2:
        return True
    percent = float(row.get("percent", 100.0))
    if row.get("own"):
        # Drafts part the couples these rooms are full of: they are not compared.
        return budget < 5 or percent >= COUPLES
    ahead = float(row["score"]) - max(float(row["snake"]), float(row["greedy"]))
    return percent >= NEEDED.get(budget, 0.0) and ahead >= AHEAD


def _repaired(row: Row) -> bool:
    """A repair within a second; the few plan small, and nearly as good as anew."""
    good = not row["violations"] and row["seconds"] < 1
    if row["repair"] == "few":
        small = max(row["moves"]) <= FEW * row["stayed"]
        return bool(good and small and row["of_anew"] >= KEPT)
    return bool(good)


def _beaten(rows: Sequence[Row]) -> tuple[int, int]:
    """On how many rooms the best value known to others is beaten, of how many."""
    known = {row["room"] for row in rows if "percent" in row and not row["own"]}
    beaten = {
        row["room"]
        for row in rows
        if row["room"] in known and row.get("percent", 0) > 100.0
    }
    return len(beaten), len(known)
