"""Makers for the reports room."""

from datetime import date
from typing import Any

from dialogue.foundation.database import db
from dialogue.reports import actions
from dialogue.reports.models import Report
from dialogue.sessions.models import DialogueSession
from tests.makers.outcomes import make_harvest


def make_report(dialogue_session: DialogueSession, **more: Any) -> Report:
    """The report of a dialogue session, begun; ``more`` are the words people write."""
    found = actions.begin_report(dialogue_session)
    for name, value in ({"answer_due": date(2027, 4, 20)} | more).items():
        setattr(found, name, value)
    db.session.flush()
    return found


def make_harvested_report(dialogue_session: DialogueSession, **more: Any) -> Report:
    """A small evening, harvested, with a report begun."""
    make_harvest(dialogue_session)
    return make_report(dialogue_session, **more)
