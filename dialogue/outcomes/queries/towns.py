"""A municipality's harvest: confirmed sentences over several evenings, table-blind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from dialogue.conversations.models import Contribution, Evening, Kind, TableTalk
from dialogue.foundation.database import all_of, db, within
from dialogue.outcomes.models import COUNTS, Sorting, Theme
from dialogue.outcomes.rules import HARVESTED
from dialogue.sessions.models import DialogueSession


@dataclass(frozen=True, slots=True)
class TownTheme:
    """A name that themes share, over the evenings of a municipality."""

    name: str
    sentences: int
    evenings: int


@dataclass(frozen=True, slots=True)
class TownSentence:
    """A confirmed sentence with its evening and theme; never with its table."""

    contribution: Contribution
    dialogue_session: DialogueSession
    theme: str


def sessions_by_id(
    municipality_id: int, session_ids: Iterable[int]
) -> Sequence[DialogueSession]:
    """These dialogue sessions of a municipality, by id."""
    found: Sequence[DialogueSession] = all_of(
        within(
            municipality_id,
            select(DialogueSession)
            .where(DialogueSession.id.in_(sorted(session_ids)))
            .order_by(DialogueSession.id),
        )
    )
    return found


def town_themes(municipality_id: int) -> list[TownTheme]:
    """The themes of all evenings by name, those of most evenings first.

    Themes are one when their names are, whatever the capitals.
    """
    columns: tuple[Any, ...] = (
        Theme.name, Theme.dialogue_session_id, func.count(Contribution.id),
    )  # fmt: skip
    rows = db.session.execute(
        within(
            municipality_id,
            select(*columns)
            .join(Sorting, Sorting.theme_id == Theme.id)
            .join(Contribution, Contribution.id == Sorting.contribution_id)
            .where(
                Theme.dropped_at.is_(None),
                Sorting.hand == COUNTS,
                Contribution.confirmation.in_(HARVESTED),
            )
            .group_by(Theme.id, Theme.name, Theme.dialogue_session_id)
            .order_by(Theme.id),
        )
    )
    names: dict[str, str] = {}
    sentences: dict[str, int] = {}
    evenings: dict[str, set[int]] = {}
    for name, evening, count in rows:
        key = name.casefold()
        names.setdefault(key, name)
        sentences[key] = sentences.get(key, 0) + count
        evenings.setdefault(key, set()).add(evening)
    found = [
        TownTheme(name, sentences[key], len(evenings[key]))
        for key, name in names.items()
    ]
    return sorted(found, key=lambda one: (-one.evenings, -one.sentences, one.name))


def themes_named(municipality_id: int, name: str) -> list[int]:
    """The ids of all themes in sight with this name, whatever the capitals."""
    themes: Sequence[Theme] = all_of(
        within(
            municipality_id,
            select(Theme).where(Theme.dropped_at.is_(None), Theme.hand == COUNTS),
        )
    )
    return [each.id for each in themes if each.name.casefold() == name.casefold()]


def town_sentences(
    municipality_id: int,
    *,
    kind: Kind | None = None,
    theme: str = "",
    start: int = 0,
    most: int = 100,
) -> tuple[Sequence[TownSentence], int]:
    """Sentences of all evenings, and how many there are in all.

    In the order of their random ids: neighbours in the list say nothing about table,
    moment or evening.
    """
    where: list[ColumnElement[bool]] = [Contribution.confirmation.in_(HARVESTED)]
    if kind is not None:
        where.append(Contribution.kind == kind)
    if theme:
        where.append(Theme.id.in_(themes_named(municipality_id, theme)))
    columns: tuple[Any, ...] = (Contribution, DialogueSession, Theme.name)
    statement = (
        select(*columns)
        .join(TableTalk, TableTalk.id == Contribution.table_talk_id)
        .join(Evening, Evening.id == TableTalk.evening_id)
        .join(DialogueSession, DialogueSession.id == Evening.dialogue_session_id)
        .outerjoin(
            Sorting,
            and_(Sorting.contribution_id == Contribution.id, Sorting.hand == COUNTS),
        )
        .outerjoin(
            Theme, and_(Theme.id == Sorting.theme_id, Theme.dropped_at.is_(None))
        )
        .where(*where)
    )
    many = db.session.scalar(
        within(municipality_id, statement.with_only_columns(func.count()))
    )
    rows = db.session.execute(
        within(
            municipality_id,
            statement.order_by(Contribution.id).offset(start).limit(most),
        )
    )
    return [TownSentence(row[0], row[1], row[2] or "") for row in rows], int(many or 0)
