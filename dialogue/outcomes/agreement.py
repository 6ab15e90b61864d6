"""How much two people agree who sorted the same sentences apart. Pure.

For themes the share of equal placements, and Krippendorff's alpha for nominal data and
two observers: 1 minus the disagreement seen over the disagreement expected by chance
(Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011). For clusters the
adjusted Rand index of the two partitions (Hubert and Arabie, "Comparing partitions",
Journal of Classification 2, 1985). Both are 1 when everything is equal and about 0 when
no more is equal than by chance; below 0 is less than chance.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from math import comb
from typing import Any

from msgspec import Struct

from dialogue.outcomes.models import Comparison

RELIABLE = 0.8  # from here on coding counts as reliable (Krippendorff, 2004)
TENTATIVE = 0.667  # below here it carries no conclusion


class Agreement(Struct, frozen=True):
    """How much two people agreed, over all sentences that both placed.

    ``alpha`` is None when there was one theme only, so that chance explains all;
    ``rand`` is None when neither put any sentences together.
    """

    sentences: int
    alike: int
    alpha: float | None
    rand: float | None
    settled: bool = False

    @property
    def share(self) -> float:
        """The share of equal placements, 0 to 1."""
        return self.alike / self.sentences if self.sentences else 0.0


def agreement_of(comparison: Comparison | None) -> Agreement | None:
    """The figures that were kept when two people compared; None when nobody did."""
    if comparison is None or comparison.compared_at is None:
        return None
    kept: Mapping[str, Any] = comparison.figures
    return Agreement(
        kept["sentences"], kept["alike"], kept["alpha"], kept["rand"],
        settled=comparison.settled_at is not None,
    )  # fmt: skip


def equal_placements(pairs: Iterable[tuple[Hashable, Hashable]]) -> int:
    """How many sentences both put in the same place."""
    return sum(one == other for one, other in pairs)


def krippendorff_alpha(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Alpha for nominal data, two observers, both values of each unit known.

    With n = 2 x units values and n_c of them in category c: alpha = 1 - D_o / D_e,
    D_o the share of unequal pairs, D_e = 1 - sum n_c (n_c - 1) / (n (n - 1)). None when
    all values are in one category, where it is not defined.
    """
    values = Counter(value for pair in pairs for value in pair)
    n = sum(values.values())
    same_by_chance = sum(count * (count - 1) for count in values.values())
    if n < 2 or same_by_chance == n * (n - 1):
        return None
    observed = 1 - equal_placements(pairs) / len(pairs)
    expected = 1 - same_by_chance / (n * (n - 1))
    return 1 - observed / expected


def adjusted_rand(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """The adjusted Rand index of two partitions: (cluster by one, by the other) a unit.

    (index - expected) / (mean of both - expected), counted in pairs of units. A unit
    that stands alone has a cluster of itself. None when all stand alone in both (or all
    are together in both), where it is not defined.
    """
    together = sum(comb(each, 2) for each in Counter(pairs).values())
    first = sum(comb(each, 2) for each in Counter(one for one, _ in pairs).values())
    second = sum(comb(each, 2) for each in Counter(two for _, two in pairs).values())
    every = comb(len(pairs), 2)
    expected = first * second / every if every else 0.0
    most = (first + second) / 2
    if most == expected:
        return None
    return (together - expected) / (most - expected)
