"""Wishes that may give way: what they weigh, and which of them a seating does not keep.

A wish for two people to sit together or apart weighs as much as a few wasted
conversations; a table for a wheelchair, an interpreter and a host weigh more, so that
they give way to wishes that must hold and hardly to the mixing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dialogue.seating.optimiser.arrays import Array, Arrays, Ints
from dialogue.seating.optimiser.room import Room
from dialogue.seating.optimiser.score import terms

TOGETHER, APART, PLACE = 2.0, 1.0, 4.0
"""Shares of ``unit`` that a broken wish costs a round; PLACE: steps, words, a host."""


def unit(room: Room) -> float:
    """What the wishes are weighed in, in loss units."""
    return room.repeat + 2.0


@dataclass(frozen=True, slots=True)
class Unkept:
    """A soft wish that a round does not keep.

    ``kind``: together, apart, access, language or host; ``table`` where the first of
    the ``people`` sits. People and tables are indexes in the room.
    """

    turn: int
    kind: str
    table: int
    people: tuple[int, ...] = ()


def has_soft(room: Room) -> bool:
    """Whether anything of the room may give way."""
    pairs = room.soft_together or room.soft_apart
    return bool(pairs or room.soft_host or any(person.soft for person in room.people))


def unkept(arrays: Arrays, seating: object) -> list[Unkept]:
    """The soft wishes that ``seating[round][person]`` does not keep, round by round."""
    if not has_soft(arrays.room):
        return []
    seats = np.asarray(seating, dtype=np.intp)
    return [
        one for turn, line in enumerate(seats) for one in _round(arrays, turn, line)
    ]


def _round(arrays: Arrays, turn: int, line: Ints) -> Iterator[Unkept]:
    room = arrays.room
    for kind, pairs in (("together", room.soft_together), ("apart", room.soft_apart)):
        for a, b in pairs:
            if (line[a] == line[b]) == (kind == "apart"):
                yield Unkept(turn, kind, int(line[a]), (a, b))
    for i in np.flatnonzero(arrays.would_wheel & ~arrays.accessible[line]).tolist():
        yield Unkept(turn, "access", int(line[i]), (i,))
    yield from _words(arrays, turn, line)
    if room.soft_host:
        for t in sorted(set(range(arrays.tables)) - set(line[arrays.host].tolist())):
            yield Unkept(turn, "host", t)


def _words(arrays: Arrays, turn: int, line: Ints) -> Iterator[Unkept]:
    for k in range(arrays.musts, len(arrays.languages)):
        for i in np.flatnonzero(arrays.needs[:, k]).tolist():
            if not (arrays.bridges[:, k] & (line == line[i])).any():
                yield Unkept(turn, "language", int(line[i]), (i,))


def price(arrays: Arrays, seating: Array | Sequence[Sequence[int]]) -> float:
    """What the soft wishes that are not kept cost, in loss units."""
    weight = {"together": TOGETHER, "apart": APART}
    broken = unkept(arrays, seating)
    return unit(arrays.room) * sum(weight.get(one.kind, PLACE) for one in broken)


def worth(arrays: Arrays, seating: Array | Sequence[Sequence[int]]) -> float:
    """What the search compares: the loss, and the soft wishes that are not kept."""
    return terms(arrays, seating).loss + price(arrays, seating)


def sentence(room: Room, one: Unkept) -> str:
    """An unkept wish in English, for ``./do seat``; rounds count from 1."""
    names = [room.people[i].id for i in one.people]
    table = room.tables[one.table].id
    words = {
        "together": "{0} and {1} do not sit together",
        "apart": "{0} and {1} sit at one table",
        "access": "{0} sits at table {table}, where no wheelchair fits",
        "language": "nobody at table {table} interprets for {0}",
        "host": "table {table} has no host",
    }[one.kind]
    return f"Round {one.turn + 1}: {words.format(*names, table=table)}."
