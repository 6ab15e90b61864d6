"""How far the harvest is."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from sqlalchemy import ColumnElement, and_, case, func, select

from dialogue.conversations.models import Contribution, Evening, Kind, TableTalk
from dialogue.foundation.database import db, everywhere
from dialogue.outcomes.models import COUNTS, RequestSource, Sorting, Theme
from dialogue.outcomes.rules import HARVESTED, SORTED_KINDS


class Harvest(Struct, frozen=True):
    """How far the harvest of one dialogue session is, in sentences."""

    confirmed: int = 0
    to_sort: int = 0
    loose_requests: int = 0
    requests: int = 0  # of tables


def harvests_of(session_ids: Sequence[int]) -> Mapping[int, Harvest]:
    """How far the harvests are, by dialogue session, in one select.

    Sessions where nothing was confirmed are absent.
    """

    def count(*where: ColumnElement[bool]) -> ColumnElement[int]:
        return func.count(case((and_(*where), 1)))

    sorts = Contribution.kind.in_(SORTED_KINDS)
    asks = Contribution.kind == Kind.REQUEST
    rows = db.session.execute(
        everywhere(
            select(
                Evening.dialogue_session_id,
                func.count(),
                count(sorts, Theme.id.is_(None)),
                count(asks, RequestSource.id.is_(None)),
                count(asks),
            )
            .select_from(Contribution)
            .join(TableTalk, TableTalk.id == Contribution.table_talk_id)
            .join(Evening, Evening.id == TableTalk.evening_id)
            .outerjoin(
                Sorting,
                and_(
                    Sorting.contribution_id == Contribution.id, Sorting.hand == COUNTS
                ),
            )
            .outerjoin(
                Theme, and_(Theme.id == Sorting.theme_id, Theme.dropped_at.is_(None))
            )
            .outerjoin(RequestSource, RequestSource.contribution_id == Contribution.id)
            .where(
                Evening.dialogue_session_id.in_(session_ids),
                Contribution.confirmation.in_(HARVESTED),
            )
            .group_by(Evening.dialogue_session_id)
        )
    )
    return {row[0]: Harvest(*row[1:]) for row in rows}
