"""Giving people a chair: deal everybody, move one, swap two, lock, undo."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from flask_babel import lazy_gettext as _l

from dialogue.foundation.database import db
from dialogue.foundation.errors import NotHere, RuleBroken
from dialogue.seating import queries, rules
from dialogue.seating.actions.keeping import begin, remember, set_out, write
from dialogue.seating.models import Chair, DialogueTable, SeatingSetUp, WishKind
from dialogue.seating.people import guests_of
from dialogue.seating.rules.dealing import Key, Spot, deal
from dialogue.sessions.models import DialogueSession

Seat = tuple[Key, int]
"""(person, round)."""


class _Room:
    """The chairs of one evening while they change."""

    def __init__(self, dialogue_session: DialogueSession, now: datetime) -> None:
        self.dialogue_session = dialogue_session
        self.set_up = begin(dialogue_session, now)
        self.tables = {each.number: each for each in set_out(dialogue_session)}
        self.people = queries.neighbours_of(dialogue_session)
        self.keys = {each.key for each in self.people}
        self.chairs = {
            ((each.registration_id, each.person), each.round_number): each
            for each in queries.chairs_of(dialogue_session)
        }

    @property
    def rounds(self) -> range:
        return range(1, self.set_up.rounds + 1)

    def table(self, number: int) -> DialogueTable:
        if number not in self.tables:
            raise NotHere
        return self.tables[number]

    def person(self, key: Key | None, turn: int) -> Key:
        if key not in self.keys or turn not in self.rounds:
            raise NotHere
        return key

    def where(self, key: Key, turn: int) -> int:
        """The table of a person in a round; 0 without a chair."""
        chair = self.chairs.get((key, turn))
        if chair is None or chair.table_number not in self.tables:
            return 0
        return chair.table_number

    def at_table(self, number: int, turn: int) -> int:
        """How many of those who come sit at a table in a round."""
        return sum(
            key in self.keys and when == turn and chair.table_number == number
            for (key, when), chair in self.chairs.items()
        )

    def put(
        self, key: Key, turn: int, number: int, *, by_hand: bool, locked: bool = False
    ) -> None:
        """Give a person a chair in a round."""
        chair = self.chairs.get((key, turn))
        if chair is None:
            chair = Chair(
                municipality_id=self.dialogue_session.municipality_id,
                dialogue_session_id=self.dialogue_session.id,
                registration_id=key[0],
                person=key[1],
                round_number=turn,
                locked=False,
            )
            db.session.add(chair)
            self.chairs[(key, turn)] = chair
        chair.table_number, chair.by_hand = number, by_hand
        chair.locked = chair.locked or locked

    def check_move(self, key: Key, turn: int, *numbers: int) -> None:
        chair = self.chairs.get((key, turn))
        touched = [*numbers, *([chair.table_number] if chair else [])]
        rules.check_may_move(
            person_locked=chair is not None and chair.locked,
            tables_locked=[
                number
                for number in touched
                if number in self.tables and self.tables[number].locked
            ],
            round_locked=turn in self.set_up.locked_rounds,
        )


def deal_everybody(dialogue_session: DialogueSession, *, now: datetime) -> int:
    """Deal everybody by the simple rule; what is locked stays. Returns how many.

    Who must sit together or apart does; a table for each wheelchair, or a sentence.
    """
    room = _Room(dialogue_session, now)
    if not room.people:
        raise RuleBroken(_l("Nobody has a seat yet, so there is nobody to deal."))
    remember(dialogue_session, "deal")
    musts = [
        (wish.kind, wish.about[0], other)
        for wish in queries.wishes_of(dialogue_session)
        if wish.hard
        for other in wish.about[1:]
    ]
    helped = [(a, b) for kind, a, b in musts if kind is not WishKind.APART]
    apart = [(a, b) for kind, a, b in musts if kind is WishKind.APART]
    spots = [
        Spot(each.number, each.most, each.accessible, each.locked)
        for each in room.tables.values()
    ]
    guests = guests_of(
        room.people, helped, parties_together=room.set_up.parties_together
    )
    for turn in room.rounds:
        if turn in room.set_up.locked_rounds:
            continue
        stay = _stays(room, turn)
        dealt = deal(guests, spots, stay=stay, turn=turn, apart=apart)
        for key, number in dealt.items():
            if key not in stay:
                room.put(key, turn, number, by_hand=False)
    write(dialogue_session, "dealt everybody", now, len(room.people))
    return len(room.people)


def _stays(room: _Room, turn: int) -> dict[Key, int]:
    return {
        key: chair.table_number
        for (key, when), chair in room.chairs.items()
        if when == turn
        and key in room.keys
        and chair.table_number in room.tables
        and (chair.locked or room.tables[chair.table_number].locked)
    }


def move(
    dialogue_session: DialogueSession,
    key: Key | None,
    turn: int,
    number: int,
    *,
    now: datetime,
    only_from: int | None = None,
) -> None:
    """Put a person at a table by hand; with ``only_from`` if they sit there still."""
    room = _Room(dialogue_session, now)
    person, table = room.person(key, turn), room.table(number)
    where = room.where(person, turn)
    if where == number or only_from not in (None, where):
        return
    room.check_move(person, turn, number)
    rules.check_has_chair(room.at_table(number, turn), table.most, number)
    remember(dialogue_session, "move")
    room.put(person, turn, number, by_hand=True)
    write(dialogue_session, "moved somebody", now)


def swap(
    dialogue_session: DialogueSession,
    one: Key | None,
    other: Key | None,
    turn: int,
    *,
    now: datetime,
    only_from: int | None = None,
) -> None:
    """Two people change places in a round; who had no chair takes the other's.

    With ``only_from`` only if the first sits there still.
    """
    room = _Room(dialogue_session, now)
    first, second = room.person(one, turn), room.person(other, turn)
    if only_from not in (None, room.where(first, turn)):
        return
    theirs = room.chairs.get((second, turn))
    if theirs is None or first == second:
        raise RuleBroken(_l("Choose somebody who sits at a table to swap with."))
    mine = room.chairs.get((first, turn))
    room.check_move(first, turn)
    room.check_move(second, turn)
    remember(dialogue_session, "swap")
    place = theirs.table_number
    if mine is None:
        db.session.delete(theirs)
        del room.chairs[(second, turn)]
    else:
        room.put(second, turn, mine.table_number, by_hand=True)
    room.put(first, turn, place, by_hand=True)
    write(dialogue_session, "swapped two", now)


def lock_person(
    dialogue_session: DialogueSession,
    key: Key | None,
    turn: int,
    *,
    locked: bool,
    now: datetime,
) -> None:
    """A fixed place: whoever plans anew leaves this person where they sit."""
    room = _Room(dialogue_session, now)
    chair = room.chairs.get((room.person(key, turn), turn))
    if chair is None:
        raise RuleBroken(_l("Give this person a chair first, then lock it."))
    chair.locked = locked
    write(dialogue_session, "locked a place" if locked else "unlocked a place", now)


def lock_round(
    dialogue_session: DialogueSession, turn: int, *, locked: bool, now: datetime
) -> None:
    """A round in which nobody moves any more."""
    set_up: SeatingSetUp = begin(dialogue_session, now)
    if turn not in range(1, set_up.rounds + 1):
        raise NotHere
    rounds = {*set_up.locked_rounds} - {turn} | ({turn} if locked else set())
    set_up.locked_rounds = sorted(rounds)
    write(dialogue_session, "locked a round" if locked else "unlocked a round", now)


def take_chairs(
    dialogue_session: DialogueSession,
    seating: Mapping[Seat, int] | Iterable[tuple[Seat, int]],
    act: str,
    *,
    now: datetime,
    closed: Sequence[int] = (),
    unhosted: Sequence[int] = (),
) -> int:
    """Take a planned seating over: (person, round) to table. Returns who moved.

    Tables that are ``closed`` go, the ``unhosted`` lose their host. Locked rounds,
    tables and places are the planner's to heed; people who left meanwhile are
    passed over.
    """
    room = _Room(dialogue_session, now)
    changed = [room.tables[n] for n in {*closed, *unhosted} if n in room.tables]
    remember(dialogue_session, act, changed)
    for table in changed:
        if table.number in closed:
            db.session.delete(table)
            del room.tables[table.number]
        else:
            table.host_name = ""
    moved = 0
    for (key, turn), number in dict(seating).items():
        if key not in room.keys or number not in room.tables:
            continue
        chair = room.chairs.get((key, turn))
        if chair is None or chair.table_number != number:
            moved += 1
            room.put(key, turn, number, by_hand=False)
    write(dialogue_session, f"took {act} over", now, moved)
    return moved


def undo(dialogue_session: DialogueSession, *, now: datetime) -> str | None:
    """Take the last step back; returns what it was, None when there is none."""
    room = _Room(dialogue_session, now)
    step = queries.last_step(dialogue_session)
    if step is None:
        return None
    then = {
        ((registration, person), turn): (number, by_hand, locked)
        for registration, person, turn, number, by_hand, locked in step.before
    }
    for seat, chair in list(room.chairs.items()):
        if seat not in then:
            db.session.delete(chair)
    for (key, turn), (number, by_hand, locked) in then.items():
        room.put(key, turn, number, by_hand=bool(by_hand))
        room.chairs[(key, turn)].locked = bool(locked)
    for table in step.tables:
        kept = room.tables.get(table["number"])
        if kept is not None:
            kept.host_name = table["host_name"]
            continue
        back = DialogueTable(
            municipality_id=dialogue_session.municipality_id,
            dialogue_session_id=dialogue_session.id,
            **table,
        )
        db.session.add(back)
    act = step.act
    db.session.delete(step)
    write(dialogue_session, "undid a step", now)
    return act
