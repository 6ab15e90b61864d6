"""Reports that overlap: what a whole minus some of its parts would tell."""

from __future__ import annotations

from collections.abc import Sequence

Part = tuple[frozenset[str], int]
"""The sessions a published figure is about, and the figure."""

BUSIEST = 20_000
"""How many sums of parts are tried before a figure is refused."""


def leaves_no_few(total: int, parts: Sequence[Part], k: int) -> bool:
    """Say whether a total minus any disjoint parts is never 1 up to k - 1 off.

    ``parts`` are published figures, each zero or at least k, about some of the
    people of the total. Parts within parts are usual (a session, its municipality,
    its province), and then one look at each level is enough: what is left over is
    put together from pieces that are each zero or at least k. In any other case
    all sums are tried; when those are too many the answer is no.
    """
    return _adds_up(total, parts, k) or _try_sums(total, parts, k)


def _adds_up(total: int, parts: Sequence[Part], k: int) -> bool:
    """Say whether each level leaves zero or at least k; no may mean unknown."""
    largest = [
        (members, figure)
        for members, figure in parts
        if not any(members < other for other, _ in parts)
    ]
    everyone = frozenset[str]().union(*(members for members, _ in largest))
    if sum(len(members) for members, _ in largest) > len(everyone):
        return False
    left = total - sum(figure for _, figure in largest)
    if left != 0 and left < k:
        return False
    return all(
        _adds_up(figure, [part for part in parts if part[0] < members], k)
        for members, figure in largest
    )


def _try_sums(total: int, parts: Sequence[Part], k: int) -> bool:
    """Try every sum of disjoint parts; one above the total by k or more only grows."""
    everyone = frozenset[str]().union(*(members for members, _ in parts))
    disjoint = sum(len(members) for members, _ in parts) == len(everyone)
    sums: set[Part] = {(frozenset(), 0)}
    for members, figure in parts:
        for taken, so_far in list(sums):
            if not members & taken and so_far + figure < total + k:
                # Nothing to remember when no two parts can clash.
                now = taken if disjoint else taken | members
                sums.add((now, so_far + figure))
        if len(sums) > BUSIEST:
            return False
    return not any(0 < abs(total - so_far) < k for _, so_far in sums)
