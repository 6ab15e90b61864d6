"""Figures and sweeps over many dialogue sessions at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from dialogue.foundation.database import all_of, db, everywhere
from dialogue.registrations.models import Registration, Standing
from dialogue.seating.models import WHO_SAT, Chair, DialogueTable
from dialogue.sessions.models import DialogueSession


def seated_figures(
    dialogue_sessions: Sequence[DialogueSession],
) -> Mapping[int, tuple[int, int, int]]:
    """Per dialogue session: tables, people to seat, people with a first chair."""
    ids = [each.id for each in dialogue_sessions]
    tables = _counted(DialogueTable, ids, func.count(DialogueTable.id))
    chairs = (
        select(Chair.dialogue_session_id, func.count(Chair.id))
        .join(Registration, Registration.id == Chair.registration_id)
        .where(
            Chair.dialogue_session_id.in_(ids),
            Chair.round_number == 1,
            Registration.standing == Standing.SEATED,
            Chair.person <= func.coalesce(Registration.came, Registration.people),
        )
        .group_by(Chair.dialogue_session_id)
    )
    people = (
        select(
            Registration.dialogue_session_id,
            func.sum(func.coalesce(Registration.came, Registration.people)),
        )
        .where(
            Registration.dialogue_session_id.in_(ids),
            Registration.standing == Standing.SEATED,
        )
        .group_by(Registration.dialogue_session_id)
    )
    seated, here = _pairs(chairs), _pairs(people)
    return {
        each.id: (
            tables.get(each.id, each.tables),
            here.get(each.id, 0),
            seated.get(each.id, 0),
        )
        for each in dialogue_sessions
    }


def _counted(model: Any, ids: Sequence[int], figure: Any) -> dict[int, int]:
    return _pairs(
        select(model.dialogue_session_id, figure)
        .where(model.dialogue_session_id.in_(ids))
        .group_by(model.dialogue_session_id)
    )


def _pairs(statement: Any) -> dict[int, int]:
    rows = db.session.execute(everywhere(statement)).all()
    return {row[0]: int(row[1]) for row in rows}


def over_since(moment: datetime) -> Sequence[DialogueSession]:
    """Dialogue sessions that ended before a moment and still know who sat or hosted."""
    hosts = select(DialogueTable.dialogue_session_id).where(
        DialogueTable.host_name != ""
    )
    has = hosts.union(*(select(model.dialogue_session_id) for model in WHO_SAT))
    statement = select(DialogueSession).where(
        DialogueSession.ends_at < moment, DialogueSession.id.in_(has)
    )
    found: Sequence[DialogueSession] = all_of(everywhere(statement))
    return found
