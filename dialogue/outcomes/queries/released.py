"""Reading the ledger of released figures."""

from collections.abc import Sequence

from sqlalchemy import select

from dialogue.foundation.database import all_of, within
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
