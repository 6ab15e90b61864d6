"""An online round, counted by our rules, with what Polis itself would say beside it.

Groups are those that Polis made of the votes: nobody chose one. They stand where
declared sides stand otherwise, and the page says so. Figures are those of
``figures.shown_cards``; verdicts are words, as in a report; the consensus is a number
made of the figures, so where those are hidden it is rough, or not shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from dialogue.outcomes.counting import (
    DEFAULTS,
    Answers,
    Direction,
    Statement,
    StatementFinding,
    Verdict,
    count_statement,
    judge,
)
from dialogue.outcomes.figures import EVERYONE, ShownCards, shown_cards
from dialogue.outcomes.models import OnlineRound, OnlineStatement
from dialogue.outcomes.protection import Figure, Table, protect
from dialogue.outcomes.tally import PolisStatement, make_statement

Judged = tuple[Verdict, Direction]
Between = tuple[Fraction, Fraction]


TENTH = 10


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """One statement of an online round as it may be shown.

    ``finding`` is ours in full (not to be shown); ``cards`` are its figures,
    ``groups`` what each group says by itself, ``judged`` our verdict over all, and
    ``consensus`` Polis' own (0 to 1) as a range, None where it would tell too much.
    """

    number: int
    text: str
    taken_out: bool
    finding: StatementFinding
    cards: ShownCards
    groups: tuple[tuple[int, Judged], ...]
    judged: Judged
    consensus: Between | None


@dataclass(frozen=True, slots=True)
class ShownRound:
    """A round as it may be shown: how many people, in which groups, and statements."""

    people: Figure
    groups: tuple[tuple[int, Figure], ...]
    without_group: Figure
    statements: tuple[ShownStatement, ...]


def polis_statements(online_round: OnlineRound) -> tuple[PolisStatement, ...]:
    """The statements as the tally made them: equal to those of the export itself."""
    return tuple(map(_polis, online_round.statements))


def statements_of(
    online_round: OnlineRound, *, sensitive: bool
) -> tuple[Statement, ...]:
    """The statements as evidence for counting, as those of an evening are."""
    return tuple(_evidence(each, sensitive) for each in polis_statements(online_round))


def shown_round(online_round: OnlineRound, k: int, *, sensitive: bool) -> ShownRound:
    """The whole round; statements that a moderator took out come last."""
    sizes = [people for _, people in online_round.groups]
    row = protect(Table.of_one_row([*sizes, online_round.without_group]), k)
    figures = row.counts[0]
    shown = (
        _shown(one, k, sensitive=sensitive) for one in polis_statements(online_round)
    )
    return ShownRound(
        row.total,
        tuple(
            (group, figure)
            for (group, _), figure in zip(
                online_round.groups, figures[:-1], strict=True
            )
        ),
        figures[-1],
        tuple(sorted(shown, key=lambda one: (one.taken_out, one.number))),
    )


def _polis(each: OnlineStatement) -> PolisStatement:
    groups = tuple((row[0], Answers(*row[1:])) for row in each.groups)
    alone = Answers(each.agree, each.disagree, each.unsure)
    return make_statement(each.number, each.text, each.moderated, groups, alone)


def _evidence(one: PolisStatement, sensitive: bool) -> Statement:
    return Statement(
        f"online:{one.id}",
        one.text,
        sides=tuple((str(group), own) for group, own in one.groups),
        undeclared=one.ungrouped,
        sensitive=sensitive,
        online=True,
    )


def _shown(one: PolisStatement, k: int, *, sensitive: bool) -> ShownStatement:
    evidence = _evidence(one, sensitive)
    finding = count_statement(evidence, tables_held=0)
    cards = shown_cards(evidence, k)
    return ShownStatement(
        one.id,
        one.text,
        one.taken_out,
        finding,
        cards,
        tuple((group, _verdict(group, own)) for group, own in one.groups),
        (finding.judgement.verdict, finding.judgement.direction),
        _consensus(one, cards, k),
    )


def _consensus(one: PolisStatement, cards: ShownCards, k: int) -> Between | None:
    """The consensus, exact where all figures are shown; else between two tenths.

    A tenth is so wide that in a group of 10 (k + 1) - 2 voters and more at least k
    whole counts lie in it. With a smaller group that has hidden figures: None.
    """
    exact = one.consensus
    if exact is None:
        return None
    whole = {side: _in_full(cards, counts) for side, counts, _ in cards.rows}
    hidden = [own for group, own in one.groups if not whole.get(str(group), False)]
    if not hidden and whole.get(EVERYONE, False):
        return exact, exact
    if any(own.answered + 2 < TENTH * (k + 1) for own in hidden):
        return None
    low = Fraction(floor(exact * TENTH), TENTH)
    return low, low + Fraction(1, TENTH)


def _in_full(cards: ShownCards, counts: Sequence[Figure]) -> bool:
    """Whether a row hides nothing: then no verdict tells more than its figures."""
    apart = len(cards.columns) == len(_KINDS)
    return apart and all(isinstance(figure, int) for figure in counts)


_KINDS = ("agree", "disagree", "no opinion")


def _verdict(group: int, own: Answers) -> Judged:
    found = judge([(str(group), own)], settings=DEFAULTS)
    return found.verdict, found.direction


__all__ = [
    "EVERYONE",
    "Between",
    "Judged",
    "ShownRound",
    "ShownStatement",
    "polis_statements",
    "shown_round",
    "statements_of",
]
