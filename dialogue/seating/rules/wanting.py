"""What a move would break of the wishes: kinds and people, for words on the page."""

from collections.abc import Sequence

from msgspec import Struct

from dialogue.seating.optimiser.room import Room


class Broken(Struct, frozen=True):
    """A wish that a table does not keep.

    ``kind``: full, together, apart, access, language or host. ``table`` and
    ``people`` are indexes in the room. ``mild``: a wish that may give way.
    """

    kind: str
    table: int
    people: tuple[int, ...] = ()
    mild: bool = False


Blocks = Sequence[Sequence[int]]
"""``room.blocks()``: people who must share a table."""


def broken_at(
    room: Room, blocks: Blocks, table: int, members: Sequence[int]
) -> set[Broken]:
    """Every wish that these people at this table do not keep.

    Together is told once, at the table of the first of them.
    """
    here, spot = frozenset(members), room.tables[table]
    found = set()
    if len(here) > spot.max:
        found.add(Broken("full", table))
    for block in blocks:
        inside = [i for i in block if i in here]
        if inside and len(inside) < len(block) and block[0] in here:
            others = tuple(i for i in block if i not in here)
            found.add(Broken("together", table, (block[0], *others[:1])))
    for a, b in room.soft_together:
        if a in here and b not in here:
            found.add(Broken("together", table, (a, b), mild=True))
    for mild, pairs in ((False, room.apart), (True, room.soft_apart)):
        found |= {
            Broken("apart", table, (a, b), mild)
            for a, b in pairs
            if a in here and b in here
        }
    return found | _duties(room, table, members)


def _duties(room: Room, table: int, members: Sequence[int]) -> set[Broken]:
    """What people need at their table: steps, words, a host."""
    people = [room.people[i] for i in members]
    found = set()
    for i, one in zip(members, people, strict=True):
        if one.wheelchair and not room.tables[table].accessible:
            found.add(Broken("access", table, (i,), "wheelchair" in one.soft))
        needs = one.needs_language
        speaks = any(needs in p.speaks and not p.needs_language for p in people)
        if needs and not speaks:
            found.add(Broken("language", table, (i,), "language" in one.soft))
    if people and not any(person.host for person in people):
        found.add(Broken("host", table, mild=room.soft_host))
    return found


def broken_by(
    room: Room,
    blocks: Blocks,
    at: Sequence[Sequence[int]],
    line: Sequence[int],
    moves: Sequence[tuple[int, int]],
) -> list[Broken]:
    """What a move would break that was kept before.

    ``at`` are the people per table of the round, ``line`` the table of everybody.
    """
    goes = dict(moves)
    touched = {table for _, table in moves} | {line[i] for i, _ in moves}
    touched.discard(-1)
    before: set[Broken] = set()
    after: set[Broken] = set()
    for table in sorted(touched):
        was = at[table]
        now = [i for i in was if goes.get(i, table) == table]
        now += [i for i, there in moves if there == table and line[i] != table]
        before |= broken_at(room, blocks, table, was)
        after |= broken_at(room, blocks, table, now)
    return sorted(after - before, key=lambda one: (one.kind, one.table, one.people))
