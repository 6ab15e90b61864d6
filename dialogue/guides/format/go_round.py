"""How long a go-round takes, and over how many tables people sit."""

from __future__ import annotations

from dialogue.guides.format.codes import Form, RoleKind, Tables, Turn
from dialogue.guides.format.parts import GuideFile, Step

_ROUNDS = {Turn.ROUND, Turn.TALKING_PIECE}


def is_go_round(step: Step) -> bool:
    """Everybody gets a turn of a given length."""
    return step.turn in _ROUNDS and step.seconds_per_person > 0


def tables_for(guide: GuideFile, people: int) -> int:
    """How many tables a number of people (at least 1) is spread over.

    One table stays one. Rotating: as many as the guide has table hosts. Parallel:
    the count that brings tables nearest to the ideal with nobody at a table that is
    too small or too large; where no count does, the fewest that are not too large.
    """
    limits = guide.people
    if guide.tables is Tables.ONE:
        return 1
    if guide.tables is Tables.ROTATING:
        hosts = sum(r.count for r in guide.roles if r.kind is RoleKind.TABLE_HOST)
        return max(1, min(hosts, people))
    fewest = max(1, -(-people // limits.max))
    fitting = range(fewest, people // limits.min + 1)
    return min(
        fitting, key=lambda count: abs(people - count * limits.ideal), default=fewest
    )


def turns(step: Step, at_table: int, in_room: int) -> int:
    """How many people speak one after another (pairs speak side by side).

    An odd number at the table makes one of the pairs a three.
    """
    if step.form is Form.EVERYONE:
        return in_room
    if step.form is Form.ALONE:
        return 1
    if step.form is Form.PAIRS:
        return min(at_table, 2 + at_table % 2)
    return min(at_table, 3) if step.form is Form.THREES else at_table


def needed_minutes(step: Step, at_table: int, in_room: int) -> int:
    """Whole minutes that the step needs with the real number of people.

    A go-round needs thinking time plus people times seconds (domain rule); any
    other step needs what the guide gives it.
    """
    if not is_go_round(step):
        return step.minutes
    speakers = turns(step, at_table, in_room)
    seconds = step.think_seconds + speakers * step.seconds_per_person
    return max(1, -(-seconds // 60))
