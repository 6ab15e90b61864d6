"""``./do bench seating``: the search against drafts by rule, on room files."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dialogue.seating.optimiser.arrays import Arrays
from dialogue.seating.optimiser.deal import greedy, snake
from dialogue.seating.optimiser.generate import Recipe, generate
from dialogue.seating.optimiser.reading import load, parse
from dialogue.seating.optimiser.repair import at_the_door, repair
from dialogue.seating.optimiser.room import Room
from dialogue.seating.optimiser.score import reference
from dialogue.seating.optimiser.search import describe, plan

BUDGETS = (1.0, 2.0, 5.0)
PLAIN = {
    "couples": 0.0,
    "wheelchairs": 0.0,
    "foreign": 0.0,
    "apart": 0.0,
    "met": 0.0,
    "protect": 0,
}
PROOFS = {
    "one-round-98": Recipe(98, 1, 14, **PLAIN),  # type: ignore[arg-type]
    "one-round-399": Recipe(399, 1, 57, **PLAIN),  # type: ignore[arg-type]
    "seven-by-seven": Recipe(49, 4, 7, lines=0, slack=0, hosts=1.0, **PLAIN),  # type: ignore[arg-type]
}
"""Rooms whose bound can be met."""
DOOR = Recipe(400, 4, slack=2, hosts=1.4)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """A room and the best loss known, if any; ``own`` where our runs found it."""

    name: str
    room: Room
    best_loss: float | None = None
    own: bool = False


def bench(
    folder: Path | None = None,
    own: Path | None = None,
    *,
    budgets: Sequence[float] = BUDGETS,
    seeds: int = 5,
) -> Iterator[Row]:
    """Rows as they come: rooms by budget, repairs, proofs.

    ``folder`` holds room files and, where known, best_values.json; ``own`` is a
    file of recipes with the best losses that long runs found.
    """
    for known in [*_files(folder), *_recipes(own)]:
        yield from _room(known, budgets, seeds)
    yield from _doors(folder)
    yield from _proofs(seeds)


def _files(folder: Path | None) -> Iterator[Known]:
    if folder is None:
        return
    values = folder / "best_values.json"
    best = json.loads(values.read_text(encoding="utf-8")) if values.exists() else {}
    for path in sorted(folder.glob("*.json")):
        if path == values or path.name.startswith("inf"):
            continue
        room = load(path)
        loss = best.get(room.id, {}).get("best_loss")
        yield Known(path.stem, at_the_door(room).room if room.changes else room, loss)


def _recipes(own: Path | None) -> Iterator[Known]:
    if own is None:
        return
    told = json.loads(own.read_text(encoding="utf-8"))
    for name, one in told["rooms"].items():
        data = generate(Recipe(**one["recipe"]), one["seed"])
        yield Known(name, parse(data), one["best_loss"], own=True)


def _room(known: Known, budgets: Sequence[float], seeds: int) -> Iterator[Row]:
    room = known.room
    arrays, ref = Arrays(room), reference(Arrays(room))
    drafts = {
        "snake": round(describe(arrays, snake(room)).score, 2),
        "greedy": round(describe(arrays, greedy(room)).score, 2),
        "greedy_repeats": round(describe(arrays, greedy(room, repeats=True)).score, 2),
    }
    best = None if known.best_loss is None else ref.score(known.best_loss)
    for budget in budgets:
        found = [plan(room, budget_seconds=budget, seed=s) for s in range(seeds)]
        score = statistics.median(p.score for p in found)
        row: Row = {
            "room": known.name,
            "people": arrays.n,
            "budget": budget,
            "score": round(score, 2),
            "violations": max(sum(p.hard.values()) for p in found),
            **drafts,
        }
        if best is not None:
            row |= {"best": round(best, 2), "percent": round(100 * score / best, 2)}
            row["own"] = known.own
        yield row


def _doors(folder: Path | None) -> Iterator[Row]:
    """Repairs: room files with changes, and a full hall of our own."""
    for path in sorted(folder.glob("*.json")) if folder else ():
        room = load(path) if path.name != "best_values.json" else None
        if room is not None and room.changes is not None:
            yield from _door(path.stem, room)
    data = generate(DOOR, 1)
    data["seating"] = plan(parse(data), effort=1).seating
    names = [person["id"] for person in data["people"]]
    host = next(p["id"] for p in data["people"] if p["host"])
    data["changes"] = {
        "no_show": [name for name in names[::20] if name != host],
        "hosts_ill": [host],
        "closed_tables": [data["tables"][-1]["id"]],
        "walk_in": [
            {"id": f"W{k}", "attrs": data["people"][k]["attrs"]} for k in range(6)
        ],
    }
    yield from _door("own-hall-400", parse(data))


def _door(name: str, room: Room) -> Iterator[Row]:
    began = time.process_time()
    plans = repair(room)
    seconds = round(time.process_time() - began, 2)
    stayed = at_the_door(room).stayed
    for one in plans:
        yield {
            "room": name,
            "repair": one.name,
            "score": round(one.plan.score, 2),
            "violations": sum(one.plan.hard.values()),
            "moves": list(one.moves_per_round),
            "stayed": stayed,
            "of_anew": round(100 * one.plan.score / plans[-1].plan.score, 1),
            "seconds": seconds,
        }


def _proofs(seeds: int) -> Iterator[Row]:
    """Rooms in which the bound itself is met."""
    for name, recipe in PROOFS.items():
        room = parse(generate(recipe, 1))
        found = [plan(room, budget_seconds=3.0, seed=s) for s in range(seeds)]
        yield {
            "room": name,
            "proof": True,
            "loss": max(p.loss for p in found),
            "bound": found[0].reference.bound,
            "violations": max(sum(p.hard.values()) for p in found),
        }


def lines(rows: Sequence[Row]) -> str:
    """The rows as text, one a line."""
    return "\n".join(
        "  ".join(f"{key} {value}" for key, value in row.items()) for row in rows
    )
