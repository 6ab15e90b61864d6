"""At the door: no-shows, walk-ins, a closed table, a host who fell ill.

Three plans are offered: ``fewest`` (the least people moved that makes the
seating valid again), ``few`` (a handful more, where they buy most) and
``best`` (seat the room anew, from where people sit now). Locked rounds stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from dialogue.seating.optimiser.anneal import WIDE_ROOM
from dialogue.seating.optimiser.arrays import Arrays, Ints
from dialogue.seating.optimiser.infeasible import reasons
from dialogue.seating.optimiser.mending import improve, mend_round, seat_new, vary
from dialogue.seating.optimiser.model import build
from dialogue.seating.optimiser.patch import PRICE, Patch
from dialogue.seating.optimiser.room import Changes, Person, Room, RoomInvalid, Seating
from dialogue.seating.optimiser.score import Reference, reference, violations
from dialogue.seating.optimiser.search import Locked, Plan, describe, plan, polish
from dialogue.seating.optimiser.soft import worth

FEW_SHARE = 0.06
"""The few plan moves at most this share of the seated people a round; where a
table closed and its people take that up, half as many besides."""
ANEW = 50
"""Up to so many people the best plan starts anew, wider rooms from the few plan."""
POLISH_ANEW, POLISH, POLISH_WIDE = 1200, 3000, 240
"""Steps of a third of a second; in a wide room each is of all rounds."""
Groups = Sequence[tuple[int, ...]]
NAMES = ("fewest", "few", "best")


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody changes tables in a round (rounds count from 0; table ids)."""

    round: int
    person: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RepairPlan:
    """One of the three plans; ``moves_per_round`` count people who had a seat."""

    name: str
    plan: Plan
    moves: tuple[Move, ...]
    moves_per_round: tuple[int, ...]

    @property
    def seating(self) -> Seating:
        return self.plan.seating


@dataclass(frozen=True, slots=True)
class Door:
    """The changed room and where people sat: -1 for whoever has no seat yet.

    The first ``stayed`` people had one; the others walked in.
    """

    room: Room
    before: Ints
    stayed: int
    locked_rounds: frozenset[int] = field(default_factory=frozenset)
    locked_tables: frozenset[int] = field(default_factory=frozenset)

    def patch(self, arrays: Arrays, now: Ints | None = None) -> Patch:
        """The seating to repair; nobody leaves or joins a locked table."""
        made = Patch(build(arrays, PRICE), self.before, now)
        made.shut[:, sorted(self.locked_tables)] = True
        return made


def at_the_door(room: Room) -> Door:
    """Apply ``room.changes``: stayers keep their order, walk-ins come after.

    Raises RoomInvalid when a change names nobody, or without a seating.
    """
    changes = room.changes or Changes()
    if room.seating is None:
        raise RoomInvalid("A repair needs the seating that was made.")
    _known(room, changes)
    stay = [i for i, p in enumerate(room.people) if p.id not in changes.no_show]
    people = [_duty(room.people[i], changes) for i in stay] + list(changes.walk_in)
    if len({p.id for p in people}) != len(people):
        raise RoomInvalid("A walk-in has the id of somebody in the room.")
    tables = [t for t, x in enumerate(room.tables) if x.id not in changes.closed_tables]
    if not people or not tables:
        raise RoomInvalid("Nobody, or no table, is left.")
    spot = np.full(len(room.tables), -1, dtype=np.intp)
    spot[tables] = np.arange(len(tables))
    before = np.full((room.rounds, len(people)), -1, dtype=np.intp)
    before[:, : len(stay)] = spot[np.array(room.seating, dtype=np.intp)][:, stay]
    changed = replace(
        room,
        people=tuple(people),
        tables=tuple(room.tables[t] for t in tables),
        seating=None,
        changes=None,
        **_wishes(room, changes, people, spot.tolist()),
    )
    shut = [t for t, x in enumerate(changed.tables) if x.id in changes.locked_tables]
    rounds = frozenset(changes.locked_rounds)
    return Door(changed, before, len(stay), rounds, frozenset(shut))


def _wishes(
    room: Room, changes: Changes, people: list[Person], spot: list[int]
) -> dict[str, Any]:
    """The wishes among whoever is here, by their new indexes."""
    index = {p.id: k for k, p in enumerate(people)}
    name = [p.id for p in room.people]

    def kept(old: Groups, new: Sequence[tuple[str, ...]] = ()) -> list[tuple[int, ...]]:
        groups = [*(tuple(name[i] for i in group) for group in old), *new]
        here = [tuple(index[x] for x in group if x in index) for group in groups]
        return [group for group in here if len(group) > 1]

    return {
        "together": tuple(kept(room.together, changes.together)),
        "apart": _two(kept(room.apart, changes.apart)),
        "met_before": _two(kept(room.met_before)),
        "soft_together": _two(kept(room.soft_together, changes.soft_together)),
        "soft_apart": _two(kept(room.soft_apart, changes.soft_apart)),
        "pins": tuple(
            (index[name[i]], spot[t], when)
            for i, t, when in room.pins
            if name[i] in index and spot[t] >= 0
        ),
    }


def _two(groups: list[tuple[int, ...]]) -> tuple[tuple[int, int], ...]:
    return tuple((g[0], g[1]) for g in groups if len(g) == 2)


