"""Two people who sort one evening, each for themselves."""

from collections.abc import Sequence

from sqlalchemy import select

from dialogue.foundation.database import all_of, db, within
from dialogue.outcomes.models import COUNTS, Comparison, Theme
from dialogue.sessions.models import DialogueSession


def comparison_of(dialogue_session: DialogueSession) -> Comparison | None:
    """The last comparison of an evening: under way, to be settled, or settled."""
    found: Comparison | None = db.session.scalars(
        within(
            dialogue_session.municipality_id,
            select(Comparison)
            .where(Comparison.dialogue_session_id == dialogue_session.id)
            .order_by(Comparison.id.desc())
            .limit(1),
        )
    ).one_or_none()
    return found


def hand_of(dialogue_session: DialogueSession, account_id: int | None) -> int:
    """With which hand somebody sorts: their own while two sort apart, else COUNTS."""
    found = comparison_of(dialogue_session)
    if found is None or found.compared_at is not None or account_id is None:
        return COUNTS
    own = account_id in (found.first_account_id, found.second_account_id)
    return account_id if own else COUNTS


def themes_of_hand(dialogue_session: DialogueSession, hand: int) -> Sequence[Theme]:
    """The themes in sight that one hand made and nobody else sees."""
    found: Sequence[Theme] = all_of(
        within(
            dialogue_session.municipality_id,
            select(Theme)
            .where(
                Theme.dialogue_session_id == dialogue_session.id,
                Theme.hand == hand,
                Theme.dropped_at.is_(None),
            )
            .order_by(Theme.id),
        )
    )
    return found
