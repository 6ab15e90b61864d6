"""What overview pages look at: conversations, requests, answers, reports."""

from datetime import UTC, date, datetime
from itertools import count

import pytest

from dialogue.council.models import AnswerState, CouncilAnswer
from dialogue.foundation.database import db
from dialogue.outcomes.models import CouncilRequest
from dialogue.reports.models import Report, ReportState, ReportVersion

_codes = count(1)


def add(record):
    db.session.add(record)
    db.session.flush()
    return record


def issue(dialogue_session, *, quotes=(), state=ReportState.ISSUED, version=True):
    """An issued report of a dialogue session, with what it quotes."""
    town = dialogue_session.municipality_id
    report = add(
        Report(
            municipality_id=town,
            dialogue_session_id=dialogue_session.id,
            state=state,
            ref=dialogue_session.ref,
        )
    )
    if version:
        add(
            ReportVersion(
                municipality_id=town,
                report_id=report.id,
                number=1,
                issued_at=datetime(2027, 1, 5, 9, 0, tzinfo=UTC),
                checksum="c" * 64,
                document={
                    "sentences": [
                        {"may_quote": True, "minority": False, "words": {"text": text}}
                        for text in quotes
                    ]
                },
                code=f"CODE-{next(_codes):04}",
            )
        )
    return report


def ask(dialogue_session, text, due, number=1):
    """A request to the council, from this dialogue session."""
    return add(
        CouncilRequest(
            municipality_id=dialogue_session.municipality_id,
            dialogue_session_id=dialogue_session.id,
            number=number,
            text=text,
            addressed_to="College van B en W",
            answer_due=due,
        )
    )


def answer(request, text="De lampen branden vanaf 1 maart.", state=AnswerState.YES):
    """The council's answer to a request."""
    return add(
        CouncilAnswer(
            municipality_id=request.municipality_id,
            council_request_id=request.id,
            state=state,
            text=text,
            given_by="griffie",
            given_at=datetime(2027, 1, 11, 9, 0, tzinfo=UTC),
        )
    )


@pytest.fixture
def samira(client, cast, sign_in):
    return sign_in(client, cast.samira)


LONG_AGO = datetime(2026, 10, 11, 17, 30, tzinfo=UTC)
SOON = datetime(2027, 1, 21, 18, 30, tzinfo=UTC)
TOMORROW = date(2027, 1, 19)
