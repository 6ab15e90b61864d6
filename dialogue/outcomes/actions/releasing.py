"""Writing in the ledger of released figures. Nothing is ever taken out."""

from collections.abc import Mapping
from datetime import datetime

from dialogue.foundation.database import db
from dialogue.outcomes.models import ReleasedFigure
from dialogue.outcomes.protection import Figure
from dialogue.outcomes.releases import BETWEEN, Name, subject_of
from dialogue.sessions.models import DialogueSession


def record_figures(
    dialogue_session: DialogueSession,
    figures: Mapping[Name, Figure],
    label: str,
    *,
    now: datetime,
) -> None:
    """Write decided figures at the end of the ledger, under the label of a release."""
    db.session.add_all(
        ReleasedFigure(
            municipality_id=dialogue_session.municipality_id,
            subject=subject_of(dialogue_session).name,
            cell=BETWEEN.join(name),
            released_with=label,
            at=now,
            value=str(figure) if isinstance(figure, int) else "",
        )
        for name, figure in figures.items()
    )
    db.session.flush()
