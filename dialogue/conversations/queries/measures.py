"""Reading the slips of measures."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from dialogue.conversations.models import Evening, MeasureSlip
from dialogue.foundation.database import db, within


def measure_counts(evening: Evening) -> dict[tuple[str, str], dict[int, int]]:
    """(measure, moment) to {value: slips}."""
    one_answer = (MeasureSlip.measure, MeasureSlip.moment, MeasureSlip.value)
    statement: Any = (
        select(*one_answer, func.count(MeasureSlip.id))
        .where(MeasureSlip.evening_id == evening.id)
        .group_by(*one_answer)
        .order_by(*one_answer)
    )
    rows = db.session.execute(within(evening.municipality_id, statement))
    found: dict[tuple[str, str], dict[int, int]] = {}
    for measure, moment, value, count in rows:
        found.setdefault((measure, moment), {})[value] = count
    return found


def measure_slips(evening: Evening) -> Sequence[tuple[str, str, str, int]]:
    """(measure, moment, animal card or "", value) of every slip, in no order."""
    slip = (
        MeasureSlip.measure, MeasureSlip.moment, MeasureSlip.pair, MeasureSlip.value,
    )  # fmt: skip
    statement: Any = (
        select(*slip).where(MeasureSlip.evening_id == evening.id).order_by(*slip)
    )
    rows = db.session.execute(within(evening.municipality_id, statement))
    return [(measure, moment, pair, value) for measure, moment, pair, value in rows]
