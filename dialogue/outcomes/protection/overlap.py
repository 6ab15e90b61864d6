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
    within parts are usual (a session, its municipality, its province). Then the
    only news is what each level leaves unexplained: every other difference is put
    together from that and from figures that are out. Where parts cross, every sum
    of parts that do not overlap is tried; if those are too many the answer is no.
    """
    levels = _remainders(total, parts)
    if levels is None:
        return _try_sums(total, parts, k)
    return not any(0 < abs(left) < k for left in levels)


def _remainders(total: int, parts: Sequence[Part]) -> list[int] | None:
    """Give what each level leaves over, or None when two parts cross."""
    largest: list[Part] = []
    within: list[list[Part]] = []
    place: dict[str, int | None] = {}
    for members, figure in sorted(parts, key=lambda part: -len(part[0])):
        places = {place.get(member) for member in members}
        at = places.pop() if len(places) == 1 else -1
        if at is None:
            place.update(dict.fromkeys(members, len(largest)))
            largest.append((members, figure))
            within.append([])
        elif at >= 0 and members < largest[at][0]:
            within[at].append((members, figure))
        else:
            # It crosses a larger part, or repeats it: not a part within a part.
            return None
    left = [total - sum(figure for _, figure in largest)] if largest else []
    for (_, figure), inside in zip(largest, within, strict=True):
        deeper = _remainders(figure, inside)
        if deeper is None:
            return None
        left += deeper
    return left


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
