"""``./do bench seating``: the search against drafts by rule, on room files."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from dialogue.seating.optimiser.arrays import Arrays
from dialogue.seating.optimiser.deal import greedy, snake
from dialogue.seating.optimiser.generate import Recipe, generate
from dialogue.seating.optimiser.reading import load, parse
from dialogue.seating.optimiser.repair import at_the_door, repair
from dialogue.seating.optimiser.room import Room
from dialogue.seating.optimiser.search import describe, plan

BUDGETS = (1.0, 2.0, 5.0)
COUPLES = (Recipe(40, 3, couples=0.3), Recipe(100, 3, couples=0.3))
Row = dict[str, object]


def bench(
    folder: Path | None = None,
    *,
    budgets: Sequence[float] = BUDGETS,
    seeds: int = 5,
) -> list[Row]:
    """A row per room and budget: median score, violations, drafts, best known.

    ``folder`` holds room files and, where known, best_values.json; without one
    generated rooms with 30% couples are measured.
    """
    known, rooms = {}, []
    if folder is not None:
        values = folder / "best_values.json"
        if values.exists():
            known = json.loads(values.read_text(encoding="utf-8"))
        names = sorted(p for p in folder.glob("*.json") if p != values)
        rooms = [load(p) for p in names if not p.name.startswith("inf")]
    rooms += [parse(generate(recipe, 7)) for recipe in COUPLES]
    rows: list[Row] = []
    for room in rooms:
        rows += _room(room, known.get(room.id, {}), budgets, seeds)
    return rows


def _room(
    room: Room, known: dict[str, float], budgets: Sequence[float], seeds: int
) -> list[Row]:
    rows: list[Row] = []
    if room.changes is not None and room.seating is not None:
        began = time.process_time()
        for p in repair(room):
            rows.append(
                {
                    "room": room.id,
                    "repair": p.name,
                    "score": round(p.plan.score, 2),
                    "violations": sum(p.plan.hard.values()),
                    "moves": list(p.moves_per_round),
                }
            )
        rows.append({"room": room.id, "repair_seconds": _since(began)})
        room = at_the_door(room).room
    arrays = Arrays(room)
    drafts = {
        "snake": round(describe(arrays, snake(room)).score, 2),
        "greedy": round(describe(arrays, greedy(room)).score, 2),
    }
    best = known.get("best_score")
    for budget in budgets:
        found = [plan(room, budget_seconds=budget, seed=s) for s in range(seeds)]
        score = statistics.median(p.score for p in found)
        row: Row = {
            "room": room.id,
            "budget": budget,
            "score": round(score, 2),
            "violations": max(sum(p.hard.values()) for p in found),
            **drafts,
        }
        if best:
            row["best"] = best
            row["percent"] = round(100 * score / best, 1)
        rows.append(row)
    return rows


def _since(began: float) -> float:
    return round(time.process_time() - began, 2)


def lines(rows: Sequence[Row]) -> str:
    """The rows as text, one a line."""
    return "\n".join(
        "  ".join(f"{key} {value}" for key, value in row.items()) for row in rows
    )
