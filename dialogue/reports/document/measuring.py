"""Measures: slips before and after, asked of the ledger first, in words after."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from dialogue.conversations import queries as talks
from dialogue.conversations.models import Evening
from dialogue.guides.format import GuideFile, PromptRole
from dialogue.outcomes import figures as allowed
from dialogue.outcomes.counting import Moment, PairedMeasure, say_shown_pairs
from dialogue.outcomes.findings import Findings
from dialogue.outcomes.protection import (
    has_enough_tables,
    show_pairs,
    soften_unanimity,
)
from dialogue.outcomes.releases import Asked
from dialogue.reports.document.counts import TOTAL, Decided, shown
from dialogue.reports.document.parts import Group, Measure, Texts, Words

CLOSER, OTHER = "closer", "other"


class Slips(Struct, frozen=True):
    """The slips of one measure at one moment, merged so that none is a small group.

    ``almost`` are the places on the scale of the answer that almost everyone gave on a
    sensitive theme; nothing is counted then.
    """

    code: str
    moment: str
    question: Texts
    labels: tuple[Texts, ...]
    groups: tuple[tuple[int, int], ...]  # first and last place on the scale
    almost: tuple[int, int] | None = None


def ask_measures(
    asked: Asked,
    evening: Evening | None,
    guide: GuideFile,
    findings: Findings,
    *,
    sensitive: bool,
) -> tuple[Slips, ...]:
    """Ask for the slips of every measure, merged before hiding, and for the pairs.

    Not of an evening with one table: they would be figures of that table.
    """
    if evening is None:
        return ()
    enough = has_enough_tables(len(findings.facts.tables))
    found, totals = [], dict[str, list[int]]()
    for (code, moment), values in talks.measure_counts(evening).items():
        labels, question = _scale(guide, code, max(values))
        one = Slips(code, moment, question, labels, ())
        if enough:
            lowest = min(0, *values) if min(values) < 1 else 1
            places = [
                values.get(lowest + at, 0)
                for at in range(max(len(labels), max(values) - lowest + 1))
            ]
            one = _merged(one, places, guide.k, sensitive)
            _ask(asked, one, places)
            if one.groups and moment != Moment.THREE_MONTHS:
                totals.setdefault(code, []).append(sum(places))
        found.append(one)
    for pair in findings.evening.measures if enough else ():
        ask_pairs(asked, pair, totals.get(pair.measure, []), guide.k)
    return tuple(found)


def _ask(asked: Asked, one: Slips, places: Sequence[int]) -> None:
    if one.groups:
        measure = measure_name(one.code, one.moment)
        parts = [
            asked.add(measure, f"{a}-{b}", sum(places[a : b + 1]))
            for a, b in one.groups
        ]
        asked.add_sum(asked.add(measure, TOTAL, sum(places)), parts)


def measure_name(code: str, moment: str) -> str:
    """The name of a measure's figures in the ledger."""
    return f"measure {code} {moment}"


def pairs_name(code: str) -> str:
    """The name of the figures of its pairs."""
    return f"pairs {code}"


def ask_pairs(
    asked: Asked, pair: PairedMeasure, answered: Sequence[int], k: int
) -> None:
    """Ask for how many answered twice, and how many of them came closer."""
    pairs, closer = show_pairs(pair.pairs, pair.closer, answered, k)
    if pairs is None:
        return
    name = pairs_name(pair.measure)
    both = isinstance(pairs, int) and isinstance(closer, int)
    rest = pair.pairs - pair.closer if both else None
    parts = [asked.add(name, CLOSER, closer), asked.add(name, OTHER, rest)]
    asked.add_sum(asked.add(name, TOTAL, pairs), parts)


def _merged(one: Slips, places: Sequence[int], k: int, sensitive: bool) -> Slips:
    place = soften_unanimity(places, k) if sensitive and sum(places) >= k else None
    if place is not None:
        return replace(one, almost=(place, place))
    groups = tuple((a, b) for a, b, _ in allowed.merge_neighbours(places, k))
    # All answers in one group tell nothing but how many there were.
    return replace(one, groups=groups if len(groups) > 1 else ())


def _scale(guide: GuideFile, code: str, most: int) -> tuple[tuple[Texts, ...], Texts]:
    """The words of the scale (from 1 up), and the question of the step."""
    for step in guide.steps:
        measure = step.response.measure
        if measure is None or measure.code != code:
            continue
        question = next(
            (each.text for each in step.prompts if each.role is PromptRole.QUESTION),
            None,
        )
        labels = [
            tuple(Words(text, lang) for lang, text in each.label.versions)
            for each in step.response.options
        ]
        labels += [(Words(str(n), "nl"),) for n in range(len(labels) + 1, most + 1)]
        return tuple(labels), tuple(
            Words(text, lang) for lang, text in question.versions
        ) if question else ()
    return tuple((Words(str(n), "nl"),) for n in range(1, most + 1)), ()


def measures(decided: Decided, slips: Sequence[Slips]) -> tuple[Measure, ...]:
    """The measures in words; of those answered twice, how many moved."""
    return tuple(_measure(decided, one) for one in slips)


def _measure(decided: Decided, one: Slips) -> Measure:
    name = measure_name(one.code, one.moment)
    found = Measure(
        one.code,
        one.moment,
        one.question,
        groups=tuple(
            Group(one.labels[a : b + 1], shown(decided[name, f"{a}-{b}"]))
            for a, b in one.groups
        ),
        total=shown(decided.get((name, TOTAL))),
        paired=None,
        almost=one.labels[one.almost[0] : one.almost[1] + 1] if one.almost else (),
    )
    return with_pairs(found, decided) if one.moment == Moment.AFTER else found


def with_pairs(one: Measure, decided: Decided) -> Measure:
    """The measure with what may be said of its pairs, when any were asked for."""
    name = pairs_name(one.code)
    if (name, TOTAL) not in decided:
        return one
    pairs, closer = decided[name, TOTAL], decided[name, CLOSER]
    return replace(
        one,
        pairs=shown(pairs),
        closer=shown(closer),
        paired=say_shown_pairs(one.code, pairs, closer),
    )
