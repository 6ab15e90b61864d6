"""Measures of several evenings added up: what each evening's report says, in sums.

Pairs are paired within one evening, then added. Every sum follows from what is out
already; the ledger has the last word all the same. Groups on a scale are taken together
until they are those of every evening; evenings at which too few answered stay out.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from dialogue.outcomes.counting import Moment
from dialogue.outcomes.protection import Figure, Ledger, Range
from dialogue.outcomes.releases import Asked, Released, decide_about, town_subject
from dialogue.reports.document.counts import TOTAL, shown
from dialogue.reports.document.measuring import (
    CLOSER,
    OTHER,
    measure_name,
    pairs_name,
    with_pairs,
)
from dialogue.reports.document.parts import Document, Group, Measure, Shown, Texts

_Scale = tuple[str, str, Texts, tuple[Texts, ...]]  # code, moment, question, labels


class Sums(Struct, frozen=True):
    """The measures of several evenings, and what goes in the ledger with them."""

    measures: tuple[Measure, ...]
    released: tuple[Released, ...]


def sum_of(figures: Iterable[Shown]) -> Figure:
    """Published figures added up; hidden when one is."""
    low = high = 0
    for each in figures:
        if each.low is None or each.high is None:
            return None
        low, high = low + each.low, high + each.high
    return low if low == high else Range(low, high)


def add_measures(
    documents: Sequence[Document],
    session_ids: Sequence[int],
    *,
    about: tuple[int, str],
    ledger: Ledger,
    label: str,
    k: int,
) -> Sums:
    """The measures of these evenings; ``about``: municipality id, ref of the report.

    A measure that was shown at one evening alone stays that evening's.
    """
    held: dict[_Scale, list[tuple[int, Measure]]] = {}
    asked_at: dict[tuple[str, str], int] = {}
    for at, document in enumerate(documents, 1):
        for one in document.measures:
            key = (one.code, one.moment)
            asked_at[key] = asked_at.get(key, 0) + 1
            if one.groups:
                held.setdefault(_scale(one), []).append((at, one))
    found, released = list[Measure](), list[Released]()
    for (code, moment, _question, _labels), those in held.items():
        out = asked_at[code, moment] - len(those)
        if len(those) == 1:
            ((at, one),) = those
            found.append(replace(one, evening=at, left_out=out))
            continue
        ids = {at: session_ids[at - 1] for at, _one in those}
        sums = _Adding(about, ids, ledger, label, k)
        found.append(replace(sums.together([one for _at, one in those]), left_out=out))
        if moment == Moment.AFTER:
            found[-1] = sums.pairs(found[-1], those)
        released += sums.released
    return Sums(tuple(found), tuple(released))


def _scale(one: Measure) -> _Scale:
    labels = tuple(label for group in one.groups for label in group.labels)
    return one.code, one.moment, one.question, labels


class _Adding:
    """Adds up one measure of some evenings, and holds it against the ledger."""

    def __init__(
        self, about: tuple[int, str], ids: dict[int, int], ledger: Ledger,
        label: str, k: int,
    ) -> None:  # fmt: skip
        self.about, self.ids, self.ledger = about, ids, ledger
        self.label, self.k = label, k
        self.released: list[Released] = []

    def together(self, those: Sequence[Measure]) -> Measure:
        """The slips of all of them, in groups that each evening's groups make up."""
        first = those[0]
        name = measure_name(first.code, first.moment)
        ends = sorted(set.intersection(*(set(_ends(one)) for one in those)))
        starts = [0, *ends[:-1]]
        asked = Asked()
        parts = [
            asked.add(
                name,
                f"{start}-{end - 1}",
                sum_of(count for one in those for count in _within(one, start, end)),
            )
            for start, end in zip(starts, ends, strict=True)
        ]
        asked.add_sum(asked.add(name, TOTAL, sum_of(one.total for one in those)), parts)
        decided = self._decide(name, asked, self.ids.values())
        labels = [label for group in first.groups for label in group.labels]
        return replace(
            first,
            groups=tuple(
                Group(tuple(labels[start:end]), shown(decided[part]))
                for start, end, part in zip(starts, ends, parts, strict=True)
            ),
            total=shown(decided[name, TOTAL]),
            paired=None, pairs=Shown(), closer=Shown(),
            evenings=len(those),
        )  # fmt: skip

    def pairs(self, one: Measure, those: Sequence[tuple[int, Measure]]) -> Measure:
        """The measure with the pairs of the evenings that say how many came closer."""
        saying = [
            (at, own) for at, own in those
            if not own.pairs.hidden and not own.closer.hidden
        ]  # fmt: skip
        if not saying:
            return one
        name, asked = pairs_name(one.code), Asked()
        base = sum_of(own.pairs for _at, own in saying)
        closer = sum_of(own.closer for _at, own in saying)
        both = isinstance(base, int) and isinstance(closer, int)
        rest = base - closer if both else None  # type: ignore[operator]
        parts = [asked.add(name, CLOSER, closer), asked.add(name, OTHER, rest)]
        asked.add_sum(asked.add(name, TOTAL, base), parts)
        decided = self._decide(name, asked, [self.ids[at] for at, _own in saying])
        return with_pairs(one, decided)

    def _decide(
        self, name: str, asked: Asked, session_ids: Collection[int]
    ) -> dict[tuple[str, str], Figure]:
        town, ref = self.about
        subject = town_subject(town, f"{ref} {name}", session_ids)
        decided = decide_about(subject, self.ledger, asked, self.label, self.k)
        self.released.append(Released(subject, decided))
        return decided


def _ends(one: Measure) -> Iterable[int]:
    """After how many places of the scale each group ends."""
    return accumulate(len(group.labels) for group in one.groups)


def _within(one: Measure, start: int, end: int) -> Iterable[Shown]:
    places = zip(_ends(one), one.groups, strict=True)
    return (group.count for at, group in places if start < at <= end)
