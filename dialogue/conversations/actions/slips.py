"""Slips of a measure: counted, never whose; pairs only by an animal card."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete

from dialogue.conversations.actions.evening import touch
from dialogue.conversations.models import Evening, MeasureSlip
from dialogue.foundation.database import db


def add_slips(
    evening: Evening, measure: str, moment: str, values: Mapping[int, int],
    pairs: Sequence[str] = (),
) -> None:  # fmt: skip
    """Keep the slips of a measure: {value: how many}; ``pairs`` in the same order."""
    flat = [value for value, count in values.items() for _slip in range(count)]
    marks = list(pairs) + [""] * (len(flat) - len(pairs))
    db.session.add_all(
        MeasureSlip(
            municipality_id=evening.municipality_id,
            evening_id=evening.id,
            measure=measure,
            moment=moment,
            value=value,
            pair=mark,
        )
        for value, mark in zip(flat, marks, strict=True)
    )
    touch(evening)


def replace_slips(
    evening: Evening, measure: str, moment: str, values: Mapping[int, int]
) -> None:
    """Count the slips without an animal card anew: {value: how many}."""
    _take_away(evening, measure, "", moment)
    add_slips(evening, measure, moment, values)


def add_pair(
    evening: Evening, measure: str, animal: str, before: int, after: int
) -> None:
    """The two answers of one animal card; typed again they replace the first."""
    remove_pair(evening, measure, animal)
    add_slips(evening, measure, "before", {before: 1}, [animal])
    add_slips(evening, measure, "after", {after: 1}, [animal])


def remove_pair(evening: Evening, measure: str, animal: str) -> None:
    """Take the two answers of one animal card away."""
    _take_away(evening, measure, animal)
    touch(evening)


def _take_away(evening: Evening, measure: str, pair: str, moment: str = "") -> None:
    statement = delete(MeasureSlip).where(
        MeasureSlip.evening_id == evening.id, MeasureSlip.measure == measure,
        MeasureSlip.pair == pair,
    )  # fmt: skip
    if moment:
        statement = statement.where(MeasureSlip.moment == moment)
    db.session.execute(
        statement.execution_options(
            scope=evening.municipality_id, synchronize_session=False
        )
    )
