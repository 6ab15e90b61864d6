"""How the rest of the evening fits: pure, on the guide and the server's clock."""

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from dialogue.guides.format import Fit, GuideFile, fit


class Pace(Struct, frozen=True):
    """The real number of people, and whether what is left fits what time is left."""

    people: int
    minutes: int  # until the booked end, at least 1
    fit: Fit | None  # None: no step is left


def pace_of(
    guide: GuideFile, *, people: int, tables: int, now: datetime, ends_at: datetime,
    starts_at: datetime, step: int = 0, left: int = 0, skipped: tuple[str, ...] = (),
) -> Pace:  # fmt: skip
    """Fit what is still to come to the minutes that are left.

    ``step`` is the order of the step that is on (0: not begun) and ``left`` its seconds
    left; steps in ``skipped`` do not count. Before the start all booked minutes count,
    also when somebody tries the evening out days ahead.
    """
    booked = ends_at - max(now, starts_at)
    minutes = int(booked.total_seconds()) // 60 - max(0, left) // 60
    rest = tuple(s for s in guide.steps if s.order > step and s.key not in skipped)
    if not rest:
        return Pace(people, max(1, minutes), None)
    trimmed = replace(guide, steps=rest, variants=())
    found = fit(trimmed, max(1, people), max(1, minutes), tables=max(1, tables))
    return Pace(people, max(1, minutes), found)
