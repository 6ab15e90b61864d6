"""The room under the facilitator's eyes: its figures, and what a move would change."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct

from dialogue.seating import queries, wording
from dialogue.seating.optimiser.room import Room
from dialogue.seating.people import Neighbour
from dialogue.seating.room import Drawn, draw
from dialogue.seating.rules.dealing import Key
from dialogue.seating.rules.figures import Counted, Figures
from dialogue.seating.rules.wanting import broken_at, broken_by
from dialogue.seating.showing import Hall
from dialogue.sessions.models import DialogueSession


class Then(Struct, frozen=True, dict=True):
    """A seating of a room, counted."""

    room: Room
    counted: Counted

    @cached_property
    def figures(self) -> Figures:
        return self.counted.figures()

    @cached_property
    def blocks(self) -> list[list[int]]:
        return self.room.blocks()

    def broken(self, turn: int) -> list[str]:
        """Wishes that a round does not keep, in sentences."""
        found = [
            one
            for table, members in enumerate(self.counted.at[turn - 1])
            for one in broken_at(self.room, self.blocks, table, members)
        ]
        found.sort(key=lambda one: (one.mild, one.table, one.kind, one.people))
        return wording.warnings(self.room, found)

    def broken_in(self, turns: Sequence[int]) -> list[str]:
        """The same of several rounds, each sentence once."""
        return list(dict.fromkeys(each for turn in turns for each in self.broken(turn)))


class Watch(Struct, frozen=True, dict=True):
    """One evening's seating, counted."""

    hall: Hall
    drawn: Drawn

    @cached_property
    def room(self) -> Room:
        return self.drawn.room

    @cached_property
    def now(self) -> Then:
        return Then(self.room, Counted(self.room, self.drawn.seating_of(self.hall)))

    @property
    def counted(self) -> Counted:
        return self.now.counted

    @cached_property
    def _place(self) -> dict[Key, int]:
        return {key: at for at, key in enumerate(self.drawn.keys)}

    def told(self) -> list[wording.Told]:
        """The figures in sentences; none while there is nothing to tell."""
        return wording.told(self.now.figures, self.hall.set_up.rounds)

    def then(self, chairs: list[list[int]], closed: Sequence[int] = ()) -> Then:
        """The room with other chairs: [registration, person, round, table]."""
        drawn = self.drawn.without(closed)
        spot = {number: at for at, number in enumerate(drawn.numbers)}
        seating = drawn.seating_of(self.hall)
        for registration, person, turn, number in chairs:
            at = self._place.get((registration, person))
            if at is not None and turn in self.hall.open_rounds:
                seating[turn - 1][at] = spot.get(number, -1)
        room = drawn.room
        return Then(room, Counted(room, seating))

    def broken(self, turn: int) -> list[str]:
        """Wishes that the seating of a round does not keep, in sentences."""
        return self.now.broken(turn)

    def if_moved(self, person: Neighbour, turn: int) -> dict[str, Any]:
        """Per table number what changes when somebody goes there."""
        at, line = self._place[person.key], self.counted.seats[turn - 1]
        return {
            str(number): self._change(turn, [(at, table)])
            for table, number in enumerate(self.drawn.numbers)
            if line[at] != table
        }

    def if_swapped(self, one: Neighbour, other: Neighbour, turn: int) -> dict[str, Any]:
        """What changes when two people change places."""
        a, b = self._place[one.key], self._place[other.key]
        line = self.counted.seats[turn - 1]
        return self._change(turn, [(a, line[b]), (b, line[a])])

    def _change(self, turn: int, moves: list[tuple[int, int]]) -> dict[str, Any]:
        counted, rounds = self.counted, self.hall.set_up.rounds
        after = counted.what_if(turn - 1, moves)
        broken = broken_by(
            self.room,
            self.now.blocks,
            counted.at[turn - 1],
            counted.seats[turn - 1],
            moves,
        )
        said = wording.warnings(self.room, broken)
        deltas = wording.change(self.now.figures, after, rounds)
        words = [
            f"{wording.name_of(key)} {one['text']}"
            for key, one in deltas.items()
            if one["way"] != "same"
        ]
        return {
            "deltas": deltas,
            "warnings": said,
            "full": any(one.kind == "full" for one in broken),
            "words": " ".join(
                [
                    f"{'; '.join([wording.overall(self.now.figures, after), *words])}.",
                    *said,
                ]
            ),
        }


def watch(dialogue_session: DialogueSession, hall: Hall) -> Watch:
    """The room as it is now, ready for questions."""
    wishes = queries.wishes_of(dialogue_session)
    return Watch(hall, draw(hall, wishes, dialogue_session.languages[0]))
