"""A municipality's harvest: confirmed sentences over several evenings, table-blind."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import ColumnElement, and_, false, func, or_, select

from dialogue.conversations.models import Contribution, Evening, Kind, TableTalk
from dialogue.foundation.database import all_of, db, within
from dialogue.foundation.errors import NotHere
from dialogue.foundation.model import is_key
from dialogue.outcomes.models import COUNTS, Cluster, ClusterMember, Sorting, Theme
from dialogue.outcomes.queries.sentences import themes_of
from dialogue.outcomes.rules import HARVESTED, LEAST_MEMBERS, SORTED_KINDS
from dialogue.outcomes.similarity.folding import fold
from dialogue.sessions.models import DialogueSession

NO_THEME = " -"  # no name of a theme: those begin with no space


class TownTheme(Struct, frozen=True):
    """A name that themes share, over the evenings of a municipality."""

    name: str
    sentences: int
    evenings: int


class TownSentence(Struct, frozen=True):
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

    Themes are one when their names are, whatever the capitals; of those that hold
    something.
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


def themes_named(municipality_id: int, name: str) -> list[Theme]:
    """All themes in sight with this name, whatever the capitals; oldest first."""
    wanted = name.casefold()
    return [
        each for each in _in_sight(municipality_id) if each.name.casefold() == wanted
    ]


def _in_sight(municipality_id: int) -> Sequence[Theme]:
    found: Sequence[Theme] = all_of(
        within(
            municipality_id,
            select(Theme)
            .where(Theme.dropped_at.is_(None), Theme.hand == COUNTS)
            .order_by(Theme.id),
        )
    )
    return found


def theme_elsewhere(municipality_id: int, name: str) -> Theme | None:
    """The first theme of this name at any evening of the municipality."""
    return next(iter(themes_named(municipality_id, name)), None)


def own_themes(dialogue_session: DialogueSession, hand: int = COUNTS) -> list[Theme]:
    """The municipality's own list: themes of other evenings that are not here yet.

    Each name once, those of most evenings first.
    """
    here = {each.name.casefold() for each in themes_of(dialogue_session, hand)}
    town = dialogue_session.municipality_id
    first: dict[str, Theme] = {}
    for theme in _in_sight(town):
        first.setdefault(theme.name.casefold(), theme)
    names = (each.name.casefold() for each in town_themes(town))
    return [first[name] for name in names if name not in here]


class TownChoice(Struct, frozen=True):
    """Which sentences of a municipality; what is left empty narrows nothing down.

    ``steps``: by guide version the keys of the steps that are meant. ``theme`` may be
    NO_THEME: what could lie in a theme and lies in none.
    """

    kind: Kind | None = None
    theme: str = ""
    steps: Mapping[int, Collection[str]] | None = None
    session_id: int | None = None
    words: str = ""


NO_CHOICE: Final = TownChoice()


def town_sentences(
    municipality_id: int,
    choice: TownChoice = NO_CHOICE,
    *,
    start: int = 0,
    most: int = 100,
) -> tuple[Sequence[TownSentence], int]:
    """Sentences of all evenings, and how many there are in all.

    In the order of their random ids: neighbours in the list say nothing about table,
    moment or evening.
    """
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
        .where(*_where(municipality_id, choice))
    )
    if choice.words:
        statement = statement.where(
            Contribution.id.in_(_with_words(municipality_id, statement, choice.words))
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


def _where(municipality_id: int, choice: TownChoice) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [Contribution.confirmation.in_(HARVESTED)]
    if choice.kind is not None:
        where.append(Contribution.kind == choice.kind)
    if choice.session_id is not None:
        where.append(DialogueSession.id == choice.session_id)
    if choice.theme == NO_THEME:
        where += [Theme.id.is_(None), Contribution.kind.in_(SORTED_KINDS)]
    elif choice.theme:
        same = [each.id for each in themes_named(municipality_id, choice.theme)]
        where.append(Theme.id.in_(same))
    if choice.steps is not None:
        ways = [
            and_(
                DialogueSession.guide_version_id == version,
                Contribution.step.in_(sorted(keys)),
            )
            for version, keys in choice.steps.items()
        ]
        where.append(or_(false(), *ways))
    return where


def _with_words(municipality_id: int, statement: Any, words: str) -> list[str]:
    """The ids of sentences with these words, as people read them: İ and i are one."""
    wanted = fold(words)
    columns = statement.with_only_columns(Contribution.id, Contribution.text)
    rows = db.session.execute(within(municipality_id, columns))
    return [row.id for row in rows if wanted in fold(row.text)]


def town_clusters(
    municipality_id: int, contribution_ids: Sequence[str]
) -> Mapping[str, str]:
    """The sentence over what says the same as each of these, at whatever evening.

    Clusters are one when their words are, whatever the capitals, as themes are.
    """
    rows = db.session.execute(
        within(
            municipality_id,
            select(ClusterMember.contribution_id, Cluster.text)
            .join(Cluster, Cluster.id == ClusterMember.cluster_id)
            .join(Contribution, Contribution.id == ClusterMember.contribution_id)
            .where(
                ClusterMember.hand == COUNTS,
                Cluster.text != "",
                Contribution.confirmation.in_(HARVESTED),
            ),
        )
    )
    text_of = {row.contribution_id: row.text for row in rows}
    many = Counter(text.casefold() for text in text_of.values())
    return {
        each: text_of[each]
        for each in contribution_ids
        if each in text_of and many[text_of[each].casefold()] >= LEAST_MEMBERS
    }


def evening_of_sentence(
    municipality_id: int, contribution_id: str
) -> tuple[Contribution, DialogueSession]:
    """A sentence of this municipality with its dialogue session, or NotHere."""
    if not is_key(contribution_id):
        raise NotHere
    columns: tuple[Any, ...] = (Contribution, DialogueSession)
    row = db.session.execute(
        within(
            municipality_id,
            select(*columns)
            .join(TableTalk, TableTalk.id == Contribution.table_talk_id)
            .join(Evening, Evening.id == TableTalk.evening_id)
            .join(DialogueSession, DialogueSession.id == Evening.dialogue_session_id)
            .where(Contribution.id == contribution_id),
        )
    ).one_or_none()
    if row is None:
        raise NotHere
    return row[0], row[1]
