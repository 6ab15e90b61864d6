"""Reading the ledger of released figures."""

from collections.abc import Sequence

from sqlalchemy import select

from dialogue.foundation.database import all_of, db, within
from dialogue.outcomes.models import ReleasedFigure


def released_figures(municipality_id: int, subject: str) -> Sequence[ReleasedFigure]:
    """Every figure that ever went out about a subject, oldest first."""
    found: Sequence[ReleasedFigure] = all_of(
        within(
            municipality_id,
            select(ReleasedFigure)
            .where(ReleasedFigure.subject == subject)
            .order_by(ReleasedFigure.id),
        )
    )
    return found


def all_released(municipality_id: int) -> Sequence[ReleasedFigure]:
    """Every figure that ever went out in a municipality, oldest first."""
    found: Sequence[ReleasedFigure] = all_of(
        within(
            municipality_id,
            select(ReleasedFigure).order_by(ReleasedFigure.id),
        )
    )
    return found


def has_released_sums(municipality_id: int) -> bool:
    """Whether figures about several sessions together ever went out."""
    row = db.session.execute(
        within(
            municipality_id,
            select(ReleasedFigure.id)
            .where(ReleasedFigure.subject.startswith("municipality:"))
            .limit(1),
        )
    ).first()
    return row is not None
