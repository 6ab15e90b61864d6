"""Heads and slips: asked of the ledger first, put into words after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dialogue.conversations import queries as talks
from dialogue.conversations.models import Evening
from dialogue.guides.format import GuideFile, PromptRole
from dialogue.outcomes import figures as allowed
from dialogue.outcomes.findings import Findings
from dialogue.outcomes.protection import Figure, Range
from dialogue.outcomes.releases import Asked, Name
from dialogue.registrations.models import InvitationRound
from dialogue.registrations.queries import HeadCount
from dialogue.reports.document.parts import (
    Group,
    Measure,
    People,
    Round,
    Shown,
    Texts,
    Words,
)

Decided = Mapping[Name, Figure]
TOTAL = "total"


def shown(figure: Figure) -> Shown:
    """A decided figure as the document keeps it."""
    if isinstance(figure, Range):
        return Shown(figure.low, figure.high)
    return Shown(figure, figure)


# People --------------------------------------------------------------------------


def ask_people(
    asked: Asked, heads: HeadCount, k: int, *, sensitive: bool
) -> dict[str, Name]:
    """Ask for the head-count."""
    numbers = {
        name: getattr(heads, name)
        for name in (
            "signed_up",
            "waiting",
            "cancelled",
            "came",
            "walked_in",
            "helpers",
        )
    }
    figures = allowed.shown_heads(numbers, k, sensitive=sensitive)
    names = {
        name: asked.add("people", name, figure) for name, figure in figures.items()
    }
    asked.add_sum(names["signed_up"], (names["had_seat"], names["no_seat"]))
    return names


def ask_rounds(asked: Asked, rounds: Sequence[InvitationRound], k: int) -> None:
    """Ask for who was asked and who was reached, per round of invitations."""
    figures = allowed.shown_reach([(each.asked, each.reached) for each in rounds], k)
    for at, (invited, reached) in enumerate(figures):
        asked.add("invited", str(at), invited)
        asked.add("reached", str(at), reached)


def people(
    decided: Decided,
    heads: Mapping[str, Name],
    rounds: Sequence[InvitationRound],
    lang: str,
) -> People:
    """The head-count and the rounds as they may be shown."""
    return People(
        **{name: shown(decided[cell]) for name, cell in heads.items()},
        rounds=tuple(
            Round(
                each.way.value,
                Words(each.note, lang) if each.note else None,
                shown(decided[("invited", str(at))]),
                shown(decided[("reached", str(at))]),
            )
            for at, each in enumerate(rounds)
        ),
    )


# Measures --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Slips:
    """The slips of one measure at one moment, merged so that none is a small group."""

    code: str
    moment: str
    question: Texts
    labels: tuple[Texts, ...]
    groups: tuple[tuple[int, int], ...]  # first and last place on the scale


def ask_measures(
    asked: Asked, evening: Evening | None, guide: GuideFile
) -> tuple[Slips, ...]:
    """Ask for the slips of every measure, neighbours merged before hiding."""
    if evening is None:
        return ()
    found = []
    for (code, moment), values in talks.measure_counts(evening).items():
        labels, question = _scale(guide, code, max(values))
        lowest = min(0, *values) if min(values) < 1 else 1
        places = [
            values.get(lowest + at, 0)
            for at in range(max(len(labels), max(values) - lowest + 1))
        ]
        groups = allowed.merge_neighbours(places, guide.k)
        measure = f"measure {code} {moment}"
        parts = [asked.add(measure, f"{a}-{b}", count) for a, b, count in groups]
        if parts:
            asked.add_sum(asked.add(measure, TOTAL, sum(places)), parts)
        found.append(
            Slips(code, moment, question, labels, tuple((a, b) for a, b, _ in groups))
        )
    return tuple(found)


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


def measures(
    decided: Decided, slips: Sequence[Slips], findings: Findings
) -> tuple[Measure, ...]:
    """The measures in words; of those answered twice, how many moved."""
    paired = {each.measure: each for each in findings.evening.measures if each.pairs}
    found = []
    for one in slips:
        measure = f"measure {one.code} {one.moment}"
        groups = tuple(
            Group(one.labels[a : b + 1], shown(decided[(measure, f"{a}-{b}")]))
            for a, b in one.groups
        )
        total = shown(decided.get((measure, TOTAL)))
        pairs = paired.get(one.code) if one.moment == "after" else None
        found.append(
            Measure(
                one.code,
                one.moment,
                one.question,
                groups,
                total,
                pairs.says if pairs else None,
            )
        )
    return tuple(found)
