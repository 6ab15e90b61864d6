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
    """What a generated room contains; shares are fractions of the people.

    ``helpers`` is the share of wheelchair users who came with a helper, ``slack``
    the chairs more and fewer a table takes than it needs, ``uneven`` how far the
    sizes of tables lie apart.
    """

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
    triples: float = 0.0
    helpers: float = 0.0
    pins: float = 0.0
    uneven: int = 0


def generate(recipe: Recipe, seed: int) -> JsonRoom:
    """A room in the JSON format; the same recipe and seed, the same room."""
    rng = np.random.default_rng(seed)
    sizes = _sizes(recipe, rng)
    count = len(sizes)
    low = 1 if not recipe.uneven else 0
    tables = [
        {
            "id": f"T{t + 1}",
            "min": max(1, size - low - recipe.slack),
            "max": max(sizes) + recipe.slack if low else size + recipe.slack,
            "accessible": bool(t < max(2, count // 2)),
        }
        for t, size in enumerate(sizes)
    ]
    people = [_person(i, recipe, rng) for i in range(recipe.people)]
    hidden = rng.permutation(np.repeat(np.arange(count), sizes)).tolist()
    together, apart = _wishes(people, hidden, tables, recipe, rng)
    met = rng.integers(0, recipe.people, (int(recipe.met * recipe.people), 2))
    keys = list(LINES)[: recipe.lines]
    pinned = rng.permutation(recipe.people)[: round(recipe.pins * recipe.people)]
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
        "pins": [[people[i]["id"], tables[hidden[i]]["id"]] for i in pinned.tolist()],
    }


def _sizes(recipe: Recipe, rng: Generator) -> list[int]:
    """How many sit at each table of the hidden seating."""
    count = recipe.tables or max(2, round(recipe.people / 7))
    least, odd = divmod(recipe.people, count)
    sizes = [least + (t < odd) for t in range(count)]
    for _ in range(recipe.uneven * count):
        a, b = rng.integers(0, count, 2).tolist()
        if (
            sizes[a] > max(2, least - recipe.uneven)
            and sizes[b] < least + recipe.uneven
        ):
            sizes[a] -= 1
            sizes[b] += 1
    return sizes


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
    steps = [i for i in order if tables[hidden[i]]["accessible"]]
    for i in steps[: round(recipe.wheelchairs * n)]:
        people[i]["wheelchair"] = True
    for members in list(at.values())[: round(recipe.foreign * n)]:
        tongue = str(rng.choice(TONGUES))
        people[members[1]].update(speaks=[tongue], needs_language=tongue)
        people[members[0]]["speaks"] = ["nl", tongue]
    spare = [i for i in order if not people[i]["needs_language"]]
    for i in rng.choice(spare, size=min(len(spare), extra), replace=False).tolist():
        people[i]["host"] = True
    parties = _parties(people, list(at.values()), recipe, rng)
    together = [[people[i]["id"] for i in party] for party in parties]
    pairs = rng.integers(0, n, (round(recipe.apart * n), 2)).tolist()
    apart = [
        [people[a]["id"], people[b]["id"]] for a, b in pairs if hidden[a] != hidden[b]
    ]
    return together, apart


def _parties(
    people: list[JsonRoom], tables: list[list[int]], recipe: Recipe, rng: Generator
) -> list[list[int]]:
    """Triples, couples, and helpers of wheelchair users, who share a hidden table."""
    n, out = recipe.people, []
    left = [members[::-1] for members in tables]
    for size, share in ((3, recipe.triples), (2, recipe.couples)):
        for _ in range(round(share * n / size)):
            open_ = [members for members in left if len(members) >= size]
            if not open_:
                break
            members = open_[int(rng.integers(len(open_)))]
            out.append([members.pop() for _ in range(size)])
    for members in left:
        for i in [i for i in members if people[i]["wheelchair"]]:
            other = [k for k in members if not people[k]["wheelchair"]]
            if other and i in members and rng.random() < recipe.helpers:
                members.remove(i)
                members.remove(other[0])
                out.append([i, other[0]])
    return out


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
