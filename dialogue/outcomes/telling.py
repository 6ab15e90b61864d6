"""Which verdict may stand beside figures of which some are hidden. Pure.

A verdict is a sum as well: "shared" beside a hidden count of a side of seven says that
at most two of them see it otherwise. So where every figure is shown the whole verdict
is said; where some are hidden only whether it is shared, or whether sides stand
against each other, and that only where no answer to this question would narrow a
hidden small group to fewer than k whole numbers. The choice looks at what is published
and never at what is hidden, so that a verdict left out tells nothing either
(Kenthapadi, Mishra and Nissim 2005, "Simulatable auditing").
"""

from collections.abc import Sequence

from msgspec.structs import replace

from dialogue.outcomes.counting import (
    DEFAULTS,
    Answers,
    CountingSettings,
    Direction,
    Statement,
    Verdict,
    judge,
    judge_statement,
)
from dialogue.outcomes.figures import (
    AGREE,
    DISAGREE,
    NO_OPINION,
    ShownCards,
    without_few,
)
from dialogue.outcomes.worlds import KINDS, Worlds

Judged = tuple[Verdict, Direction]

_UNSAID = (Verdict.TOO_FEW, Direction.NEITHER)
# What these words say by themselves, and nothing more.
_ALMOST = {
    AGREE: (Verdict.LEANING, Direction.FOR),
    DISAGREE: (Verdict.LEANING, Direction.AGAINST),
    NO_OPINION: (Verdict.UNSURE, Direction.NEITHER),
}


def told(
    statement: Statement,
    cards: ShownCards,
    k: int,
    settings: CountingSettings = DEFAULTS,
) -> Judged:
    """The verdict that may stand beside these figures; "too few" when none may.

    Who gave no card counts as not knowing, as in the figures beside it: a verdict over
    cards alone would tell how many gave none. ``cards`` are the figures as they go
    out. Where the ledger gave those of an older release, the verdict is made of them
    and not of what is counted now.
    """
    statement = without_few(statement, k)
    if not statement.sides:
        silent = Answers(0, 0, statement.no_answer)
        asked = statement.undeclared + silent
        statement = replace(statement, undeclared=asked, no_answer=0)
    if cards.withheld:
        return _ALMOST.get(cards.almost, _UNSAID)
    if shows_all(cards):
        return _whole(statement, cards, settings)
    worlds = Worlds.beside(cards, settings)
    if worlds is None or not worlds.keep_hidden(k):
        return _UNSAID
    return _coarse(statement, settings)


def shows_all(cards: ShownCards) -> bool:
    """Whether every kind of card of every side is a number of its own."""
    apart = len(cards.columns) == len(KINDS)
    return apart and all(
        isinstance(figure, int)
        for _, counts, total in cards.rows
        for figure in (*counts, total)
    )


def told_of_figures(cards: ShownCards, settings: CountingSettings = DEFAULTS) -> Judged:
    """The verdict over published figures of everybody, and of nothing else.

    Where don't know and disagree are one number only "shared" can be read from it.
    """
    if shows_all(cards):
        return judged_figures(cards, settings)
    _, together, everyone = cards.rows[-1]
    agree = dict(zip(cards.columns, together, strict=True)).get((AGREE,))
    if isinstance(everyone, int) and isinstance(agree, int):
        found = judge([], Answers(agree, everyone - agree), settings)
        if found.verdict is Verdict.SHARED:
            return Verdict.SHARED, Direction.NEITHER
    return _UNSAID


def judged_figures(cards: ShownCards, settings: CountingSettings = DEFAULTS) -> Judged:
    """The verdict over published figures alone; for cards that show all."""
    sides = [(side, Answers(*_whole_numbers(counts))) for side, counts, _ in cards.rows]
    *named, (_, everyone) = sides
    rest = Answers() if named else everyone
    found = judge(named, rest, settings)
    return found.verdict, found.direction


def _whole_numbers(counts: Sequence[object]) -> tuple[int, ...]:
    return tuple(each for each in counts if isinstance(each, int))


def _whole(
    statement: Statement, cards: ShownCards, settings: CountingSettings
) -> Judged:
    if not _is_now(statement, cards):
        return judged_figures(cards, settings)
    found = judge_statement(statement, settings)
    return found.verdict, found.direction


def _is_now(statement: Statement, cards: ShownCards) -> bool:
    """Whether the figures are those that are counted now."""
    everyone = statement.everyone
    now = (everyone.agree, everyone.disagree, everyone.dont_know)
    own = [(one.agree, one.disagree, one.dont_know) for _, one in statement.sides]
    return [counts for _, counts, _ in cards.rows] == [*own, now]


def _coarse(statement: Statement, settings: CountingSettings) -> Judged:
    """Shared, or sides against each other; of anything else nothing is said."""
    found = judge_statement(statement, settings)
    if found.verdict is Verdict.SHARED:
        return Verdict.SHARED, Direction.NEITHER
    sides = [one.p for one in found.sides]
    if min(sides) < settings.divided_below <= settings.shared_at_least <= max(sides):
        return Verdict.DIVIDED, Direction.NEITHER
    return _UNSAID
