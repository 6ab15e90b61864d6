"""Reports that overlap: what a whole minus some of its parts would tell."""

from __future__ import annotations

from collections.abc import Sequence

Part = tuple[frozenset[str], int]
"""The sessions a published figure is about, and the figure."""

BUSIEST = 20_000
"""How many sums of parts are tried before a figure is refused."""


def leaves_no_few(total: int, parts: Sequence[Part], k: int) -> bool:
    """Say whether a total minus published parts of it leaves 1 up to k - 1 nowhere.

    ``parts`` are published figures about some of the people of the total. Parts
    within parts are usual (a session, its municipality, its province). Then only
    what the largest parts leave over is news: every other difference is put
    together from that and from figures that are out, and were held against each
    other when they went. Where the largest parts cross, every sum of parts that do
    not overlap is tried; if those are too many the answer is no.
    """
    largest = _largest(parts)
    if largest is None:
        return _try_sums(total, parts, k)
    return not 0 < abs(total - sum(figure for _, figure in largest)) < k


def _largest(parts: Sequence[Part]) -> list[Part] | None:
    """Give the parts that are in no other part, or None when two of them cross."""
    largest: list[Part] = []
    place: dict[str, int | None] = {}
    for members, figure in sorted(parts, key=lambda part: -len(part[0])):
        places = {place.get(member) for member in members}
        at = places.pop() if len(places) == 1 else -1
        if at is None:
            place.update(dict.fromkeys(members, len(largest)))
            largest.append((members, figure))
        elif at < 0 or not members < largest[at][0]:
            # It crosses a larger part, or repeats it: not a part within a part.
            return None
    return largest


def _try_sums(total: int, parts: Sequence[Part], k: int) -> bool:
    """Try every sum of disjoint parts; one above the total by k or more only grows."""
    sums: set[Part] = {(frozenset(), 0)}
    for members, figure in parts:
        for taken, so_far in list(sums):
            if not members & taken and so_far + figure < total + k:
                sums.add((taken | members, so_far + figure))
        if len(sums) > BUSIEST:
            return False
    return not any(0 < abs(total - so_far) < k for _, so_far in sums)