def _duty(person: Person, changes: Changes) -> Person:
    if person.id in changes.hosts_ill:
        return replace(person, host=False)
    if person.id in changes.new_hosts:
        return replace(person, host=True)
    return person


def _known(room: Room, changes: Changes) -> None:
    people = {p.id for p in room.people}
    named = [*changes.no_show, *changes.hosts_ill, *changes.new_hosts]
    everyone = people | {p.id for p in changes.walk_in}
    soft = (*changes.soft_together, *changes.soft_apart)
    wishes = [x for g in (*changes.together, *changes.apart, *soft) for x in g]
    for name in [n for n in named if n not in people] + [
        n for n in wishes if n not in everyone
    ]:
        raise RoomInvalid(f"“changes” names “{name}”, who is not in the room.")
    tables = {t.id for t in room.tables}
    for name in (*changes.closed_tables, *changes.locked_tables):
        if name not in tables:
            raise RoomInvalid(f"“changes” names “{name}”, which is no table.")


def repair(room: Room, *, seed: int = 0, effort: int = 1) -> list[RepairPlan]:
    """The plans fewest, few and best for a room with a seating and changes.

    Deterministic; under a second up to 400 people. Where a
    locked round has no place for a walk-in the plans say so in ``plan.hard``.
    """
    door = at_the_door(room)
    arrays = Arrays(door.room)
    ref = reference(arrays)
    if len(door.room.people) == len(room.people) and _still_valid(arrays, door):
        fewest = few = best = door.before
        return _told(room, door, ref, (fewest, few, best))
    fewest = _fewest(arrays, door)
    few = _few(arrays, door, fewest, seed)
    best = _best(door, few, seed, effort)
    return _told(room, door, ref, (fewest, few, best))


def _still_valid(arrays: Arrays, door: Door) -> bool:
    seated = not (door.before < 0).any()
    return seated and not any(violations(arrays, door.before).values())


def _told(
    room: Room, door: Door, ref: Reference, seatings: tuple[Ints, ...]
) -> list[RepairPlan]:
    arrays, out = Arrays(door.room), []
    for name, seating in zip(NAMES, seatings, strict=True):
        moves = _moves(room, door, seating)
        per = [sum(m.round == r for m in moves) for r in range(room.rounds)]
        told = describe(arrays, seating, ref)
        out.append(RepairPlan(name, told, tuple(moves), tuple(per)))
    return out


def _moves(room: Room, door: Door, seating: Ints) -> list[Move]:
    """Who sits elsewhere; a closed table is named by its id."""
    assert room.seating is not None  # noqa: S101 (at_the_door checked it)
    index = {p.id: i for i, p in enumerate(room.people)}
    out = []
    for r, line in enumerate(seating.tolist()):
        for k, person in enumerate(door.room.people):
            if person.id not in index:
                continue
            old = room.tables[room.seating[r][index[person.id]]].id
            new = door.room.tables[line[k]].id
            if old != new:
                out.append(Move(r, person.id, old, new))
    return out


def _open(door: Door) -> list[int]:
    return [r for r in range(door.room.rounds) if r not in door.locked_rounds]


def _fewest(arrays: Arrays, door: Door) -> Ints:
    """Walk-ins on the best free chairs, then as few moves as mend the rest."""
    patch = door.patch(arrays)
    for r in range(door.room.rounds):
        seat_new(patch, r)
    for r in _open(door):
        mend_round(patch, r, detours=False)
    broken = [r for r in _open(door) if patch.hard(r) > PRICE / 2]
    # In an impossible room no detour helps: the moves that help some suffice.
    if broken and not reasons(door.room):
        for r in broken:
            mend_round(patch, r)
    return patch.seating()


def _few(arrays: Arrays, door: Door, fewest: Ints, seed: int) -> Ints:
    """The fewest plan and the moves that gain most, within the share.

    Whoever lost their table moves anyway, and counts.
    """
    patch = door.patch(arrays, fewest)
    lost = (door.before[:, : door.stayed] < 0).sum(axis=1).tolist()
    most = int(FEW_SHARE * door.stayed)
    limit = {r: max(most - lost[r], most // 2) for r in _open(door)}
    for _ in range(3):
        for r in limit:
            improve(patch, r, limit[r])
    rng = np.random.default_rng(seed)
    for _ in range(2):
        for r in limit:
            vary(patch, r, limit[r], rng)
    return patch.seating()


def _best(door: Door, few: Ints, seed: int, effort: int) -> Ints:
    """Everybody seated anew; in a wide room as far as the second goes."""
    arrays = Arrays(door.room)
    told = describe(arrays, few)
    shut = frozenset((r, t) for r in range(len(few)) for t in door.locked_tables)
    locked = Locked(few.tolist(), rounds=door.locked_rounds, tables=shut)
    wide = arrays.tables // 2 >= WIDE_ROOM
    if arrays.n <= ANEW:
        first = plan(door.room, seed=seed, effort=effort, locked=locked)
        best = min((few, np.asarray(first.seating)), key=lambda x: worth(arrays, x))
        anew = polish(door.room, best, seed=seed, steps=POLISH_ANEW, locked=locked)
    else:
        steps = POLISH_WIDE if wide else POLISH
        anew = polish(door.room, few, seed=seed, steps=steps, locked=locked)
    good = worth(arrays, anew.seating) <= worth(arrays, few)
    if anew.feasible >= told.feasible and good:
        return np.asarray(anew.seating, dtype=np.intp)
    return few
