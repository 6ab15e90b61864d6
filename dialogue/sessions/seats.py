"""How many seats are taken: told by the registrations room, which comes later.

At import of its views, registrations says where it keeps the counts::

    from dialogue.sessions import seats
    seats.count_in(SeatCount)

The model has the columns ``dialogue_session_id``, ``capacity``, ``taken`` (people
seated and people offered a seat) and ``waiting``. From then on pages, the check of
"fewer seats than people" and the key of cached pages read that table. A dialogue
session without a row there has all its seats free.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from sqlalchemy import FromClause, select

from dialogue.foundation.database import db, everywhere
from dialogue.sessions.models import DialogueSession


class SeatFigures(Struct, frozen=True):
    """People, not sign-ups: seats there are, seats gone, people in line."""

    capacity: int
    taken: int = 0
    waiting: int = 0

    @property
    def free(self) -> int:
        """Seats that somebody who comes now can have."""
        return 0 if self.waiting else max(0, self.capacity - self.taken)


_counted: list[Any] = []


def count_in(model: Any) -> None:
    """Say which model keeps the counts (see above)."""
    _counted[:] = [model]


def count_table() -> FromClause | None:
    """The table with the counts, or None while nobody keeps them."""
    return _counted[0].__table__ if _counted else None


def seat_counts(
    dialogue_sessions: Iterable[DialogueSession],
) -> Mapping[int, SeatFigures]:
    """The figures of each dialogue session by its id, in one select."""
    found = {each.id: SeatFigures(each.seats) for each in dialogue_sessions}
    table = count_table()
    if table is None or not found:
        return found
    columns = table.c
    counted = select(
        columns.dialogue_session_id, columns.capacity, columns.taken, columns.waiting
    ).where(columns.dialogue_session_id.in_(found))
    rows = db.session.execute(everywhere(counted))
    return found | {row[0]: SeatFigures(*row[1:]) for row in rows}


def seats_taken(dialogue_session: DialogueSession) -> int:
    """People who have a seat or are offered one."""
    return seat_counts([dialogue_session])[dialogue_session.id].taken
