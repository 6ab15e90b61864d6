"""Why a room is impossible: the smallest set of wishes that cannot hold.

First the counting reasons a facilitator can check on their fingers, each
proven on its own. Where none applies, an exact search for a valid table plan of
one round decides. A limit makes the exact search say "not known"; a room is then
not refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from dialogue.seating.optimiser.arrays import Arrays
from dialogue.seating.optimiser.combined import clash
from dialogue.seating.optimiser.room import Room
from dialogue.seating.optimiser.sentences import (
    APART,
    COMBINED,
    FEW_SPEAK,
    HOST_BLOCKS,
    HOSTS,
    NO_ROOM,
    NOBODY_SPEAKS,
    PINNED_APART,
    PINNED_FULL,
    PINNED_STEPS,
    PINNED_TOGETHER,
    PINNED_TWICE,
    TOGETHER_APART,
    TOO_BIG,
    TOO_FEW,
    TOO_MANY,
    WHEELCHAIRS,
)
from dialogue.seating.optimiser.wishes import Wish


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: ``template`` is an English msgid, ``parameters`` fill it.

    ``people`` and ``tables`` are ids, for highlighting. ``kind`` is one of
    size, together-apart, together-size, together-room, wheelchairs, hosts,
    language, apart, pins, together-pins or combined. ``wishes`` are those of combined.
    """

    kind: str
    template: str
    parameters: dict[str, object] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    wishes: tuple[Wish, ...] = ()

    @property
    def sentence(self) -> str:
        """The reason in English."""
        return self.template % self.parameters


