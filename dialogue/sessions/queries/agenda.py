"""What is coming in a municipality, and what took place, as residents may know it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select

from dialogue.foundation.database import db, within
from dialogue.sessions.models import Stage, Visibility
from dialogue.sessions.queries.public import FACTS, SESSIONS, TOWN, VENUE, published


def coming_sessions(
    municipality_id: int, now: datetime, *, most: int = 100
) -> Sequence[Row[Any]]:
    """Public dialogue sessions that are not over, the next first.

    Named columns as in ``talk`` (title, about, starts_at, meeting, venue_name, …,
    capacity, taken, waiting, stage, ref); cancelled ones are among them until their
    day, unlisted and closed ones never.
    """
    return db.session.execute(
        within(
            municipality_id,
            _listed(municipality_id)
            .where(SESSIONS.c.ends_at > now)
            .order_by(SESSIONS.c.starts_at, SESSIONS.c.id)
            .limit(most),
        )
    ).all()


def past_sessions(
    municipality_id: int, now: datetime, *, most: int = 50
) -> Sequence[Row[Any]]:
    """Public dialogue sessions that took place, the latest first; columns as above."""
    return db.session.execute(
        within(
            municipality_id,
            _listed(municipality_id)
            .where(SESSIONS.c.ends_at <= now, SESSIONS.c.stage == Stage.PUBLISHED)
            .order_by(SESSIONS.c.starts_at.desc(), SESSIONS.c.id.desc())
            .limit(most),
        )
    ).all()


def _listed(municipality_id: int) -> Select[Any]:
    return published(*FACTS, *TOWN, *VENUE).where(
        SESSIONS.c.visibility == Visibility.PUBLIC,
        # The loader criteria of ``within`` reach models, not bare tables.
        SESSIONS.c.municipality_id == municipality_id,
    )
