"""Requests: what tables asked, and what was made of it."""

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select

from dialogue.conversations.models import Contribution, Kind, TableTalk
from dialogue.foundation.database import all_of, db, one, within
from dialogue.outcomes.models import CouncilRequest, RequestSource, TakenApart
from dialogue.outcomes.queries.sentences import Sentence, sentences_of
from dialogue.outcomes.rules import HARVESTED
from dialogue.sessions.models import DialogueSession


def requests_of(dialogue_session: DialogueSession) -> Sequence[CouncilRequest]:
    """The merged requests, by number."""
    found: Sequence[CouncilRequest] = all_of(
        within(
            dialogue_session.municipality_id,
            select(CouncilRequest)
            .where(CouncilRequest.dialogue_session_id == dialogue_session.id)
            .order_by(CouncilRequest.number),
        )
    )
    return found


def requests_beside(contribution: Contribution) -> Sequence[CouncilRequest]:
    """The merged requests of a sentence's evening."""
    number = contribution.table_talk.evening.dialogue_session_id
    found: Sequence[CouncilRequest] = all_of(
        within(
            contribution.municipality_id,
            select(CouncilRequest).where(CouncilRequest.dialogue_session_id == number),
        )
    )
    return found


def requests_by_id(
    municipality_id: int, request_ids: Iterable[int]
) -> Sequence[CouncilRequest]:
    """These merged requests, of whatever evening, by id."""
    found: Sequence[CouncilRequest] = all_of(
        within(
            municipality_id,
            select(CouncilRequest)
            .where(CouncilRequest.id.in_(sorted(request_ids)))
            .order_by(CouncilRequest.id),
        )
    )
    return found


def request_in(dialogue_session: DialogueSession, number: int) -> CouncilRequest:
    """One merged request by its number, or NotHere."""
    found: CouncilRequest = one(
        within(
            dialogue_session.municipality_id,
            select(CouncilRequest).where(
                CouncilRequest.dialogue_session_id == dialogue_session.id,
                CouncilRequest.number == number,
            ),
        )
    )
    return found


def taken_apart_in(dialogue_session: DialogueSession, apart_id: int) -> TakenApart:
    """A request that was taken apart, to put it back; or NotHere."""
    found: TakenApart = one(
        within(
            dialogue_session.municipality_id,
            select(TakenApart).where(
                TakenApart.id == apart_id,
                TakenApart.dialogue_session_id == dialogue_session.id,
            ),
        )
    )
    return found


def merged_already(
    municipality_id: int, contribution_ids: Sequence[str]
) -> Sequence[str]:
    """Which of these requests are part of a merged one."""
    return db.session.scalars(
        within(
            municipality_id,
            select(RequestSource.contribution_id).where(
                RequestSource.contribution_id.in_(contribution_ids)
            ),
        )
    ).all()


def loose_requests(dialogue_session: DialogueSession) -> list[Sentence]:
    """Requests of tables that are part of no merged request yet."""
    asked = [
        each
        for each in sentences_of(dialogue_session)
        if each.contribution.kind is Kind.REQUEST
    ]
    ids = [each.id for each in asked]
    taken = set(merged_already(dialogue_session.municipality_id, ids))
    return [each for each in asked if each.id not in taken]


def tables_behind(request: CouncilRequest) -> list[int]:
    """The tables whose requests were merged into this one and stand still."""
    rows = db.session.scalars(
        within(
            request.municipality_id,
            select(TableTalk.number)
            .join(Contribution, Contribution.table_talk_id == TableTalk.id)
            .join(RequestSource, RequestSource.contribution_id == Contribution.id)
            .where(
                RequestSource.council_request_id == request.id,
                Contribution.confirmation.in_(HARVESTED),
            )
            .distinct()
            .order_by(TableTalk.number),
        )
    )
    return list(rows)


def next_request_number(dialogue_session: DialogueSession) -> int:
    """The number of the next merged request."""
    most = db.session.scalar(
        within(
            dialogue_session.municipality_id,
            select(func.max(CouncilRequest.number)).where(
                CouncilRequest.dialogue_session_id == dialogue_session.id
            ),
        )
    )
    return (most or 0) + 1
