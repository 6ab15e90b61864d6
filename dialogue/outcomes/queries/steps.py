"""What people did while sorting: steps to take back, sentences looked at."""

from collections.abc import Mapping

from sqlalchemy import func, select

from dialogue.conversations.models import Contribution
from dialogue.foundation.database import db, within
from dialogue.outcomes.models import COUNTS, Look, SortStep
from dialogue.outcomes.queries.sentences import all_beside, one_beside
from dialogue.sessions.models import DialogueSession


def skips_of(
    dialogue_session: DialogueSession, hand: int = COUNTS
) -> Mapping[str, int]:
    """Sentences put under the stack, and in which order."""
    rows = db.session.execute(
        within(
            dialogue_session.municipality_id,
            select(SortStep.contribution_id, func.max(SortStep.id).label("last"))
            .where(
                SortStep.dialogue_session_id == dialogue_session.id,
                SortStep.hand == hand,
                SortStep.skipped,
            )
            .group_by(SortStep.contribution_id),
        )
    )
    return {row.contribution_id: row.last for row in rows}


def last_step(
    dialogue_session: DialogueSession, account_id: int | None, hand: int = COUNTS
) -> SortStep | None:
    """What this account did last in sorting, to be taken back."""
    mine = (
        SortStep.account_id.is_(None)
        if account_id is None
        else SortStep.account_id == account_id
    )
    found: SortStep | None = db.session.scalars(
        within(
            dialogue_session.municipality_id,
            select(SortStep)
            .where(
                SortStep.dialogue_session_id == dialogue_session.id,
                SortStep.hand == hand,
                mine,
            )
            .order_by(SortStep.id.desc())
            .limit(1),
        )
    ).one_or_none()
    return found


def looks_of(dialogue_session: DialogueSession) -> Mapping[str, Look]:
    """Who looked at which sentence, by sentence."""
    return all_beside(Look, dialogue_session)


def look_at(contribution: Contribution) -> Look | None:
    """Whether somebody looked at this sentence."""
    return one_beside(Look, contribution)
