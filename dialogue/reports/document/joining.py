"""The documents of several evenings as one: numbered anew, themes by name. Pure."""

from collections.abc import Iterable, Sequence
from itertools import chain, zip_longest

from msgspec import Struct
from msgspec.structs import replace

from dialogue.outcomes.counting import Phrase
from dialogue.reports.document.asking import (
    Merge,
    Place,
    join_answers,
    join_requests,
)
from dialogue.reports.document.parts import (
    AnswerGiven,
    Cluster,
    Document,
    EveningHeld,
    People,
    Request,
    Sentence,
    SortedTwice,
    Stance,
    Theme,
)

LAST = ("request", "commitment")


class Joined(Struct, frozen=True):
    """What several documents hold together, with numbers of their own."""

    lang: str
    k: int
    evenings: tuple[EveningHeld, ...]
    people: tuple[People, ...]
    themes: tuple[Theme, ...]
    sentences: tuple[Sentence, ...]
    clusters: tuple[Cluster, ...]
    stances: tuple[Stance, ...]
    requests: tuple[Request, ...]
    answers: tuple[AnswerGiven, ...]  # that stand in those reports already
    rules: tuple[Phrase, ...]
    slate: tuple[int, ...]
    sorted_twice: tuple[SortedTwice, ...]


def join(documents: Sequence[Document], merges: Sequence[Merge] = ()) -> Joined:
    """Join documents of one evening each, in their order; requests merged by hand.

    Sentences lie by theme, then by evening, then in the order of their own document,
    which tells nothing about table, moment or person.
    """
    themes = _theme_numbers(documents)
    ordered = sorted(
        (
            (_heap(each, themes, document), at, each.number)
            for at, document in enumerate(documents, 1)
            for each in document.sentences
        )
    )
    number = {(at, own): new for new, (_, at, own) in enumerate(ordered, 1)}
    sentences = tuple(
        _renumbered(
            documents[at - 1].sentence(own), documents[at - 1], at, number, themes
        )
        for _, at, own in ordered
    )
    return Joined(
        lang=documents[0].cover.title.lang if documents else "nl",
        k=max((each.k for each in documents), default=5),
        evenings=tuple(_held(each, at) for at, each in enumerate(documents, 1)),
        people=tuple(each.people for each in documents),
        themes=_themes(documents, themes, number),
        sentences=sentences,
        clusters=_clusters(documents, themes, number),
        stances=_stances(documents, number),
        requests=join_requests(documents, merges, number),
        answers=join_answers(documents, merges),
        rules=tuple(_once(chain(*(each.rules for each in documents)))),
        slate=_slate(documents, number),
        sorted_twice=tuple(
            replace(each, evening=at)
            for at, document in enumerate(documents, 1)
            for each in document.sorted_twice
        ),
    )


def _once(rules: Iterable[Phrase]) -> list[Phrase]:
    found: list[Phrase] = []
    for each in rules:
        if each not in found:
            found.append(each)
    return found


def _theme_numbers(documents: Sequence[Document]) -> dict[str, int]:
    """Themes are one when their names are, whatever the capitals."""
    found: dict[str, int] = {}
    for document in documents:
        for theme in document.themes:
            found.setdefault(theme.name.text.casefold(), len(found) + 1)
    return found


def _theme(
    number: int | None, document: Document, themes: dict[str, int]
) -> int | None:
    if number is None:
        return None
    return themes[document.themes[number - 1].name.text.casefold()]


def _heap(
    each: Sentence, themes: dict[str, int], document: Document
) -> tuple[int, int]:
    if each.kind in LAST:
        return LAST.index(each.kind) + 1, 0
    return 0, _theme(each.theme, document, themes) or len(themes) + 1


def _renumbered(
    each: Sentence,
    document: Document,
    at: int,
    number: dict[Place, int],
    themes: dict[str, int],
) -> Sentence:
    return replace(
        each,
        number=number[at, each.number],
        theme=_theme(each.theme, document, themes),
        root=number.get((at, each.root), 0),
        evening=at,
    )


