"""Reading dialogue sessions for the desk of their municipality."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, select

from dialogue.access.models import Account
from dialogue.foundation.database import all_of, db, everywhere, one, within
from dialogue.sessions.models import DialogueSession, SessionStaff, Stage


def session_in(municipality_id: int, session_id: int) -> DialogueSession:
    """One dialogue session of this town, for the desk; NotHere for another town's."""
    found: DialogueSession = one(
        within(
            municipality_id,
            select(DialogueSession).where(DialogueSession.id == session_id),
        )
    )
    return found


def session_by_id(session_id: int) -> DialogueSession:
    """A dialogue session for a job, which knows its number only."""
    found: DialogueSession = db.session.scalars(
        everywhere(select(DialogueSession).where(DialogueSession.id == session_id))
    ).one()
    return found


def desk_sessions(municipality_id: int) -> Sequence[DialogueSession]:
    """Every dialogue session of a town for its desk, the next first."""
    found: Sequence[DialogueSession] = all_of(
        within(
            municipality_id,
            select(DialogueSession).order_by(
                DialogueSession.starts_at, DialogueSession.id
            ),
        )
    )
    return found


def published_since(municipality_id: int, since: datetime) -> Sequence[DialogueSession]:
    """Published dialogue sessions of a town that end after a moment, the next first."""
    found: Sequence[DialogueSession] = all_of(
        within(
            municipality_id,
            select(DialogueSession)
            .where(
                DialogueSession.stage == Stage.PUBLISHED,
                DialogueSession.ends_at > since,
            )
            .order_by(DialogueSession.starts_at, DialogueSession.id),
        )
    )
    return found


def staff_of(dialogue_session: DialogueSession) -> Sequence[Account]:
    """Who leads this dialogue session, by name."""
    found: Sequence[Account] = all_of(
        within(
            dialogue_session.municipality_id,
            select(Account)
            .join(SessionStaff, SessionStaff.account_id == Account.id)
            .where(SessionStaff.dialogue_session_id == dialogue_session.id)
            .order_by(Account.name),
        )
    )
    return found


def same_evening(dialogue_session: DialogueSession) -> Sequence[str]:
    """Titles of others in the same venue at the same time: a warning, no rule."""
    if dialogue_session.venue_id is None:
        return ()
    return db.session.scalars(
        within(
            dialogue_session.municipality_id,
            select(DialogueSession.title).where(
                DialogueSession.id != dialogue_session.id,
                DialogueSession.venue_id == dialogue_session.venue_id,
                DialogueSession.stage != Stage.CANCELLED,
                and_(
                    DialogueSession.starts_at < dialogue_session.ends_at,
                    DialogueSession.ends_at > dialogue_session.starts_at,
                ),
            ),
        )
    ).all()
