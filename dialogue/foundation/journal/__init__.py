"""The journal: who did what (never what was said, never a resident's name)."""

from datetime import datetime, timedelta
from typing import Final

from flask import g, has_request_context
from sqlalchemy import bindparam, delete, select

from dialogue.foundation.database import db
from dialogue.foundation.journal.models import JournalEntry, OnceKey

ONCE_KEPT = timedelta(days=2)
_OUTCOME: Final = select(OnceKey.outcome).where(OnceKey.key == bindparam("sent"))


def write(
    act: str,
    subject: str,
    *,
    now: datetime,
    municipality_id: int | None = None,
    figure: int | None = None,
) -> None:
    """Note an act: ``act`` is a verb of the domain, ``subject`` like ``session:12``."""
    account = g.get("account_id") if has_request_context() else None
    db.session.add(
        JournalEntry(
            at=now,
            act=act,
            subject=subject,
            figure=figure,
            municipality_id=municipality_id,
            account_id=account,
        )
    )


def already(key: str | None) -> str | None:
    """What came of a form sent before with this key, or None when it is new."""
    if not key:
        return None
    return db.session.scalar(_OUTCOME, {"sent": key[:64]})


def once(key: str | None, outcome: str, *, now: datetime) -> None:
    """Remember that the form with this key was carried out, and what came of it."""
    if key:
        db.session.add(OnceKey(key=key[:64], at=now, outcome=outcome))
        db.session.flush()


def forget_once_keys(now: datetime) -> None:
    """Drop keys older than two days."""
    db.session.execute(delete(OnceKey).where(OnceKey.at < now - ONCE_KEPT))
