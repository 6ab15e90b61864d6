"""``./do seat ROOM.json --budget SECONDS --seed N``, for programs and tests.

Prints one JSON object. Exit codes: 0 done, 2 the room or the command is wrong,
3 the room is impossible. The budget is CPU seconds of the whole command.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from typing import TextIO

from dialogue.seating.optimiser import soft
from dialogue.seating.optimiser.arrays import Arrays
from dialogue.seating.optimiser.infeasible import reasons
from dialogue.seating.optimiser.reading import load
from dialogue.seating.optimiser.repair import RepairPlan, at_the_door, repair
from dialogue.seating.optimiser.room import Room, RoomInvalid, Seating
from dialogue.seating.optimiser.search import Plan, plan

WRONG, IMPOSSIBLE = 2, 3
LEAST_BUDGET = 0.05


def seat(argv: Sequence[str], out: TextIO | None = None) -> int:
    """Seat a room file; the exit code. Writes JSON to ``out`` (standard out)."""
    out = out or sys.stdout
    options = _options(argv)
    try:
        room = load(options.room)
        answer, code = _answer(room, options)
    except RoomInvalid as error:
        answer, code = {"error": str(error)}, WRONG
    json.dump(answer, out, ensure_ascii=False)
    out.write("\n")
    return code


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="seat", description="Seat a room.")
    parser.add_argument("room", help="a room in JSON")
    parser.add_argument("--budget", type=float, help="CPU seconds")
    parser.add_argument("--effort", type=int, help="1 to 5, reproducible")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args(list(argv))


def _answer(room: Room, options: argparse.Namespace) -> tuple[dict[str, object], int]:
    changes = room.changes is not None and room.seating is not None
    asked = at_the_door(room).room if changes else room
    why = reasons(asked)
    if why:
        told = [{"kind": r.kind, "reason": r.sentence, "people": r.people} for r in why]
        return {"infeasible": told}, IMPOSSIBLE
    if changes:
        return _plans(room, options.seed), 0
    budget = options.budget
    if budget is not None:
        # Starting Python and reading the room are part of the budget.
        budget = max(LEAST_BUDGET, budget - time.process_time())
    found = plan(room, budget_seconds=budget, seed=options.seed, effort=options.effort)
    return _told(room, found), 0


def _told(room: Room, found: Plan) -> dict[str, object]:
    """A plan; where wishes may give way, ``soft`` says which did."""
    told: dict[str, object] = {
        "seating": found.seating,
        "score": round(found.score, 4),
        "bound": round(found.reference.bound, 4),
        "hard": found.hard,
    }
    return told | _gave_way(room, found.seating)


def _gave_way(room: Room, seating: Seating) -> dict[str, object]:
    if not soft.has_soft(room):
        return {}
    broken = soft.unkept(Arrays(room), seating)
    return {"soft": [soft.sentence(room, one) for one in broken]}


def _plans(room: Room, seed: int) -> dict[str, object]:
    then = at_the_door(room).room
    return {"plans": [_planned(then, one) for one in repair(room, seed=seed)]}


def _planned(room: Room, one: RepairPlan) -> dict[str, object]:
    """A plan; ``hard`` is told where a locked round leaves a wish broken."""
    told: dict[str, object] = {
        "name": one.name,
        "seating": one.seating,
        "moves": list(one.moves_per_round),
        "score": round(one.plan.score, 4),
    } | _gave_way(room, one.seating)
    return told if one.plan.feasible else told | {"hard": one.plan.hard}
