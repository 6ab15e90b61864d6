"""Random rooms to tune and test on: a neighbourhood evening of any size.

The mix is invented; only the shape of the format is shared with the open
benchmark rooms. Every generated room has a valid seating by construction: the
wishes are drawn around a hidden first seating of each round.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

Generator = np.random.Generator
JsonRoom = dict[str, Any]

LINES: dict[str, tuple[str, ...]] = {
    "work": ("care", "shop", "office", "harbour", "school", "pension", "studies"),
    "age": ("16-29", "30-49", "50-69", "70+"),
    "years": ("<2", "2-10", "10-25", ">25"),
    "home": ("rents", "owns", "shares"),
    "side": ("for", "against", "unsure"),
}
TONGUES = ("ti", "uk", "fa", "so")


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a generated room contains; shares are fractions of the people."""

    people: int
    rounds: int
    tables: int | None = None
    lines: int = 5
    couples: float = 0.08
    hosts: float = 1.25
    wheelchairs: float = 0.03
    foreign: float = 0.04
    apart: float = 0.03
    met: float = 0.04
    protect: int = 2
    slack: int = 1


def generate(recipe: Recipe, seed: int) -> JsonRoom:
    """A room in the JSON format; the same recipe and seed, the same room."""
    rng = np.random.default_rng(seed)
    count = recipe.tables or max(2, round(recipe.people / 7))
    size = -(-recipe.people // count)
    tables = [
        {
            "id": f"T{t + 1}",
            "min": max(1, recipe.people // count - 1 - recipe.slack),
            "max": size + recipe.slack,
            "accessible": bool(t < max(2, count // 2)),
        }
        for t in range(count)
    ]
    people = [_person(i, recipe, rng) for i in range(recipe.people)]
    hidden = [int(x) for x in rng.permutation(np.arange(recipe.people) % count)]
    together, apart = _wishes(people, hidden, tables, recipe, rng)
    met = rng.integers(0, recipe.people, (int(recipe.met * recipe.people), 2))
    keys = list(LINES)[: recipe.lines]
    return {
        "id": f"generated-{recipe.people}x{recipe.rounds}-{seed}",
        "rounds": recipe.rounds,
        "room_language": "nl",
        "tables": tables,
        "attributes": [{"key": k, "weight": 2 if k == "side" else 1} for k in keys],
        "people": people,
        "together": together,
        "apart": apart,
        "met_before": [
            [people[a]["id"], people[b]["id"]] for a, b in met.tolist() if a != b
        ],
        "protect": _protected(people, keys, recipe.protect, count),
        "weights": {"solo": 6, "repeat": 4},
    }


def _person(index: int, recipe: Recipe, rng: Generator) -> JsonRoom:
    attrs = {}
    for key, values in list(LINES.items())[: recipe.lines]:
        tilt = np.linspace(1.6, 0.5, len(values))
        attrs[key] = str(rng.choice(values, p=tilt / tilt.sum()))
    return {
        "id": f"P{index + 1:03d}",
        "attrs": attrs,
        "speaks": ["nl"],
        "needs_language": None,
        "wheelchair": False,
        "host": False,
    }


def _wishes(
    people: list[JsonRoom],
    hidden: list[int],
    tables: list[JsonRoom],
    recipe: Recipe,
    rng: Generator,
) -> tuple[list[list[str]], list[list[str]]]:
    """Hosts, wheelchairs, languages, couples and apart, around ``hidden``."""
    n = len(people)
    order = [int(i) for i in rng.permutation(n)]
    at: dict[int, list[int]] = {}
    for i in order:
        at.setdefault(hidden[i], []).append(i)
    for members in at.values():
        people[members[0]]["host"] = True
    extra = max(0, round((recipe.hosts - 1) * len(tables)))
    for i in rng.choice(n, size=min(n, extra), replace=False):
        people[int(i)]["host"] = True
    steps = [i for i in order if tables[hidden[i]]["accessible"]]
    for i in steps[: round(recipe.wheelchairs * n)]:
        people[i]["wheelchair"] = True
    for members in list(at.values())[: round(recipe.foreign * n)]:
        tongue = str(rng.choice(TONGUES))
        people[members[1]].update(speaks=[tongue], needs_language=tongue)
        people[members[0]]["speaks"] = ["nl", tongue]
    pool = [m for members in at.values() for m in _couples(members)]
    wanted = rng.permutation(len(pool))[: round(recipe.couples * n / 2)]
    together = [[people[i]["id"] for i in pool[int(k)]] for k in wanted]
    pairs = rng.integers(0, n, (round(recipe.apart * n), 2)).tolist()
    apart = [
        [people[a]["id"], people[b]["id"]] for a, b in pairs if hidden[a] != hidden[b]
    ]
    return together, apart


def _couples(members: list[int]) -> list[tuple[int, int]]:
    tail = members[1:] if len(members) % 2 else members
    return list(zip(tail[::2], tail[1::2], strict=True))


def _protected(
    people: list[JsonRoom], keys: list[str], count: int, tables: int
) -> list[JsonRoom]:
    """The rarest values with at least two people, rarest first."""
    seen: dict[tuple[str, str], int] = {}
    for person in people:
        for key in keys:
            spot = (key, person["attrs"][key])
            seen[spot] = seen.get(spot, 0) + 1
    rare = sorted((c, spot) for spot, c in seen.items() if 2 <= c <= 2 * tables)
    return [{"attr": k, "value": v} for _, (k, v) in rare[:count]]
