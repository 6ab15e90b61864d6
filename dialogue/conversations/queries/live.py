"""What a phone at a table asks every few seconds."""

from datetime import datetime
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import bindparam, select

from dialogue.conversations.models import Evening, TableTalk
from dialogue.foundation.asking import Question
from dialogue.foundation.database import db, everywhere, one
from dialogue.foundation.errors import NotHere
from dialogue.guides.models import GuideVersion
from dialogue.guides.queries import guide_file
from dialogue.sessions.models import DialogueSession


class Live(NamedTuple):
    """What a phone at a table asks every few seconds: one select of named columns."""

    talk_revision: int
    evening_revision: int
    step: int  # of the room; 0: not begun
    began_at: datetime | None
    paused_at: datetime | None
    held: int  # seconds paused or added
    ended_at: datetime | None
    guide_version_id: int
    checksum: str  # of the guide's version


# The parameter ``talk`` is the id of a table's talk: a secret (signed cookie).
LIVE: Any = everywhere(
    select(
        TableTalk.revision.label("talk_revision"),
        Evening.revision.label("evening_revision"),
        Evening.step,
        Evening.step_began_at.label("began_at"),
        Evening.paused_at,
        (Evening.paused_seconds + Evening.extra_seconds).label("held"),
        Evening.ended_at,
        DialogueSession.guide_version_id,
        GuideVersion.checksum,
    )
    .join(Evening, Evening.id == TableTalk.evening_id)
    .join(DialogueSession, DialogueSession.id == Evening.dialogue_session_id)
    .join(GuideVersion, GuideVersion.id == DialogueSession.guide_version_id)
    .where(TableTalk.id == bindparam("talk"))
)


def live(talk_id: str) -> Live:
    """The state of a table, or NotHere."""
    row = db.session.execute(LIVE, {"talk": talk_id}).one_or_none()
    if row is None:
        raise NotHere
    return Live(*row)


def live_question(app: Flask) -> Question:
    """``LIVE`` in the driver's own words, for the doorstep of this application."""
    with app.app_context():
        return Question(db.engine, LIVE, ("talk",))


_minutes: dict[str, tuple[int, ...]] = {}


def known_minutes(live_now: Live) -> tuple[int, ...] | None:
    """The minutes of each step, if this process has read them."""
    return _minutes.get(live_now.checksum)


def step_minutes(live_now: Live) -> tuple[int, ...]:
    """The minutes of each step, read once a process: a version never changes."""
    found = known_minutes(live_now)
    if found is None:
        version: GuideVersion = one(
            select(GuideVersion).where(GuideVersion.id == live_now.guide_version_id)
        )
        found = tuple(step.minutes for step in guide_file(version).steps)
        _minutes[live_now.checksum] = found
    return found
