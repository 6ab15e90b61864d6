"""Asking the optimiser in a process of its own: reasons, and plans at the door.

The web server never loads NumPy: this module, run as a program, reads one question
as JSON from standard input and prints the answer. Names go through the pipe only.
What the child does not need it does not import: it must begin at once.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from dialogue.seating.reasons import Why

SECONDS = 20
TOP = Path(__file__).resolve().parents[2]


class Answer(Struct, frozen=True):
    """Why a room is impossible, or the plans: {name, seating, people, tables}."""

    why: list["Why"]
    plans: list[Any]


def ask(question: str, room: Mapping[str, Any], *, seed: int = 0) -> Answer:
    """``reasons`` of a room in JSON, or ``plans`` too where there are none.

    Well under two seconds, of which one child is begun. Raises RuleBroken when no
    answer comes.
    """
    from flask_babel import gettext as _

    from dialogue.foundation.errors import RuleBroken
    from dialogue.foundation.logs import log
    from dialogue.seating.reasons import why

    asked = json.dumps({"question": question, "room": room, "seed": seed})
    try:
        done = subprocess.run(
            [sys.executable, "-m", "dialogue.seating.asking"],
            input=asked.encode(),
            capture_output=True,
            timeout=SECONDS,
            cwd=TOP,
            check=True,
        )
    except subprocess.SubprocessError as wrong:
        kind = type(wrong).__name__
        log.error("seating question failed", question=question, kind=kind)
        raise RuleBroken(
            _("The tables could not be worked out. Try again, or move people by hand.")
        ) from None
    told = json.loads(done.stdout)
    reasons = [
        why(one["template"], one["parameters"], one["wishes"])
        for one in told["reasons"]
    ]
    return Answer(reasons, told["plans"])


def why_not(room: Mapping[str, Any]) -> list["Why"]:
    """Why this room cannot be seated, in sentences of the page; empty when it can."""
    return ask("reasons", room).why


def main() -> None:
    """Answer one question."""
    from dialogue.seating.optimiser.reading import parse

    asked = json.load(sys.stdin)
    room = parse(asked["room"])
    at_door = asked["question"] == "plans"
    why = _reasons(_then(room) if at_door else room)
    plans = _plans(room, asked) if at_door and not why else []
    json.dump({"reasons": why, "plans": plans}, sys.stdout)


def _then(room: Any) -> Any:
    """The room after what changed at the door."""
    from dialogue.seating.optimiser.repair import at_the_door

    return at_the_door(room).room


def _reasons(room: Any) -> list[Any]:
    from dialogue.seating.optimiser.infeasible import reasons

    return [
        {
            "template": one.template,
            "parameters": one.parameters,
            "wishes": [_wish(room, each) for each in one.wishes],
        }
        for one in reasons(room)
    ]


def _wish(room: Any, wish: Any) -> dict[str, Any]:
    """What the page needs to say a wish."""
    who = room.people[wish.data[0]] if wish.data else None
    return {
        "kind": wish.kind,
        "people": wish.people,
        "language": who.needs_language if who else None,
        "table": room.tables[wish.data[1]].id if wish.kind == "pin" else None,
    }


def _plans(room: Any, asked: Mapping[str, Any]) -> list[Any]:
    from dialogue.seating.optimiser.repair import repair

    door = _then(room)
    return [
        {
            "name": each.name,
            "seating": each.seating,
            "people": [person.id for person in door.people],
            "tables": [table.id for table in door.tables],
        }
        for each in repair(room, seed=asked["seed"])
    ]


if __name__ == "__main__":
    main()
