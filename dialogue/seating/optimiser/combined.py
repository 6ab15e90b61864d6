"""The smallest set of wishes that cannot hold together, found by exact search.

Small suspicious sets come first (groups that all avoid each other, somebody and
the few who interpret for them, wishes of a kind or two): a contradiction inside a
large room is refuted at once when nothing else is looked at. A set that cannot
hold is then thinned out: what is not needed is dropped (deletion filter).
"""

from __future__ import annotations

from collections.abc import Iterator

from dialogue.seating.optimiser.exact import possible
from dialogue.seating.optimiser.room import Room
from dialogue.seating.optimiser.wishes import Wish, roots, wishes_of

TRIES = 400
FEW_NODES = 1000
MANY = 8
"""Interpreters of a language beyond whom nobody lacks one for want of choice."""
KINDS = (
    {"together", "apart", "pin"},
    {"together", "pin", "wheelchair"},
    {"together", "apart", "pin", "wheelchair"},
    {"together", "pin", "hosts"},
    {"together", "pin", "least"},
    {"together", "apart", "pin", "language"},
)


def clash(room: Room, nodes: int) -> list[Wish]:
    """Wishes that cannot hold together, none to spare; empty where none is known.

    ``nodes`` limits the exact search.
    """
    turns = {when for _, _, when in room.pins if when is not None} or {0}
    for turn in sorted(turns):
        wishes = wishes_of(room, turn)
        crowd = _avoiding(room, wishes)
        if crowd:
            return crowd
        for suspect in _suspects(room, wishes):
            if possible(room, suspect, FEW_NODES) is False:
                return _smallest(room, suspect, nodes)
        if possible(room, wishes, nodes) is False:
            return _smallest(room, wishes, nodes)
    return []


def _avoiding(room: Room, wishes: list[Wish]) -> list[Wish]:
    """Groups that all avoid each other, one more than there are tables.

    No search is needed: one apart wish for each two of them, and what keeps a
    group together of which not always the same person is meant.
    """
    root = roots(room, wishes)
    group = _clique(root, wishes)
    if len(group) <= len(room.tables):
        return []
    blocks = set(sorted(group)[: len(room.tables) + 1])
    kept: dict[tuple[int, ...], Wish] = {}
    for wish in _among(root, blocks, wishes):
        if wish.kind == "apart":
            kept.setdefault(tuple(sorted(root[i] for i in wish.data)), wish)
    meant: dict[int, set[int]] = {}
    for wish in kept.values():
        for i in wish.data:
            meant.setdefault(root[i], set()).add(i)
    more = [
        wish
        for wish in wishes
        if wish.kind == "together" and len(meant.get(root[wish.data[0]], ())) > 1
    ]
    return [*more, *kept.values()]


def _suspects(room: Room, wishes: list[Wish]) -> Iterator[list[Wish]]:
    """Sets of wishes small enough to be refuted quickly, or not at all."""
    root = roots(room, wishes)
    for wish in wishes:
        if wish.kind != "language":
            continue
        word = room.people[wish.data[0]].needs_language
        helpers = {
            root[i]
            for i, p in enumerate(room.people)
            if p.needs_language is None and word in p.speaks
        }
        if len(helpers) <= MANY:
            near = _among(root, helpers | {root[wish.data[0]]}, wishes)
            others = ("language", "hosts", "least")
            yield [wish, *(w for w in near if w.kind not in others)]
    for kinds in KINDS:
        yield [w for w in wishes if w.kind in kinds]


def _among(root: list[int], blocks: set[int], wishes: list[Wish]) -> list[Wish]:
    """The wishes about nobody outside ``blocks``."""
    out = []
    for wish in wishes:
        people = wish.data[:1] if wish.kind == "pin" else wish.data
        if people and all(root[i] in blocks for i in people):
            out.append(wish)
    return out


def _clique(root: list[int], wishes: list[Wish]) -> set[int]:
    """The largest group of blocks found (greedily) that all avoid each other."""
    foes: dict[int, set[int]] = {}
    for wish in wishes:
        if wish.kind == "apart":
            a, b = (root[i] for i in wish.data)
            foes.setdefault(a, set()).add(b)
            foes.setdefault(b, set()).add(a)
    best: set[int] = set()
    for seed in foes:
        group = {seed}
        for other in sorted(foes[seed], key=lambda k: (-len(foes[k] & foes[seed]), k)):
            if group <= foes[other]:
                group.add(other)
        best = max(best, group, key=len)
    return best


def _smallest(room: Room, wishes: list[Wish], nodes: int) -> list[Wish]:
    """Deletion filter, first in large bites: drop what is not needed."""
    kept, bite = list(wishes), max(1, len(wishes) // 2)
    spent = 0
    while bite:
        at = 0
        while at < len(kept) and spent < TRIES:
            rest = kept[:at] + kept[at + bite :]
            spent += 1
            if possible(room, rest, max(FEW_NODES, nodes // 20)) is False:
                kept = rest
            else:
                at += bite
        bite //= 2
    return kept
