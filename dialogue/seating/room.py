"""From one evening to a room of the optimiser: the format of its JSON files.

People are named by their names, which are theirs alone in the room, so that reasons
come back in words. Nothing of this is kept or written to a file.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dialogue.seating.models import WishKind
from dialogue.seating.optimiser.reading import parse
from dialogue.seating.optimiser.room import SOFT, Room
from dialogue.seating.people import Neighbour
from dialogue.seating.queries import Wished
from dialogue.seating.rules.dealing import Key
from dialogue.seating.rules.lines import FIRST_TIME
from dialogue.seating.showing import Hall

SMALL = 0.15  # a side held by at most this share of who answered is a small group


class Drawn(Struct, frozen=True):
    """A room as JSON, with the order of its people and tables."""

    data: Mapping[str, Any]
    keys: tuple[Key, ...]
    numbers: tuple[int, ...]
    own_hosts: bool  # whether residents must host: no table has a host of its own
    turns: tuple[int, ...]  # the rounds it is about

    @property
    def room(self) -> Room:
        """The room, read and checked."""
        return parse(dict(self.data))

    def seating_of(self, hall: Hall) -> list[list[int]]:
        """``seating[round][person]`` = table index; -1 without a chair."""
        spot = {number: at for at, number in enumerate(self.numbers)}
        return [
            [spot.get(hall.table_of(key, turn), -1) for key in self.keys]
            for turn in self.turns
        ]

    def in_open_rounds(self, hall: Hall) -> "Drawn":
        """The same room without its locked rounds: nobody plans those any more.

        Who met in a locked round met before.
        """
        turns = hall.open_rounds
        names = [each["id"] for each in self.data["people"]]
        met: set[tuple[str, str]] = set()
        for turn in self.turns:
            tables: dict[int, list[str]] = {}
            for key, name in zip(self.keys, names, strict=True):
                if turn not in turns and hall.table_of(key, turn):
                    tables.setdefault(hall.table_of(key, turn), []).append(name)
            for people in tables.values():
                met.update(combinations(people, 2))
        pins = [
            [name, table, turns.index(turn + 1)]
            for name, table, turn in self.data["pins"]
            if turn + 1 in turns
        ]
        data = {
            **self.data,
            "tables": [_as_it_is(each, hall, turns) for each in self.data["tables"]],
            "rounds": len(turns),
            "pins": pins,
            "met_before": sorted(map(list, met)),
        }
        return replace(self, data=data, turns=turns)

    def without(self, closed: Sequence[int]) -> "Drawn":
        """The same people with some tables closed."""
        shut = {str(number) for number in closed}
        data = {
            **self.data,
            "tables": [each for each in self.data["tables"] if each["id"] not in shut],
            "pins": [pin for pin in self.data["pins"] if pin[1] not in shut],
        }
        numbers = tuple(each for each in self.numbers if each not in closed)
        return replace(self, data=data, numbers=numbers)

    def chairs_from(
        self, seating: Sequence[Sequence[int]]
    ) -> dict[tuple[Key, int], int]:
        """A seating as table numbers by (person, round)."""
        return {
            (key, turn): self.numbers[line[at]]
            for turn, line in zip(self.turns, seating, strict=True)
            for at, key in enumerate(self.keys)
            if line[at] >= 0
        }


def _as_it_is(
    table: Mapping[str, Any], hall: Hall, turns: Sequence[int]
) -> Mapping[str, Any]:
    """A table for the planner: a locked one has no chair for anybody else."""
    number = int(table["id"])
    if not any(each.locked and each.number == number for each in hall.tables):
        return table
    sitting = [len(hall.sitting(turn)[number]) for turn in turns]
    return {
        **table,
        "min": min([table["min"], *sitting]),
        "max": max(1, *sitting),
    }


def draw(
    hall: Hall,
    wishes: Sequence[Wished],
    language: str,
    people: Sequence[Neighbour] | None = None,
) -> Drawn:
    """The room of an evening, for the optimiser and for counting.

    ``people`` says who takes part; by default everybody who has a seat.
    """
    people = hall.people if people is None else people
    names = {each.key: each.name for each in people}
    lines = [*hall.set_up.lines]
    if sum(bool(each.knows.get(FIRST_TIME)) for each in people) > 1:
        lines.append(FIRST_TIME)
    own_hosts = not any(table.host_name for table in hall.tables) and any(
        each.knows.get("host") for each in people
    )
    tongues = _tongues(people)
    told = [_person(each, lines, tongues, own_hosts=own_hosts) for each in people]
    data = {
        "id": "room",
        "rounds": hall.set_up.rounds,
        "room_language": language,
        "attributes": [
            {"key": line, "weight": 0.0 if line == FIRST_TIME else 1.0}
            for line in lines
        ],
        "tables": [
            {
                "id": str(each.number),
                "min": each.fewest,
                "max": each.most,
                "accessible": each.accessible,
            }
            for each in hall.tables
        ],
        "people": told,
        "protect": _small_groups(told, lines),
        "pins": _pins(hall, names),
        **_wishes(hall, people, wishes, names),
    }
    return Drawn(
        data,
        tuple(each.key for each in people),
        tuple(each.number for each in hall.tables),
        own_hosts,
        tuple(range(1, hall.set_up.rounds + 1)),
    )


def _person(
    one: Neighbour, lines: Sequence[str], tongues: Mapping[str, str], *, own_hosts: bool
) -> dict[str, Any]:
    knows = one.knows
    attrs: dict[str, str | None] = {line: knows.get(line) for line in lines}
    if FIRST_TIME in attrs:
        attrs[FIRST_TIME] = FIRST_TIME if knows.get(FIRST_TIME) else None
    return {
        "id": one.name,
        "attrs": attrs,
        "speaks": [tongues[_folded(each)] for each in knows.get("speaks", [])],
        "needs_language": tongues.get(_folded(knows.get("needs_language", ""))),
        "wheelchair": one.wheelchair,
        "soft": [what for what in SOFT if knows.get(f"{what}_soft")],
        "host": bool(knows.get("host")) if own_hosts else True,
    }


def _folded(text: str) -> str:
    return text.strip().casefold()


def _tongues(people: Sequence[Neighbour]) -> dict[str, str]:
    """Languages as first written, by their folded name."""
    found: dict[str, str] = {}
    for each in people:
        words = (each.knows.get("needs_language", ""), *each.knows.get("speaks", []))
        for word in words:
            if word:
                found.setdefault(_folded(word), word[:1].upper() + word[1:])
    return found


def _small_groups(
    told: Sequence[Mapping[str, Any]], lines: Sequence[str]
) -> list[dict[str, str]]:
    """Answers that few gave: nobody should be the only one of them at a table."""
    found = []
    for line in lines:
        counts = Counter(one["attrs"][line] for one in told if one["attrs"][line])
        said = sum(counts.values())
        found += [
            {"attr": line, "value": value}
            for value, many in sorted(counts.items())
            if many > 1 and (line == FIRST_TIME or many <= SMALL * said)
        ]
    return found


def _pins(hall: Hall, names: Mapping[Key, str]) -> list[list[Any]]:
    numbers = {each.number for each in hall.tables}
    shut = {each.number for each in hall.tables if each.locked}
    return [
        [names[key], str(chair.table_number), turn - 1]
        for (key, turn), chair in sorted(hall.chairs.items())
        if (chair.locked or chair.table_number in shut)
        and key in names
        and chair.table_number in numbers
        and turn <= hall.set_up.rounds
    ]


def _wishes(
    hall: Hall,
    people: Sequence[Neighbour],
    wishes: Sequence[Wished],
    names: Mapping[Key, str],
) -> dict[str, Any]:
    parties: dict[str, list[str]] = {}
    if hall.set_up.parties_together:
        for each in people:
            parties.setdefault(each.party, []).append(each.name)
    together = [group for group in parties.values() if len(group) > 1]
    apart: list[list[str]] = []
    soft: dict[str, list[list[str]]] = {"together": [], "apart": []}
    host = not hall.set_up.hosts_must
    for wish in wishes:
        group = [names[key] for key in wish.about if key in names]
        if len(set(group)) < 2:
            continue
        pairs = [[group[0], other] for other in group[1:]]
        if not wish.hard:
            soft["apart" if wish.kind is WishKind.APART else "together"] += pairs
        elif wish.kind is WishKind.APART:
            apart += pairs
        else:
            together.append(group)
    return {"together": together, "apart": apart, "soft": {**soft, "host": host}}
