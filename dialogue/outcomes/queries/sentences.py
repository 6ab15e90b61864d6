"""What was said and where it lies: sentences and themes."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from sqlalchemy import select

from dialogue.conversations.models import Contribution, Evening, TableTalk
from dialogue.conversations.queries import confirmed_contributions
from dialogue.foundation.database import all_of, db, one, within
from dialogue.foundation.errors import NotHere
from dialogue.foundation.model import is_key
from dialogue.outcomes.models import COUNTS, IdeaNote, Look, Sorting, Theme
from dialogue.outcomes.rules import SORTED_KINDS, one_line
from dialogue.sessions.models import DialogueSession

Beside = TypeVar("Beside", IdeaNote, Look)  # at most one a sentence


class Sentence(Struct, frozen=True):
    """A confirmed sentence, its table, and the theme it lies in (None: unsorted)."""

    contribution: Contribution
    table: int
    theme_id: int | None

    @property
    def id(self) -> str:
        """The contribution's own random id."""
        return self.contribution.id


def sentences_of(
    dialogue_session: DialogueSession, hand: int = COUNTS
) -> Sequence[Sentence]:
    """Everything confirmed, requests and promises included, by table and number.

    The theme is the one that counts, or that of one hand while two people sort each
    for themselves.
    """
    town = dialogue_session.municipality_id
    rows = db.session.execute(
        within(
            town,
            select(Sorting.contribution_id, Sorting.theme_id)
            .join(Theme, Theme.id == Sorting.theme_id)
            .where(
                Theme.dialogue_session_id == dialogue_session.id,
                Theme.dropped_at.is_(None),
                Sorting.hand == hand,
            ),
        )
    )
    where = {row.contribution_id: row.theme_id for row in rows}
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


def sentence_in(
    dialogue_session: DialogueSession, contribution_id: str
) -> Contribution:
    """One sentence of this session, or NotHere."""
    if not is_key(contribution_id):
        raise NotHere
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


def themes_of(dialogue_session: DialogueSession, hand: int = COUNTS) -> Sequence[Theme]:
    """The themes of a session in their order; with those that only a hand sees."""
    found: Sequence[Theme] = all_of(
        within(
            dialogue_session.municipality_id,
            select(Theme)
            .where(
                Theme.dialogue_session_id == dialogue_session.id,
                Theme.dropped_at.is_(None),
                Theme.hand.in_((COUNTS, hand)),
            )
            .order_by(Theme.position, Theme.id),
        )
    )
    return found


def also_said(contribution: Contribution, words: str) -> bool:
    """Whether another confirmed sentence of the evening says the very same."""
    evening = contribution.table_talk.evening
    town, number = contribution.municipality_id, evening.dialogue_session_id
    return any(
        words in (one_line(each.text), one_line(each.reason))
        for each, _table in confirmed_contributions(town, [number])
        if each.id != contribution.id
    )


def theme_in(
    dialogue_session: DialogueSession, theme_id: int, hand: int = COUNTS
) -> Theme:
    """One theme of this session (also a dropped one, to undo that), or NotHere."""
    found: Theme = one(
        within(
            dialogue_session.municipality_id,
            select(Theme).where(
                Theme.id == theme_id,
                Theme.dialogue_session_id == dialogue_session.id,
                Theme.hand.in_((COUNTS, hand)),
            ),
        )
    )
    return found


def sorting_of(contribution: Contribution, hand: int = COUNTS) -> Sorting | None:
    """The row that says where a sentence lies; also of a theme that was dropped."""
    found: Sorting | None = db.session.scalars(
        within(
            contribution.municipality_id,
            select(Sorting).where(
                Sorting.contribution_id == contribution.id, Sorting.hand == hand
            ),
        )
    ).one_or_none()
    return found


def lies_in(contribution: Contribution, hand: int = COUNTS) -> int | None:
    """The theme in sight that a sentence lies in, if any."""
    found: int | None = db.session.scalar(
        within(
            contribution.municipality_id,
            select(Sorting.theme_id)
            .join(Theme, Theme.id == Sorting.theme_id)
            .where(
                Sorting.contribution_id == contribution.id,
                Sorting.hand == hand,
                Theme.dropped_at.is_(None),
            ),
        )
    )
    return found


def sentence_if_there(
    dialogue_session: DialogueSession, contribution_id: str
) -> Contribution | None:
    """One sentence of this session, unless it is gone."""
    try:
        return sentence_in(dialogue_session, contribution_id)
    except NotHere:
        return None


def all_beside(
    kind: type[Beside], dialogue_session: DialogueSession
) -> Mapping[str, Beside]:
    """What of a kind stands beside the sentences of an evening, by sentence."""
    found: Sequence[Beside] = all_of(
        within(
            dialogue_session.municipality_id,
            select(kind)
            .join(Contribution, Contribution.id == kind.contribution_id)
            .join(TableTalk, TableTalk.id == Contribution.table_talk_id)
            .join(Evening, Evening.id == TableTalk.evening_id)
            .where(Evening.dialogue_session_id == dialogue_session.id),
        )
    )
    return {each.contribution_id: each for each in found}


def one_beside(kind: type[Beside], contribution: Contribution) -> Beside | None:
    """What of a kind stands beside one sentence, if anything."""
    found: Beside | None = db.session.scalars(
        within(
            contribution.municipality_id,
            select(kind).where(kind.contribution_id == contribution.id),
        )
    ).one_or_none()
    return found
