"""Page one: a slate in which every table and every side hears itself.

Greedy proportional approval voting (Thiele 1895; "sequential PAV"), with one
addition: a choice that would make it impossible to still give every table and
side a sentence is passed over. Numbers of people decide only about the order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from msgspec import Struct

from .cover import Cover
from .findings import Basis, Rule, Slate
from .phrases import N_, Phrase, counted, ngettext, phrase

_RULE = N_(
    "This page has at most %(size)s sentences. They are chosen one by one. A table "
    "or a side counts for its number of people, divided by one more than the "
    "number of its sentences that are already here. Each time the sentence that "
    "counts most comes next, as long as every table and every side can still get "
    "at least one. With equal counts the oldest sentence goes first."
)


class Candidate(Struct, frozen=True):
    """A sentence with the tables and sides that stand behind it."""

    id: str
    approved_by: frozenset[str]


def choose_slate(
    candidates: Iterable[Candidate], groups: Mapping[str, int], *, size: int = 8
) -> Slate:
    """Choose at most `size` sentences for page one, in order.

    `groups` gives each table and side with its number of people (0 counts as
    1). The order of `candidates` settles ties. A sentence no group stands
    behind is never chosen. Raises ValueError for a negative size.
    """
    if size < 0:
        raise ValueError("A slate cannot have a negative size.")
    pool = list(candidates)
    names = sorted(groups)
    bit = {name: 1 << i for i, name in enumerate(names)}
    masks = [sum(bit[g] for g in one.approved_by if g in bit) for one in pool]
    weights = [max(groups[name], 1) for name in names]
    order = _choose(masks, weights, size)
    heard = 0
    for i in order:
        heard |= masks[i]
    heard_names = frozenset(name for name in names if bit[name] & heard)
    return Slate(
        tuple(pool[i].id for i in order),
        heard_names,
        frozenset(names) - heard_names,
        _says(len(heard_names), len(names)),
        slate_rule(size),
        Basis(sentences=len(pool)),
    )


def slate_rule(size: int) -> Rule:
    """Give the rule that is printed under page one."""
    return Rule("slate", phrase(_RULE, size=size))


def _choose(masks: list[int], weights: list[int], size: int) -> list[int]:
    cover = Cover(masks)
    target = cover.goal(size)
    chosen: list[int] = []
    times = [0] * len(weights)
    left = {i for i, mask in enumerate(masks) if mask}
    while left and len(chosen) < size:
        slots = size - len(chosen) - 1
        ranked = sorted(left, key=lambda i: (-_gain(masks[i], weights, times), i))
        # `target` can be reached from here, so at least one choice keeps it so.
        best = next(
            (i for i in ranked if cover.reaches(target & ~masks[i], slots)),
            ranked[0],
        )
        chosen.append(best)
        left.remove(best)
        target &= ~masks[best]
        for group in _groups(masks[best]):
            times[group] += 1
    return chosen


def _gain(mask: int, weights: list[int], times: list[int]) -> Fraction:
    return sum((Fraction(weights[g], times[g] + 1) for g in _groups(mask)), Fraction(0))


def _groups(mask: int) -> list[int]:
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found


def _says(heard: int, groups: int) -> Phrase:
    if groups and heard == groups:
        return Phrase(N_("Every table and every side has a sentence on this page."))
    return counted(
        ngettext(
            "%(number)s of %(groups)s tables and sides has a sentence on this page.",
            "%(number)s of %(groups)s tables and sides have a sentence on this page.",
        ),
        heard,
        groups=groups,
    )
