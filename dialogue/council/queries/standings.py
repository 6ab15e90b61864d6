"""How far the answers are, for the story line."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct
from sqlalchemy import select

from dialogue.council import rules
from dialogue.council.models import CouncilAnswer, Delivery
from dialogue.foundation.database import db, everywhere
from dialogue.outcomes.models import CouncilRequest
from dialogue.reports.models import Report
from dialogue.sessions.models import DialogueSession


class Standing(Struct, frozen=True):
    """How far the answer to one report is."""

    state: str  # of the report
    delivered: bool
    asked: int
    answered: int
    owed_on: date | None  # the first day an answer is owed


def standings_of(
    dialogue_sessions: Sequence[DialogueSession],
) -> Mapping[int, Standing]:
    """How far the answers are, by dialogue session; those without report are absent."""
    ids = [each.id for each in dialogue_sessions]
    reports = db.session.execute(
        everywhere(
            select(Report.dialogue_session_id, Report.id, Report.state).where(
                Report.dialogue_session_id.in_(ids)
            )
        )
    ).all()
    handed = set(
        db.session.scalars(
            everywhere(
                select(Delivery.report_id).where(
                    Delivery.report_id.in_([row.id for row in reports]),
                    Delivery.withdrawn_at.is_(None),
                )
            )
        )
    )
    asked = _asked(ids)
    return {
        row.dialogue_session_id: _standing(
            row.state.value, row.id in handed, asked.get(row.dialogue_session_id, [])
        )
        for row in reports
    }


def _asked(
    ids: Sequence[int],
) -> dict[int, list[tuple[CouncilRequest, CouncilAnswer | None]]]:
    found: dict[int, list[tuple[CouncilRequest, CouncilAnswer | None]]] = {}
    for request, answer in db.session.execute(
        everywhere(
            select(CouncilRequest, CouncilAnswer)
            .outerjoin(
                CouncilAnswer, CouncilAnswer.council_request_id == CouncilRequest.id
            )
            .where(CouncilRequest.dialogue_session_id.in_(ids))
        )
    ):
        found.setdefault(request.dialogue_session_id, []).append((request, answer))
    return found


def _standing(
    state: str,
    delivered: bool,
    asked: Sequence[tuple[CouncilRequest, CouncilAnswer | None]],
) -> Standing:
    days = [
        day
        for request, answer in asked
        if (day := rules.owed_on(request.answer_due, answer)) is not None
    ]
    answered = sum(answer is not None for _request, answer in asked)
    return Standing(state, delivered, len(asked), answered, min(days, default=None))
