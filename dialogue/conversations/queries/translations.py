"""Reading sentences in another language."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from dialogue.conversations.models import (
    Contribution,
    Evening,
    TableTalk,
    Translation,
)
from dialogue.foundation.database import all_of, within


def translations_of(
    municipality_id: int, session_ids: Sequence[int]
) -> Mapping[str, tuple[Translation, ...]]:
    """The translations of these sessions' sentences, by sentence, by language."""
    rows: Sequence[Translation] = all_of(
        within(
            municipality_id,
            select(Translation)
            .join(Contribution, Contribution.id == Translation.contribution_id)
            .join(TableTalk, TableTalk.id == Contribution.table_talk_id)
            .join(Evening, Evening.id == TableTalk.evening_id)
            .where(Evening.dialogue_session_id.in_(session_ids))
            .order_by(Translation.language),
        )
    )
    found: dict[str, list[Translation]] = defaultdict(list)
    for each in rows:
        found[each.contribution_id].append(each)
    return {sentence: tuple(those) for sentence, those in found.items()}


def translations_beside(contribution: Contribution) -> Sequence[Translation]:
    """The translations of one sentence, by language."""
    found: Sequence[Translation] = all_of(
        within(
            contribution.municipality_id,
            select(Translation)
            .where(Translation.contribution_id == contribution.id)
            .order_by(Translation.language),
        )
    )
    return found


def translation_in(contribution: Contribution, language: str) -> Translation | None:
    """A sentence in one other language, when somebody put it into that."""
    own = translations_beside(contribution)
    return next((each for each in own if each.language == language), None)
