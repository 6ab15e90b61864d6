"""Reading an online round that was brought in."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from dialogue.foundation.database import db, within
from dialogue.outcomes.models import OnlineRound
from dialogue.sessions.models import DialogueSession


def online_round_of(dialogue_session: DialogueSession) -> OnlineRound | None:
    """The online round of a dialogue session with its statements, or None."""
    found: OnlineRound | None = db.session.scalars(
        within(
            dialogue_session.municipality_id,
            select(OnlineRound)
            .where(OnlineRound.dialogue_session_id == dialogue_session.id)
            .options(selectinload(OnlineRound.statements)),
        )
    ).one_or_none()
    return found
