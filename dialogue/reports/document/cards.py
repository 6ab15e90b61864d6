"""Statements put to the secret card, or online: asked of the ledger, then in words."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from msgspec.structs import replace

from dialogue.outcomes import figures as allowed
from dialogue.outcomes.counting import (
    Phrase,
    Statement,
    StatementFinding,
    say_figure,
    say_verdict,
)
from dialogue.outcomes.counting.phrases import N_, phrase
from dialogue.outcomes.figures import EVERYONE, ShownCards
from dialogue.outcomes.findings import Findings
from dialogue.outcomes.online import ShownStatement, shown_people, shown_round
from dialogue.outcomes.protection import Figure, Range
from dialogue.outcomes.releases import Asked
from dialogue.outcomes.telling import Judged, told
from dialogue.reports.document.counts import TOTAL, Decided, shown
from dialogue.reports.document.parts import (
    Bar,
    GroupSaid,
    Online,
    OnlineGroup,
    OnlineStatement,
    Part,
    Sentence,
    Shown,
    Stance,
    Words,
)
from dialogue.reports.document.sentences import Numbered

ONLINE = "online"
ALONE = "without group"


def ask_cards(asked: Asked, findings: Findings, k: int) -> dict[str, ShownCards]:
    """Ask for the cards of every statement, per side and together; online too."""
    found = {}
    for statement in findings.facts.statements:
        cards = found[statement.id] = allowed.shown_cards(statement, k)
        for side, counts, total in cards.rows:
            measure = _measure(statement.id, side)
            parts = [
                asked.add(measure, "+".join(column), figure)
                for column, figure in zip(cards.columns, counts, strict=True)
            ]
            asked.add_sum(asked.add(measure, TOTAL, total), parts)
    return found


def _measure(statement: str, side: str) -> str:
    return f"cards {statement} {side}"


def _decided(decided: Decided, statement: str, cards: ShownCards) -> ShownCards:
    """The cards with the figures that the ledger lets out."""
    return replace(
        cards,
        rows=tuple(
            (
                side,
                tuple(
                    decided[_measure(statement, side), "+".join(column)]
                    for column in cards.columns
                ),
                decided[_measure(statement, side), TOTAL],
            )
            for side, _, _ in cards.rows
        ),
    )


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
    k: int,
) -> tuple[Stance, ...]:
    """The statements of the tables with their verdicts, bars and words.

    One whose tables all want it not printed is left out.
    """
    found = []
    at_tables = zip(findings.facts.statements, findings.evening.statements, strict=True)
    for statement, finding in at_tables:
        if statement.online:
            continue
        numbers = sorted(numbered.of[each.id] for each in findings.members[finding.id])
        members = [numbered.sentences[number - 1] for number in numbers]
        words = next((each.words for each in members if each.words), None)
        if words is not None:
            out = _decided(decided, finding.id, cards[finding.id])
            verdict = told(statement, out, k)
            found.append(_stance(out, verdict, finding, members, words))
    return tuple(found)


def _stance(
    cards: ShownCards,
    judged: Judged,
    finding: StatementFinding,
    members: Sequence[Sentence],
    words: Words,
) -> Stance:
    bars = bars_of(cards)
    verdict, direction = judged
    return Stance(
        sentences=tuple(each.number for each in members),
        text=words,
        verdict=verdict.value,
        direction=direction.value,
        says=say_verdict(verdict, direction, several=len(bars) > 2),
        counts=say_cards(cards, bars),
        tables=finding.spread.tables,
        tables_held=finding.spread.tables_held,
        bars=bars,
        minority=tuple(each.number for each in members if each.minority and each.words),
        key=finding.id,
    )


def bars_of(cards: ShownCards) -> tuple[Bar, ...]:
    """Each row of figures as the document keeps it."""
    return tuple(
        Bar(
            side,
            tuple(
                Part(column, shown(figure))
                for column, figure in zip(cards.columns, counts, strict=True)
            ),
            shown(total),
        )
        for side, counts, total in cards.rows
    )


def say_cards(cards: ShownCards, bars: Sequence[Bar]) -> Phrase:
    """The cards of everybody together, in words that may be printed."""
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


# An online round --------------------------------------------------------------------


def ask_online(asked: Asked, findings: Findings, k: int) -> None:
    """Ask for how many people took part in a round, per group and in all."""
    if findings.online is None:
        return
    sizes, alone, people = shown_people(findings.online, k)
    parts = [asked.add(ONLINE, str(at), figure) for at, figure in enumerate(sizes)]
    parts.append(asked.add(ONLINE, ALONE, alone))
    asked.add_sum(asked.add(ONLINE, TOTAL, people), parts)


def online(
    decided: Decided, findings: Findings, k: int, *, sensitive: bool, lang: str
) -> Online | None:
    """The round as it may be shown: our verdicts, and its own consensus beside."""
    if findings.online is None:
        return None

    def decide(statement: Statement, cards: ShownCards) -> ShownCards:
        return _decided(decided, statement.id, cards)

    found = shown_round(findings.online, k, sensitive=sensitive, decide=decide)
    return Online(
        name=Words(found.name, lang) if found.name else None,
        votes=found.votes,
        people=shown(decided[ONLINE, TOTAL]),
        groups=tuple(
            OnlineGroup(name, shown(decided[ONLINE, str(at)]))
            for at, (name, _) in enumerate(found.groups)
        ),
        without_group=shown(decided[ONLINE, ALONE]),
        statements=tuple(_voted(each, lang) for each in found.statements),
    )


def _voted(one: ShownStatement, lang: str) -> OnlineStatement:
    bars = bars_of(one.cards)
    verdict, direction = one.judged
    return OnlineStatement(
        number=one.number,
        text=Words(one.text, lang),
        taken_out=one.taken_out,
        verdict=verdict.value,
        direction=direction.value,
        counts=say_cards(one.cards, bars),
        bars=bars,
        groups=tuple(
            GroupSaid(
                group,
                judged[0].value if judged else "",
                judged[1].value if judged else "",
            )
            for group, judged in one.groups
        ),
        consensus=_decimal(one.consensus),
    )


def _decimal(share: Fraction | None) -> str:
    return "" if share is None else f"{float(share):.6f}"
