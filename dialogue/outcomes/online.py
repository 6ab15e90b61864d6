"""An online round, counted by our rules, with what Polis itself would say beside it.

Groups are those that Polis made of the votes: nobody chose one. They stand where
declared sides stand otherwise, and the page says so. Its statements are evidence like
the cards of an evening (``statements_of``, for findings.py, which is the one place that
counts); ``shown_round`` is what may be shown of them. Verdicts are those of telling.py;
the consensus is a number made of the figures, so it is shown only where they all are.
"""

from collections.abc import Callable
from fractions import Fraction
from hashlib import sha256

from msgspec import Struct

from dialogue.outcomes.counting import Answers, Statement
from dialogue.outcomes.figures import ShownCards, shown_cards
from dialogue.outcomes.models import OnlineRound, OnlineStatement
from dialogue.outcomes.protection import Figure, Table, protect
from dialogue.outcomes.tally import PolisStatement, make_statement
from dialogue.outcomes.telling import Judged, judged_figures, shows_all, told

KEY = "online:"

Decide = Callable[[Statement, ShownCards], ShownCards]
"""What the ledger of released figures makes of the cards on a statement."""


class ShownStatement(Struct, frozen=True):
    """One statement of an online round as it may be shown.

    ``cards`` are its figures per group and together, ``groups`` what each group says
    by itself (None: too few to say), ``judged`` our verdict over all, ``consensus``
    Polis' own (0 to 1), None where it would tell more than the figures do.
    """

    number: int
    text: str
    taken_out: bool
    cards: ShownCards
    groups: tuple[tuple[str, Judged | None], ...]
    judged: Judged
    consensus: Fraction | None


class ShownRound(Struct, frozen=True):
    """A round as it may be shown: how many people, in which groups, and statements."""

    name: str
    votes: int
    people: Figure
    groups: tuple[tuple[str, Figure], ...]
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


def shown_people(
    online_round: OnlineRound, k: int
) -> tuple[tuple[Figure, ...], Figure, Figure]:
    """People per group, without a group, and in all, as they may be shown."""
    sizes = [people for _, people in online_round.groups]
    row = protect(Table.of_one_row([*sizes, online_round.without_group]), k)
    return row.counts[0][:-1], row.counts[0][-1], row.total


def shown_round(
    online_round: OnlineRound, k: int, *, sensitive: bool, decide: Decide | None = None
) -> ShownRound:
    """The whole round; statements that a moderator took out come last.

    ``decide`` puts the figures of each statement past the ledger, when they go out.
    """
    sizes, alone, people = shown_people(online_round, k)
    shown = (
        _shown(one, k, sensitive, decide or _as_they_are)
        for one in polis_statements(online_round)
    )
    return ShownRound(
        online_round.name,
        online_round.votes,
        people,
        tuple(
            (str(group), figure)
            for (group, _), figure in zip(online_round.groups, sizes, strict=True)
        ),
        alone,
        tuple(sorted(shown, key=lambda one: (one.taken_out, one.number))),
    )


def _as_they_are(_statement: Statement, cards: ShownCards) -> ShownCards:
    return cards


def _polis(each: OnlineStatement) -> PolisStatement:
    groups = tuple((row[0], Answers(*row[1:])) for row in each.groups)
    alone = Answers(each.agree, each.disagree, each.unsure)
    return make_statement(each.number, each.text, each.moderated, groups, alone)


def _evidence(one: PolisStatement, sensitive: bool) -> Statement:
    # The words are in the key: number 4 of another round is another statement.
    words = sha256(one.text.encode()).hexdigest()[:12]
    return Statement(
        f"{KEY}{one.id}:{words}",
        one.text,
        sides=tuple((str(group), own) for group, own in one.groups),
        undeclared=one.ungrouped,
        sensitive=sensitive,
        online=True,
    )


def _shown(
    one: PolisStatement, k: int, sensitive: bool, decide: Decide
) -> ShownStatement:
    evidence = _evidence(one, sensitive)
    cards = decide(evidence, shown_cards(evidence, k))
    return ShownStatement(
        one.id,
        one.text,
        one.taken_out,
        cards,
        tuple((str(group), _alone(cards, str(group))) for group, _ in one.groups),
        told(evidence, cards, k),
        _consensus(one, cards),
    )


def _alone(cards: ShownCards, group: str) -> Judged | None:
    """What a group says by itself, where its figures are all shown."""
    own = ShownCards(cards.columns, tuple(row for row in cards.rows if row[0] == group))
    if not own.rows or not shows_all(own):
        return None
    return judged_figures(own)


def _consensus(one: PolisStatement, cards: ShownCards) -> Fraction | None:
    """The consensus, where the figures it is made of are all shown."""
    if one.consensus is None or not shows_all(cards):
        return None
    out = {side: Answers(*counts) for side, counts, _ in cards.rows}  # type: ignore[arg-type]
    groups = tuple((group, out[str(group)]) for group, _ in one.groups)
    return make_statement(0, "", None, groups, Answers()).consensus
