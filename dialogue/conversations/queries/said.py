"""Reading what is said."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from dialogue.conversations.models import Confirmation, Contribution, Evening, TableTalk
from dialogue.foundation.database import all_of, db, one, within
from dialogue.foundation.errors import NotHere
from dialogue.foundation.model import is_key


def contributions_of(
    talk: TableTalk, step: str | None = None
) -> Sequence[Contribution]:
    """The sentences of one table (of one step), as numbered on the sheet."""
    statement = select(Contribution).where(Contribution.table_talk_id == talk.id)
    if step is not None:
        statement = statement.where(Contribution.step == step)
    found: Sequence[Contribution] = all_of(
        within(
            talk.municipality_id,
            statement.order_by(Contribution.number, Contribution.id),
        )
    )
    return found


def contribution_at(talk: TableTalk, contribution_id: str) -> Contribution:
    """One sentence of this table, or NotHere."""
    if not is_key(contribution_id):
        raise NotHere
    found: Contribution = one(
        within(
            talk.municipality_id,
            select(Contribution).where(
                Contribution.table_talk_id == talk.id,
                Contribution.id == contribution_id,
            ),
        )
    )
    return found


def sent_before(talk: TableTalk, client_key: str) -> Contribution | None:
    """The sentence that came in with this key before (a phone sends twice)."""
    found: Contribution | None = db.session.scalars(
        within(
            talk.municipality_id,
            select(Contribution).where(
                Contribution.table_talk_id == talk.id,
                Contribution.client_key == client_key,
            ),
        )
    ).one_or_none()
    return found


def confirmed_contributions(
    municipality_id: int, session_ids: Sequence[int]
) -> Sequence[tuple[Contribution, int]]:
    """Every confirmed or changed sentence of these sessions, with its table's number.

    The order is by table and number on the sheet: it says nothing about who or when.
    """
    agreed = (Confirmation.CONFIRMED, Confirmation.CHANGED)
    statement: Any = (
        select(Contribution, TableTalk.number)
        .join(TableTalk, TableTalk.id == Contribution.table_talk_id)
        .join(Evening, Evening.id == TableTalk.evening_id)
        .where(
            Evening.dialogue_session_id.in_(session_ids),
            Contribution.confirmation.in_(agreed),
        )
        .order_by(TableTalk.number, Contribution.number, Contribution.id)
    )
    rows = db.session.execute(within(municipality_id, statement))
    return [(contribution, number) for contribution, number in rows]


def withdrawn_count(municipality_id: int, dialogue_session_id: int) -> int:
    """How many sentences a session's tables withdrew."""
    return (
        db.session.scalar(
            within(
                municipality_id,
                select(func.count(Contribution.id))
                .join(TableTalk, TableTalk.id == Contribution.table_talk_id)
                .join(Evening, Evening.id == TableTalk.evening_id)
                .where(
                    Evening.dialogue_session_id == dialogue_session_id,
                    Contribution.confirmation == Confirmation.WITHDRAWN,
                ),
            )
        )
        or 0
    )
