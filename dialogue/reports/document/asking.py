"""Requests of several documents: numbered on, like ones merged by hand. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from dialogue.reports.document.parts import (
    AnswerGiven,
    AskedAt,
    Document,
    Request,
    Words,
)

Place = tuple[int, int]  # evening and number in its own document


class Merge(Struct, frozen=True):
    """What a merged request says, and which requests of which evenings it holds."""

    text: Words
    why: Words | None
    to: str
    due: date
    parts: tuple[Place, ...]


def join_requests(
    documents: Sequence[Document],
    merges: Sequence[Merge],
    number: Mapping[Place, int],
) -> tuple[Request, ...]:
    """By evening and then by their own number; numbered on over the evenings.

    ``number``: of each sentence in the new document. A merged request stands where its
    first would; it holds the sources of all of them, and what each evening asked.
    """
    asked = {
        (at, each.number): replace(
            each,
            sources=tuple(sorted(number[at, one] for one in each.sources)),
            evening=at,
        )
        for at, document in enumerate(documents, 1)
        for each in document.requests
    }
    return tuple(
        replace(
            _merged([asked[place] for place in places], places, merge)
            if merge
            else asked[places[0]],
            number=new,
        )
        for new, (places, merge) in enumerate(_heaps(asked, merges), 1)
    )


def join_answers(
    documents: Sequence[Document], merges: Sequence[Merge]
) -> tuple[AnswerGiven, ...]:
    """What was answered already, to the requests as ``join_requests`` numbers them."""
    asked = [
        (at, each.number)
        for at, document in enumerate(documents, 1)
        for each in document.requests
    ]
    return tuple(
        replace(answer, request=new)
        for new, (places, merge) in enumerate(_heaps(asked, merges), 1)
        for at, own in places[:1]
        if merge is None and (answer := documents[at - 1].answer_to(own)) is not None
    )


def _heaps(
    asked: Iterable[Place], merges: Sequence[Merge]
) -> list[tuple[list[Place], Merge | None]]:
    into = {place: merge for merge in merges for place in merge.parts}
    heaps: dict[Place, tuple[list[Place], Merge | None]] = {}
    for place in asked:
        merge = into.get(place)
        key = merge.parts[0] if merge else place
        heaps.setdefault(key, ([], merge))[0].append(place)
    return list(heaps.values())


def _merged(asked: Sequence[Request], places: Sequence[Place], merge: Merge) -> Request:
    held = {each.evening: each.tables_held for each in asked}
    return Request(
        number=0,
        text=merge.text,
        why=merge.why,
        to=merge.to,
        tables=sum(each.tables for each in asked),
        tables_held=sum(held.values()),
        due=merge.due,
        right=next((each.right for each in asked if each.right), ""),
        sources=tuple(sorted(one for each in asked for one in each.sources)),
        parts=tuple(
            AskedAt(at, own, each.text)
            for (at, own), each in zip(places, asked, strict=True)
        ),
    )
