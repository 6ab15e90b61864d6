"""What may be done with tables and chairs: pure decisions."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import lazy_gettext as _l

from dialogue.foundation.errors import RuleBroken
from dialogue.sessions.models import DialogueSession

MOST_ROUNDS = 4
MOST_AT_TABLE = 20
MOST_TABLES = 60


def is_over(dialogue_session: DialogueSession, now: datetime) -> bool:
    """Whether there is nobody to seat any more."""
    return dialogue_session.ends_at <= now


def check_can_seat(dialogue_session: DialogueSession, now: datetime) -> None:
    """Nobody is seated once the evening is over, or its people are forgotten."""
    if dialogue_session.forgotten_at is not None:
        raise RuleBroken(
            _l("The people of this evening are forgotten. Nobody can be seated.")
        )
    if is_over(dialogue_session, now):
        raise RuleBroken(_l("This evening is over. Nobody can be seated any more."))


def check_size(fewest: int, most: int) -> None:
    """A table seats at least one and at most twenty; the fewest fit in the most."""
    if not 1 <= most <= MOST_AT_TABLE:
        raise RuleBroken(
            _l("A table has 1 to %(most)s chairs.", most=MOST_AT_TABLE), field="most"
        )
    if not 0 <= fewest <= most:
        raise RuleBroken(
            _l("The fewest people cannot be more than the chairs of the table."),
            field="fewest",
        )


def check_room_for_table(tables: int) -> None:
    """At most sixty tables."""
    if tables >= MOST_TABLES:
        raise RuleBroken(_l("There can be %(most)s tables at most.", most=MOST_TABLES))


def check_can_remove(tables: int, at_it: int) -> None:
    """The last table stays, and a table where people sit."""
    if tables <= 1:
        raise RuleBroken(_l("There must be a table. This is the last one."))
    if at_it:
        raise RuleBroken(
            _l("People sit at this table. Put them at other tables first.")
        )


def check_may_move(
    *, person_locked: bool, tables_locked: Sequence[int], round_locked: bool
) -> None:
    """Whoever is locked stays: unlock them, their table or the round first."""
    if round_locked:
        raise RuleBroken(_l("This round is locked. Unlock it to move people."))
    if person_locked:
        raise RuleBroken(_l("This person is locked. Unlock them to move them."))
    if tables_locked:
        raise RuleBroken(
            _l(
                "Table %(number)s is locked. Unlock it to move people.",
                number=tables_locked[0],
            )
        )


def check_has_chair(at_table: int, most: int, number: int) -> None:
    """There must be a chair left at the table one moves to."""
    if at_table >= most:
        raise RuleBroken(
            _l(
                "Table %(number)s has no chair left. Swap with somebody, or give "
                "the table another chair.",
                number=number,
            )
        )


def check_rounds(rounds: int) -> None:
    """One to four rounds."""
    if not 1 <= rounds <= MOST_ROUNDS:
        raise RuleBroken(
            _l("Choose 1 to %(most)s rounds.", most=MOST_ROUNDS), field="rounds"
        )


def check_round_open(rounds: int, locked: Sequence[int]) -> None:
    """There must be a round in which people may move."""
    if all(turn in locked for turn in range(1, rounds + 1)):
        raise RuleBroken(_l("Every round is locked. Open one again first."))


def default_sizes(seats: int, tables: int) -> tuple[int, int]:
    """(fewest, most) of each table before anybody changed one.

    One chair more than an even share, so that a walk-in finds a place.
    """
    share = -(-seats // max(1, tables))
    most = min(MOST_AT_TABLE, share + 1)
    return min(3, most), most