def _numbers(own: Iterable[int], at: int, number: dict[Place, int]) -> tuple[int, ...]:
    return tuple(sorted(number[at, each] for each in own))


def _themes(
    documents: Sequence[Document], themes: dict[str, int], number: dict[Place, int]
) -> tuple[Theme, ...]:
    held = sum(_tables(each) for each in documents)
    found: dict[int, Theme] = {}
    for at, document in enumerate(documents, 1):
        for theme in document.themes:
            new = themes[theme.name.text.casefold()]
            own = replace(
                theme,
                number=new,
                tables_held=held,
                lived=_numbers(theme.lived, at, number),
                ideas=_numbers(theme.ideas, at, number),
                others=_numbers(theme.others, at, number),
                minority=_numbers(theme.minority, at, number),
                labels=(),  # they count sentences of one evening; each bears its mark
            )
            found[new] = _added(found[new], own) if new in found else own
    return tuple(found[each] for each in sorted(found))


def _added(one: Theme, other: Theme) -> Theme:
    return replace(
        one,
        right=one.right or other.right,
        tables=one.tables + other.tables,
        lived=one.lived + other.lived,
        ideas=one.ideas + other.ideas,
        others=one.others + other.others,
        minority=one.minority + other.minority,
    )


def _clusters(
    documents: Sequence[Document], themes: dict[str, int], number: dict[Place, int]
) -> tuple[Cluster, ...]:
    """Clusters are one when their words are, as themes are; then of no one evening."""
    held = sum(_tables(each) for each in documents)
    found: dict[str, Cluster] = {}
    for at, document in enumerate(documents, 1):
        for each in document.clusters:
            words = each.words.text.casefold()
            own = replace(
                each,
                theme=_theme(each.theme, document, themes),
                sentences=_numbers(each.sentences, at, number),
                evening=at,
            )
            found[words] = _one(found[words], own, held) if words in found else own
    return tuple(
        replace(each, number=new) for new, each in enumerate(found.values(), 1)
    )


def _one(one: Cluster, other: Cluster, held: int) -> Cluster:
    return replace(
        one,
        theme=one.theme or other.theme,
        sentences=tuple(sorted({*one.sentences, *other.sentences})),
        tables=one.tables + other.tables,
        tables_held=held,
        evening=0,
    )


def _stances(
    documents: Sequence[Document], number: dict[Place, int]
) -> tuple[Stance, ...]:
    return tuple(
        replace(
            each,
            sentences=_numbers(each.sentences, at, number),
            minority=_numbers(each.minority, at, number),
            evening=at,
        )
        for at, document in enumerate(documents, 1)
        for each in document.stances
    )


def _slate(documents: Sequence[Document], number: dict[Place, int]) -> tuple[int, ...]:
    """Page one of every evening, in turn; the same words once."""
    pages = (
        [(at, document.sentence(each)) for each in document.read_aloud.slate]
        for at, document in enumerate(documents, 1)
    )
    found: dict[str, int] = {}
    for turn in zip_longest(*pages):
        for at, each in filter(None, turn):
            if each.words:
                found.setdefault(each.words.text.casefold(), number[at, each.number])
    return tuple(found.values())


def _tables(document: Document) -> int:
    return document.cover.tables


def _held(document: Document, at: int) -> EveningHeld:
    course = document.course
    return EveningHeld(
        number=at,
        ref=document.ref,
        title=document.cover.title,
        starts_at=document.cover.starts_at,
        place=document.cover.place,
        tables=document.cover.tables,
        came=document.people.came,
        sentences=len(document.sentences),
        guide=course.guide if course else (),
        guide_version=course.guide_version if course else 0,
        version=document.number,
        code=document.code,
        k=document.k,
        withdrawn=course.withdrawn if course else 0,
        unread=course.tables_unread if course else 0,
        skipped=sum(each.skipped for each in course.steps) if course else 0,
    )
