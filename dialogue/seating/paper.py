"""Paper of this room: lists for on the tables, plans for the wall, cards to hand out.

Names as people chose them, tables and rounds; never needs, answers or wishes.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from flask import render_template
from flask_babel import gettext as _

from dialogue.foundation.printing import Sheet
from dialogue.seating.people import Neighbour, by_name, letter_of
from dialogue.seating.showing import Hall
from dialogue.sessions.models import DialogueSession

SHEETS = ("tables", "wall", "cards")
AT_ONCE = 160  # people times rounds that print within a second or two


def is_quick(hall: Hall) -> bool:
    """Whether it can be printed while somebody waits."""
    return len(hall.people) * hall.set_up.rounds <= AT_ONCE


def sheet(
    kind: str, dialogue_session: DialogueSession, hall: Hall, *, large: bool = False
) -> Sheet:
    """One of SHEETS; ``large`` prints it for who reads with difficulty."""
    titles = {
        "tables": _("Table lists: %(title)s", title=dialogue_session.title),
        "wall": _("Who sits where: %(title)s", title=dialogue_session.title),
        "cards": _("Cards: %(title)s", title=dialogue_session.title),
    }
    rounds = range(1, hall.set_up.rounds + 1)
    html = render_template(
        f"seating/paper/{kind}.html",
        title=titles[kind],
        town=dialogue_session.municipality.name,
        large=large,
        dialogue_session=dialogue_session,
        rounds=rounds,
        lists=_lists(hall, rounds),
        letters=_by_letter(hall, rounds),
        cards=_cards(hall, rounds),
    )
    return Sheet(
        name=f"seating-{kind}:{dialogue_session.id}:{int(large)}",
        title=titles[kind],
        author=dialogue_session.municipality.name,
        html=html,
        municipality_id=dialogue_session.municipality_id,
        quick=is_quick(hall),
    )


def _lists(hall: Hall, rounds: Sequence[int]) -> list[dict[str, Any]]:
    """Every table with its people, per round, by name."""
    sitting = {turn: hall.sitting(turn) for turn in rounds}
    return [
        {
            "number": each.number,
            "host": each.host_name,
            "rounds": [(turn, _names(sitting[turn][each.number])) for turn in rounds],
        }
        for each in hall.tables
    ]


def _names(people: Sequence[Neighbour]) -> list[str]:
    return sorted((each.name for each in people), key=by_name)


def _cards(hall: Hall, rounds: Sequence[int]) -> list[dict[str, Any]]:
    """Everybody with their table per round, by name; who has no chair has no card."""
    found = [
        {
            "name": each.name,
            "tables": [(turn, hall.table_of(each.key, turn)) for turn in rounds],
        }
        for each in hall.people
    ]
    seated = [one for one in found if any(number for _turn, number in one["tables"])]
    return sorted(seated, key=lambda one: by_name(str(one["name"])))


def _by_letter(hall: Hall, rounds: Sequence[int]) -> list[tuple[str, list[Any]]]:
    rows = _cards(hall, rounds)
    return [
        (letter, list(group))
        for letter, group in groupby(rows, lambda one: letter_of(str(one["name"])))
    ]
