"""Reading the ledger of released figures."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from dialogue.foundation.database import all_of, db, everywhere, within
from dialogue.outcomes.models import ReleasedFigure
from dialogue.sessions.models import DialogueSession


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
            .where(ReleasedFigure.cell.startswith("members|"))
            .limit(1),
        )
    ).first()
    return row is not None


def towns_of(session_ids: Iterable[int]) -> set[int]:
    """The municipalities that these dialogue sessions belong to."""
    return set(
        db.session.scalars(
            everywhere(
                select(DialogueSession.municipality_id)
                .where(DialogueSession.id.in_(sorted(session_ids)))
                .distinct()
            )
        )
    )
