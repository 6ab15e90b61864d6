"""Reading the harvest: sentences, themes, merged requests."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from dialogue.conversations.models import Contribution, Evening, Kind, TableTalk
from dialogue.conversations.queries import confirmed_contributions
from dialogue.foundation.database import all_of, db, one, within
from dialogue.outcomes.models import CouncilRequest, RequestSource, Sorting, Theme
from dialogue.outcomes.rules import SORTED_KINDS
from dialogue.sessions.models import DialogueSession


@dataclass(frozen=True, slots=True)
class Sentence:
    """A confirmed sentence, its table, and the theme it lies in (None: unsorted)."""

    contribution: Contribution
    table: int
    theme_id: int | None

    @property
    def id(self) -> str:
        """The contribution's own random id."""
        return self.contribution.id


def sentences_of(dialogue_session: DialogueSession) -> Sequence[Sentence]:
    """Everything confirmed, requests and promises included, by table and number."""
    town = dialogue_session.municipality_id
    where = dict(
        db.session.execute(
            within(
                town,
                select(Sorting.contribution_id, Sorting.theme_id)
                .join(Theme, Theme.id == Sorting.theme_id)
                .where(Theme.dialogue_session_id == dialogue_session.id),
            )
        )
        .tuples()
        .all()
    )
    return [
        Sentence(contribution, table, where.get(contribution.id))
        for contribution, table in confirmed_contributions(town, [dialogue_session.id])
    ]


def to_sort(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Those that belong in a theme and lie in none."""
    return [
        each for each in sentences
        if each.theme_id is None and each.contribution.kind in SORTED_KINDS
    ]  # fmt: skip


def sentence_in(dialogue_session: DialogueSession, contribution_id: str) -> Contribution:
    """One sentence of this session, or NotHere."""
    found: Contribution = one(
        within(
            dialogue_session.municipality_id,
            select(Contribution)
            .join(TableTalk, TableTalk.id == Contribution.table_talk_id)
            .join(Evening, Evening.id == TableTalk.evening_id)
            .where(
                Contribution.id == contribution_id,
                Evening.dialogue_session_id == dialogue_session.id,
            ),
        )
    )
    return found


def themes_of(dialogue_session: DialogueSession) -> Sequence[Theme]:
    """The themes of a session in their order."""
    found: Sequence[Theme] = all_of(
        within(
            dialogue_session.municipality_id,
            select(Theme)
            .where(Theme.dialogue_session_id == dialogue_session.id)
            .order_by(Theme.position, Theme.id),
        )
    )
    return found


def theme_in(dialogue_session: DialogueSession, theme_id: int) -> Theme:
    """One theme of this session, or NotHere."""
    found: Theme = one(
        within(
            dialogue_session.municipality_id,
            select(Theme).where(
                Theme.id == theme_id, Theme.dialogue_session_id == dialogue_session.id
            ),
        )
    )
    return found


def sorting_of(contribution: Contribution) -> Sorting | None:
    """Where a sentence lies, if anywhere."""
    found: Sorting | None = db.session.scalars(
        within(
            contribution.municipality_id,
            select(Sorting).where(Sorting.contribution_id == contribution.id),
        )
    ).one_or_none()
    return found


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


def merged_already(municipality_id: int, contribution_ids: Sequence[str]) -> Sequence[str]:
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
    asked = [each for each in sentences_of(dialogue_session) if each.contribution.kind is Kind.REQUEST]
    taken = set(merged_already(dialogue_session.municipality_id, [each.id for each in asked]))
    return [each for each in asked if each.id not in taken]


def tables_behind(request: CouncilRequest) -> list[int]:
    """The numbers of the tables whose requests were merged into this one."""
    rows = db.session.scalars(
        within(
            request.municipality_id,
            select(TableTalk.number)
            .join(Contribution, Contribution.table_talk_id == TableTalk.id)
            .join(RequestSource, RequestSource.contribution_id == Contribution.id)
            .where(RequestSource.council_request_id == request.id)
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
