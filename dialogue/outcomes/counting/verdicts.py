"""What the cards say: shared, divided, unsure, leaning, or too few to say."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from .evidence import Answers, Statement
from .findings import Direction, Judgement, Rule, SideVerdict, Verdict
from .phrases import N_, Phrase, phrase
from .settings import DEFAULTS, CountingSettings

EVERYBODY = "everybody"

_RULE = N_(
    "Each side counts by itself: p = (agree + 1) / (answered + 2), where "
    "“don't know” is an answer. Shared: the lowest p is at least %(shared)s. "
    "Divided: at least %(third)s agree and at least %(third)s disagree, or one "
    "side is below %(low)s while another reaches %(shared)s. Unsure: at least "
    "%(unsure)s do not know. Otherwise: leaning. A side with fewer than %(few)s "
    "answers: too few people to say."
)


def agreement(answers: Answers) -> Fraction:
    """Estimate a side's agreement: p = (agree + 1) / (answered + 2), in (0, 1).

    Laplace's rule of succession; the same estimate is inside the
    group-informed consensus of Polis (Small et al., 2021).
    """
    return Fraction(answers.agree + 1, answers.answered + 2)


def verdict_rule(settings: CountingSettings = DEFAULTS) -> Rule:
    """Give the rule of the verdicts with the thresholds in force."""
    says = phrase(
        _RULE,
        shared=_decimal(settings.shared_at_least),
        low=_decimal(settings.divided_below),
        third=f"{settings.divided_share}",
        unsure=_decimal(settings.unsure_share),
        few=settings.answers_per_side,
    )
    return Rule("verdict", says)


def judge(
    sides: Sequence[tuple[str, Answers]],
    undeclared: Answers | None = None,
    settings: CountingSettings = DEFAULTS,
) -> Judgement:
    """Judge one statement over its declared sides.

    `sides` are pairs of a name and its cards; without any, everybody is one
    side. `undeclared` (people who chose no side) count among all answers, not
    for a side. A declared side with too few answers makes the whole verdict
    "too few people to say": nothing is shared, or divided, between sides of
    which one could not be heard.
    """
    undeclared = undeclared or Answers()
    everyone = sum((answers for _, answers in sides), undeclared)
    heard = list(sides) or [(EVERYBODY, undeclared)]
    parts = tuple(
        SideVerdict(
            name,
            agreement(answers),
            answers.answered >= settings.answers_per_side,
        )
        for name, answers in heard
    )
    lowest = min((part.p for part in parts if part.enough), default=None)
    highest = max((part.p for part in parts if part.enough), default=None)
    verdict = _verdict(parts, everyone, settings)
    direction = _direction(everyone)
    return Judgement(
        verdict,
        direction,
        parts,
        lowest,
        highest,
        say_verdict(verdict, direction, several=len(parts) > 1),
        verdict_rule(settings),
    )


def judge_statement(
    statement: Statement, settings: CountingSettings = DEFAULTS
) -> Judgement:
    """Judge a statement; see `judge`."""
    return judge(statement.sides, statement.undeclared, settings)


def _verdict(
    parts: tuple[SideVerdict, ...], everyone: Answers, settings: CountingSettings
) -> Verdict:
    if not all(part.enough for part in parts):
        return Verdict.TOO_FEW
    lowest, highest = min(part.p for part in parts), max(part.p for part in parts)
    if lowest >= settings.shared_at_least:
        return Verdict.SHARED
    opposed = lowest < settings.divided_below and highest >= settings.shared_at_least
    if opposed or _split(everyone, settings.divided_share):
        return Verdict.DIVIDED
    if Fraction(everyone.dont_know, everyone.answered) >= settings.unsure_share:
        return Verdict.UNSURE
    return Verdict.LEANING


def _split(everyone: Answers, share: Fraction) -> bool:
    least = share * everyone.answered
    return everyone.agree >= least and everyone.disagree >= least


def _direction(everyone: Answers) -> Direction:
    if everyone.agree == everyone.disagree:
        return Direction.NEITHER
    return Direction.FOR if everyone.agree > everyone.disagree else Direction.AGAINST


_LEANING = {
    Direction.FOR: N_("Leaning: more people agree than disagree."),
    Direction.AGAINST: N_("Leaning: more people disagree than agree."),
    Direction.NEITHER: N_("Leaning neither way."),
}
_VERDICTS = {
    Verdict.DIVIDED: N_("Divided: people see this differently."),
    Verdict.UNSURE: N_("Unsure: many people do not know."),
    Verdict.TOO_FEW: N_("Too few people to say."),
}


def say_verdict(verdict: Verdict, direction: Direction, *, several: bool) -> Phrase:
    """Put a verdict into words; ``several`` when more than one side was asked."""
    if verdict is Verdict.LEANING:
        return Phrase(_LEANING[direction])
    if verdict is not Verdict.SHARED:
        return Phrase(_VERDICTS[verdict])
    if several:
        return Phrase(N_("Shared: on every side most people agree."))
    return Phrase(N_("Shared: most people agree."))


def _decimal(share: Fraction) -> str:
    return f"{float(share):g}"
