"""Writing in the ledger of released figures. Nothing is ever taken out."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from dialogue.foundation.database import db
from dialogue.outcomes.models import ReleasedFigure
from dialogue.outcomes.municipality import TownStatement
from dialogue.outcomes.protection import Figure
from dialogue.outcomes.releases import BETWEEN, MEMBERS, Name, subject_of, town_subject
from dialogue.sessions.models import DialogueSession


def record_figures(
    dialogue_session: DialogueSession,
    figures: Mapping[Name, Figure],
    label: str,
    *,
    now: datetime,
) -> None:
    """Write decided figures at the end of the ledger, under the label of a release."""
    _write(
        dialogue_session.municipality_id,
        subject_of(dialogue_session).name,
        figures,
        label,
        now,
    )


def record_town_figures(
    municipality_id: int,
    statements: Iterable[TownStatement],
    label: str,
    *,
    now: datetime,
) -> None:
    """The same for a municipality, each figure with the sessions that it is about."""
    for one in statements:
        subject = town_subject(municipality_id, one.key, one.session_ids)
        members: dict[Name, Figure] = {
            (MEMBERS, each): 1 for each in sorted(subject.members)
        }
        _write(municipality_id, subject.name, members | dict(one.figures), label, now)


def _write(
    municipality_id: int,
    subject: str,
    figures: Mapping[Name, Figure],
    label: str,
    now: datetime,
) -> None:
    db.session.add_all(
        ReleasedFigure(
            municipality_id=municipality_id,
            subject=subject,
            cell=BETWEEN.join(name),
            released_with=label,
            at=now,
            value=str(figure) if isinstance(figure, int) else "",
        )
        for name, figure in figures.items()
    )
    db.session.flush()
