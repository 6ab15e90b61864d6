"""Where two people who sorted the same sentences apart put them differently. Pure."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

Heaps = Mapping[int, frozenset[str]]  # cluster: the sentences in it


class Group(Struct, frozen=True):
    """Clusters of two people that share sentences, taken as one thing to settle.

    ``key`` is the smallest id of its sentences. ``first`` and ``second`` are ids of
    clusters; a sentence in none of a side stands alone there.
    """

    key: str
    sentences: frozenset[str]
    first: tuple[int, ...]
    second: tuple[int, ...]


def placed_differently(
    first: Mapping[str, int], second: Mapping[str, int]
) -> tuple[str, ...]:
    """The sentences that two people put in other themes, or only one of them placed."""
    return tuple(
        sorted(
            each for each in {*first, *second} if first.get(each) != second.get(each)
        )
    )


def groups_of(first: Heaps, second: Heaps) -> tuple[Group, ...]:
    """Clusters that hang together by shared sentences, smallest key first."""
    left = [("first", key, held) for key, held in first.items()]
    left += [("second", key, held) for key, held in second.items()]
    groups = []
    while left:
        group, left = _hanging_together(left)
        sentences = frozenset[str]().union(*(held for _side, _key, held in group))
        groups.append(
            Group(
                min(sentences),
                sentences,
                _side(group, "first"),
                _side(group, "second"),
            )
        )
    return tuple(sorted(groups, key=lambda one: one.key))


_Piece = tuple[str, int, frozenset[str]]


def _hanging_together(pieces: list[_Piece]) -> tuple[list[_Piece], list[_Piece]]:
    group, left, held = [pieces[0]], pieces[1:], set(pieces[0][2])
    grew = True
    while grew:
        touching = [each for each in left if not held.isdisjoint(each[2])]
        left = [each for each in left if held.isdisjoint(each[2])]
        group += touching
        held.update(*(each[2] for each in touching))
        grew = bool(touching)
    return group, left


def _side(group: Iterable[_Piece], side: str) -> tuple[int, ...]:
    return tuple(sorted(key for which, key, _held in group if which == side))


def partition(heaps: Heaps, sentences: Iterable[str]) -> dict[str, int | str]:
    """Each sentence with its cluster; one that stands alone has itself."""
    where = {each: key for key, held in heaps.items() for each in held}
    return {each: where.get(each, each) for each in sentences}


def is_agreed(
    group: Group, first: Heaps, second: Heaps, texts: Mapping[int, str]
) -> bool:
    """Whether both put exactly these sentences together, in the same words."""
    if len(group.first) != 1 or len(group.second) != 1:
        return False
    ours, theirs = group.first[0], group.second[0]
    same = first[ours] == second[theirs]
    return same and _bare(texts[ours]) == _bare(texts[theirs])


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".!")
