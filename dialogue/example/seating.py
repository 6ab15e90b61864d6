"""The tables of the example: dealt by the simple rule, two people moved by hand."""

from datetime import datetime

from dialogue.example import people
from dialogue.example.walk import Calendar, World, evening_in
from dialogue.foundation.database import writing
from dialogue.seating import actions, queries
from dialogue.seating.actions import TableWords
from dialogue.seating.showing import hall_of
from dialogue.sessions.models import DialogueSession


def deal_tables(world: World, session_id: int, calendar: Calendar) -> None:
    """Six tables, everybody dealt, two moved by hand."""
    now = calendar.at(-1, 20)
    with writing():
        evening = evening_in(world, session_id)
        for table in queries.tables_of(evening):
            host = people.HOSTS[(table.number - 1) % len(people.HOSTS)]
            words = TableWords(table.fewest, table.most, table.number != 6, host)
            actions.change_table(evening, table.number, words, now=now)
        actions.deal_everybody(evening, now=now)
    for place in (0, 1):
        with writing():
            _move_one(evening_in(world, session_id), place, now)


def _move_one(evening: DialogueSession, place: int, now: datetime) -> None:
    """The first who came alone swaps with somebody alone at another table."""
    hall = hall_of(evening)
    parties = [each.party for each in hall.people]
    alone = [
        each
        for each in hall.people
        if parties.count(each.party) == 1 and not each.wheelchair
    ]
    if len(alone) < place + 2:
        return
    one = alone[place]
    for other in reversed(alone):
        if hall.table_of(other.key, 1) != hall.table_of(one.key, 1):
            actions.swap(evening, one.key, other.key, 1, now=now)
            return