def reasons(room: Room, effort: int = 1_000_000) -> list[Reason]:
    """Why no valid seating exists; empty when one exists or none is known.

    Each reason on its own makes the room impossible. ``effort`` limits the
    exact search (deterministic; the default is well under a second).
    """
    arrays = Arrays(room)
    found = [
        *_sizes(arrays),
        *_blocks(arrays),
        *_groups(arrays),
        *_wheelchairs(arrays),
        *_hosts(arrays),
        *_languages(arrays),
        *_apart(arrays),
        *_pins(arrays),
    ]
    return found or _combined(room, min(20_000, effort // max(1, arrays.n)))


def _ids(arrays: Arrays, people: object) -> tuple[str, ...]:
    return tuple(arrays.room.people[int(i)].id for i in people)  # type: ignore[attr-defined]


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names)


def _sizes(arrays: Arrays) -> list[Reason]:
    most, least = int(arrays.highs.sum()), int(arrays.lows.sum())
    if arrays.n > most:
        return [Reason("size", TOO_MANY, {"people": arrays.n, "chairs": most})]
    if arrays.n < least:
        return [Reason("size", TOO_FEW, {"people": arrays.n, "chairs": least})]
    return []


def _path(arrays: Arrays, block: list[int], a: int, b: int) -> list[int]:
    """The fewest people whose together wishes link ``a`` to ``b``."""
    queue, came = [a], {a: a}
    while queue and b not in came:
        here = queue.pop(0)
        for group in arrays.room.together:
            if here in group:
                for other in group:
                    if other not in came:
                        came[other] = here
                        queue.append(other)
    path = [b]
    while path[-1] != a:
        path.append(came[path[-1]])
    return path[::-1]


def _blocks(arrays: Arrays) -> list[Reason]:
    found = []
    largest = int(arrays.highs.max())
    for block in arrays.blocks:
        for a, b in arrays.room.apart:
            if a in block and b in block:
                ids = _ids(arrays, _path(arrays, block, a, b))
                found.append(
                    Reason(
                        "together-apart",
                        TOGETHER_APART,
                        {"group": _list(ids), "first": ids[0], "second": ids[-1]},
                        ids,
                    )
                )
        if len(block) > largest:
            ids = _ids(arrays, block)
            facts = {"group": _list(ids), "people": len(ids), "chairs": largest}
            found.append(Reason("together-size", TOO_BIG, facts, ids))
    return found


def _groups(arrays: Arrays) -> list[Reason]:
    """More groups of a size than tables have chairs side by side for."""
    for size in sorted({len(block) for block in arrays.blocks}):
        groups = sum(len(block) >= size for block in arrays.blocks)
        places = int((arrays.highs // size).sum())
        if groups > places and size <= int(arrays.highs.max()):
            facts: dict[str, object] = {"groups": groups, "size": size}
            return [Reason("together-room", NO_ROOM, facts | {"places": places})]
    return []


def _wheelchairs(arrays: Arrays) -> list[Reason]:
    chairs = int(arrays.highs[arrays.accessible].sum())
    people = np.flatnonzero(arrays.wheelchair)
    if len(people) <= chairs:
        return []
    facts: dict[str, object] = {"people": len(people), "chairs": chairs}
    tables = tuple(t.id for t in arrays.room.tables if t.accessible)
    return [Reason("wheelchairs", WHEELCHAIRS, facts, _ids(arrays, people), tables)]


def _hosts(arrays: Arrays) -> list[Reason]:
    hosts = np.flatnonzero(arrays.host)
    if arrays.room.soft_host:
        return []
    facts: dict[str, object] = {"tables": arrays.tables, "hosts": len(hosts)}
    if len(hosts) < arrays.tables:
        facts["missing"] = arrays.tables - len(hosts)
        return [Reason("hosts", HOSTS, facts, _ids(arrays, hosts))]
    groups = len(set(arrays.block_of[hosts].tolist()))
    if groups < arrays.tables:
        facts["hosts"] = groups
        return [Reason("hosts", HOST_BLOCKS, facts, _ids(arrays, hosts))]
    return []


def _languages(arrays: Arrays) -> list[Reason]:
    found = []
    tops = sorted(arrays.highs.tolist(), reverse=True)
    for k, language in enumerate(arrays.languages[: arrays.musts]):
        needs = np.flatnonzero(arrays.needs[:, k])
        bridges = np.flatnonzero(arrays.bridges[:, k])
        facts: dict[str, object] = {"people": len(needs), "language": language}
        people = _ids(arrays, [*needs, *bridges])
        if not len(bridges):
            found.append(Reason("language", NOBODY_SPEAKS, facts, people))
            continue
        groups = len(set(arrays.block_of[bridges].tolist()))
        seats = sum(tops[:groups]) - len(bridges)
        if len(needs) > seats:
            facts |= {"bridges": len(bridges), "chairs": tops[0]}
            found.append(Reason("language", FEW_SPEAK, facts, people))
    return found


def _apart(arrays: Arrays) -> list[Reason]:
    """A group in which everybody must avoid everybody (greedy clique)."""
    foes: dict[int, set[int]] = {}
    for a, b in arrays.room.apart:
        foes.setdefault(a, set()).add(b)
        foes.setdefault(b, set()).add(a)
    for seed in sorted(foes, key=lambda i: -len(foes[i])):
        group = [seed]
        for other in sorted(foes[seed], key=lambda i: -len(foes[i])):
            if all(other in foes[member] for member in group):
                group.append(other)
        if len(group) > arrays.tables:
            ids = _ids(arrays, group[: arrays.tables + 1])
            facts: dict[str, object] = {
                "group": _list(ids),
                "people": len(ids),
                "tables": arrays.tables,
            }
            return [Reason("apart", APART, facts, ids)]
    return []


def _pins(arrays: Arrays) -> list[Reason]:
    room, found = arrays.room, []
    for turn in range(room.rounds):
        place: dict[int, int] = {}
        for person, table, when in room.pins:
            if when is not None and when != turn:
                continue
            if place.get(person, table) != table:
                name = room.people[person].id
                found.append(Reason("pins", PINNED_TWICE, {"person": name}, (name,)))
            place[person] = table
        found += _pinned_tables(arrays, place) + _pinned_pairs(arrays, place)
    unique = {reason.sentence: reason for reason in found}
    return list(unique.values())


def _pinned_tables(arrays: Arrays, place: dict[int, int]) -> list[Reason]:
    room, found = arrays.room, []
    for person, t in place.items():
        if arrays.wheelchair[person] and not arrays.accessible[t]:
            name, table = room.people[person].id, room.tables[t].id
            facts: dict[str, object] = {"person": name, "table": table}
            found.append(Reason("pins", PINNED_STEPS, facts, (name,), (table,)))
    for t, table_ in enumerate(room.tables):
        there = [i for i, where in place.items() if where == t]
        if len(there) > table_.max:
            facts = {"people": len(there), "table": table_.id, "chairs": table_.max}
            ids = _ids(arrays, there)
            found.append(Reason("pins", PINNED_FULL, facts, ids, (table_.id,)))
    return found


def _pinned_pairs(arrays: Arrays, place: dict[int, int]) -> list[Reason]:
    room, found = arrays.room, []

    def reason(template: str, a: int, b: int) -> Reason:
        ids = _ids(arrays, (a, b))
        return Reason("pins", template, {"first": ids[0], "second": ids[1]}, ids)

    for a, b in room.apart:
        if a in place and place.get(b) == place[a]:
            found.append(reason(PINNED_APART, a, b))
    for block in arrays.blocks:
        pinned = [i for i in block if i in place]
        for a, b in combinations(pinned, 2):
            if place[a] != place[b]:
                found.append(reason(PINNED_TOGETHER, a, b))
                break
    return found


def _combined(room: Room, nodes: int) -> list[Reason]:
    """The smallest set of wishes an exact search proves impossible."""
    kept = clash(room, nodes)
    if not kept:
        return []
    people = tuple(dict.fromkeys(p for wish in kept for p in wish.people))
    facts: dict[str, object] = {"wishes": "; ".join(wish.sentence for wish in kept)}
    return [Reason("combined", COMBINED, facts, people, (), tuple(kept))]


__all__ = ["Reason", "reasons"]
