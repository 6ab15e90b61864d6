"""The figures of a document: asked of the ledger first, put into words after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dialogue.conversations import queries as talks
from dialogue.conversations.models import Evening
from dialogue.guides.format import GuideFile, PromptRole
from dialogue.outcomes import figures as allowed
from dialogue.outcomes.counting import Phrase, StatementFinding, say_figure
from dialogue.outcomes.counting.phrases import N_, phrase
from dialogue.outcomes.figures import EVERYONE, ShownCards
from dialogue.outcomes.findings import Findings
from dialogue.outcomes.protection import Figure, Range
from dialogue.outcomes.releases import Asked, Name
from dialogue.registrations.models import InvitationRound
from dialogue.registrations.queries import HeadCount
from dialogue.reports.document.parts import (
    Bar,
    Group,
    Measure,
    Part,
    People,
    Round,
    Sentence,
    Shown,
    Stance,
    Texts,
    Words,
)
from dialogue.reports.document.sentences import Numbered

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


# Statements put to the secret card -------------------------------------------------


def ask_cards(asked: Asked, findings: Findings, k: int) -> dict[str, ShownCards]:
    """Ask for the cards of every statement, per side and together."""
    found = {}
    for statement in findings.facts.statements:
        cards = found[statement.id] = allowed.shown_cards(statement, k)
        for side, counts, total in cards.rows:
            measure = f"cards {statement.id} {side}"
            parts = [
                asked.add(measure, "+".join(column), figure)
                for column, figure in zip(cards.columns, counts, strict=True)
            ]
            asked.add_sum(asked.add(measure, TOTAL, total), parts)
    return found


_ALMOST = {
    allowed.AGREE: N_("Almost everyone agrees."),
    allowed.DISAGREE: N_("Almost everyone disagrees."),
    allowed.NO_OPINION: N_("Almost everyone does not know or gave no answer."),
}
_WITHHELD = {
    "one table": N_("Only one table spoke about this: no numbers are shown."),
    "few people": N_("Too few people answered to show numbers."),
}
_LABELS = {
    (allowed.AGREE,): N_("agree: %(share)s"),
    (allowed.DISAGREE,): N_("disagree: %(share)s"),
    (allowed.NO_OPINION,): N_("do not know or no answer: %(share)s"),
    (allowed.DISAGREE, allowed.NO_OPINION): N_(
        "disagree, do not know or no answer: %(share)s"
    ),
    (allowed.AGREE, allowed.NO_OPINION): N_(
        "agree, do not know or no answer: %(share)s"
    ),
}


def stances(
    decided: Decided,
    cards: Mapping[str, ShownCards],
    findings: Findings,
    numbered: Numbered,
) -> tuple[Stance, ...]:
    """The statements with their verdicts, bars and words.

    One whose tables all want it not printed is left out.
    """
    found = []
    for finding in findings.evening.statements:
        numbers = sorted(numbered.of[each.id] for each in findings.members[finding.id])
        members = [numbered.sentences[number - 1] for number in numbers]
        words = next((each.words for each in members if each.words), None)
        if words is not None:
            shown_cards = cards[finding.id]
            found.append(_stance(decided, shown_cards, finding, members, words))
    return tuple(found)


def _stance(
    decided: Decided,
    cards: ShownCards,
    finding: StatementFinding,
    members: Sequence[Sentence],
    words: Words,
) -> Stance:
    bars = tuple(_bar(decided, cards, finding.id, side) for side, _, _ in cards.rows)
    return Stance(
        sentences=tuple(each.number for each in members),
        text=words,
        verdict=finding.judgement.verdict.value,
        direction=finding.judgement.direction.value,
        says=finding.judgement.says,
        counts=_say(cards, bars),
        tables=finding.spread.tables,
        tables_held=finding.spread.tables_held,
        bars=bars,
        minority=tuple(each.number for each in members if each.minority and each.words),
    )


def _bar(decided: Decided, cards: ShownCards, statement: str, side: str) -> Bar:
    measure = f"cards {statement} {side}"
    parts = tuple(
        Part(column, shown(decided[(measure, "+".join(column))]))
        for column in cards.columns
    )
    return Bar(side, parts, shown(decided[(measure, TOTAL)]))


def _say(cards: ShownCards, bars: Sequence[Bar]) -> Phrase:
    if cards.withheld == "almost everyone":
        return Phrase(_ALMOST[cards.almost])
    if cards.withheld:
        return Phrase(_WITHHELD[cards.withheld])
    everyone = next(bar for bar in bars if bar.side == EVERYONE)
    whole = everyone.total.number
    parts = tuple(
        Phrase(_LABELS[part.kinds], {"share": say_figure(_figure(part.count), whole)})
        for part in everyone.parts
    )
    if whole is None:
        return phrase(N_("%(parts)s."), parts=parts)
    return phrase(N_("Of %(people)s people: %(parts)s."), people=whole, parts=parts)


def _figure(one: Shown) -> Figure:
    if one.low is None or one.high is None:
        return None
    return one.low if one.low == one.high else Range(one.low, one.high)


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
