"""What the pages show of the room: tables with who sits there, in words."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from msgspec import Struct

from dialogue.seating import queries
from dialogue.seating.models import Chair, DialogueTable, SeatingSetUp
from dialogue.seating.people import Neighbour
from dialogue.seating.rules.dealing import Key
from dialogue.sessions.models import DialogueSession

To = Callable[[Neighbour], str]
"""The address of a page about somebody."""


class Hall(Struct, frozen=True):
    """Everything of one evening's seating, read once."""

    tables: Sequence[DialogueTable]
    people: Sequence[Neighbour]
    chairs: Mapping[tuple[Key, int], Chair]
    set_up: SeatingSetUp
    by_key: Mapping[Key, Neighbour]
    numbers: frozenset[int]  # of the tables there are

    def table_of(self, key: Key, turn: int) -> int:
        """The table number of a person in a round; 0 without a chair."""
        chair = self.chairs.get((key, turn))
        if chair is None or chair.table_number not in self.numbers:
            return 0
        return chair.table_number

    def sitting(self, turn: int) -> dict[int, list[Neighbour]]:
        """Who sits where in a round, by table number; 0: no chair yet."""
        found: dict[int, list[Neighbour]] = {each.number: [] for each in self.tables}
        found[0] = []
        for each in self.people:
            found[self.table_of(each.key, turn)].append(each)
        return found

    @property
    def open_rounds(self) -> tuple[int, ...]:
        """The rounds that are not locked."""
        rounds = range(1, self.set_up.rounds + 1)
        return tuple(turn for turn in rounds if turn not in self.set_up.locked_rounds)

    def without_chair(self) -> list[Neighbour]:
        """Who lacks a chair in some open round, in order of arrival."""
        return [
            each
            for each in self.people
            if any(not self.table_of(each.key, turn) for turn in self.open_rounds)
        ]


def hall_of(dialogue_session: DialogueSession) -> Hall:
    """The room as it is now."""
    people = queries.neighbours_of(dialogue_session)
    chairs = queries.chairs_of(dialogue_session)
    tables = queries.tables_of(dialogue_session)
    return Hall(
        tables=tables,
        people=people,
        chairs={
            ((each.registration_id, each.person), each.round_number): each
            for each in chairs
        },
        set_up=queries.set_up_of(dialogue_session),
        by_key={each.key: each for each in people},
        numbers=frozenset(each.number for each in tables),
    )


def cards(
    hall: Hall, turn: int, href: To, picked: Neighbour | None
) -> list[dict[str, Any]]:
    """The tables of a round as the room plan draws them."""
    sitting = hall.sitting(turn)
    held = hall.table_of(picked.key, turn) if picked else 0
    locked_round = turn in hall.set_up.locked_rounds
    return [
        {
            "number": each.number,
            "name": _("Table %(number)s", number=each.number),
            "words": chairs_words(len(sitting[each.number]), each.most),
            "host": each.host_name,
            "accessible": each.accessible,
            "locked": each.locked,
            "most": each.most,
            "full": len(sitting[each.number]) >= each.most,
            "people": [
                chip(hall, one, turn, href, picked) for one in sitting[each.number]
            ],
            "can_put": picked is not None
            and held != each.number
            and not each.locked
            and not locked_round,
        }
        for each in hall.tables
    ]


def chip(
    hall: Hall, one: Neighbour, turn: int, href: To, picked: Neighbour | None
) -> dict[str, Any]:
    """One person as a chip."""
    chair = hall.chairs.get((one.key, turn))
    return {
        "ref": one.ref,
        "name": one.name,
        "href": href(one),
        "locked": bool(chair and chair.locked),
        "moved": bool(chair and chair.by_hand),
        "picked": picked is not None and picked.key == one.key,
        "icon": "access" if one.wheelchair else "",
        "icon_word": _("wheelchair") if one.wheelchair else "",
    }


def chairs_words(people: int, most: int) -> str:
    """``6 of the 8 chairs``."""
    return str(
        ngettext(
            "%(people)s of the %(num)s chair",
            "%(people)s of the %(num)s chairs",
            most,
            people=people,
        )
    )


def N_(word: str) -> str:  # noqa: N802 – the name Babel looks for
    """Mark a word for translation; it is translated when it is said."""
    return word


STEPS: Mapping[str, str] = {
    "deal": N_("everybody was dealt"),
    "move": N_("somebody was moved"),
    "swap": N_("two people swapped"),
    "plan": N_("the tables were planned"),
    "door": N_("a plan at the door was taken"),
}
