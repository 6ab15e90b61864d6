"""What comes due: reminders, and forgetting."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select

from dialogue.foundation.database import all_of, db, everywhere
from dialogue.foundation.journal.models import JournalEntry
from dialogue.registrations.models import (
    SeatCount,
    SeatHold,
)
from dialogue.sessions.models import DialogueSession, Stage

ANSWER_RETURNED = "answer returned"


def to_remind(now: datetime, ahead: timedelta) -> Sequence[DialogueSession]:
    """Published dialogue sessions that begin within ``ahead`` from now."""
    found: Sequence[DialogueSession] = all_of(
        everywhere(
            select(DialogueSession).where(
                DialogueSession.stage == Stage.PUBLISHED,
                DialogueSession.starts_at > now,
                DialogueSession.starts_at <= now + ahead,
            )
        )
    )
    return found


def holds_due(now: datetime) -> Sequence[tuple[SeatHold, DialogueSession]]:
    """Seats held for a team until now or before, with their dialogue session."""
    rows = db.session.execute(
        everywhere(
            select(SeatHold, DialogueSession)
            .join(DialogueSession, DialogueSession.id == SeatHold.dialogue_session_id)
            .where(SeatHold.until <= now)
            .order_by(SeatHold.dialogue_session_id, SeatHold.id)
        )
    ).all()
    return [(row[0], row[1]) for row in rows]


def with_people(now: datetime) -> Sequence[DialogueSession]:
    """Dialogue sessions that are over and whose people are not forgotten yet."""
    found: Sequence[DialogueSession] = all_of(
        everywhere(
            select(DialogueSession)
            .join(SeatCount, SeatCount.dialogue_session_id == DialogueSession.id)
            .where(
                DialogueSession.ends_at < now, DialogueSession.forgotten_at.is_(None)
            )
        )
    )
    return found


def answer_returned_at(dialogue_session: DialogueSession) -> datetime | None:
    """When the municipality's answer went back to the people of this evening."""
    return db.session.scalar(
        select(func.max(JournalEntry.at)).where(
            JournalEntry.subject == f"session:{dialogue_session.id}",
            JournalEntry.act == ANSWER_RETURNED,
            JournalEntry.municipality_id == dialogue_session.municipality_id,
        )
    )
