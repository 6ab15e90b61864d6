"""Figures that came through disclosure control, put into words.

`say_answers` merges for one statement by itself. Where figures go out through
the protection of a whole table or the ledger, some are ranges or hidden; this
says them with the same tiers.
"""

from __future__ import annotations

from fractions import Fraction

from dialogue.outcomes.protection.small_numbers import ShownAnswers, Withheld
from dialogue.outcomes.protection.tables import Figure, Range

from .phrases import N_, Phrase, phrase
from .settings import DEFAULTS, CountingSettings
from .wording import in_ten

_LABELS = (
    N_("agree: %(share)s"),
    N_("disagree: %(share)s"),
    N_("do not know or no answer: %(share)s"),
)
_ALMOST_EVERYONE = (
    N_("Almost everyone agrees."),
    N_("Almost everyone disagrees."),
    N_("Almost everyone does not know or gave no answer."),
)
_EVERYONE = (
    N_("Everyone agrees."),
    N_("Everyone disagrees."),
    N_("Nobody knows or gave an answer."),
)
_WITHHELD = {
    Withheld.ONE_TABLE: N_("Only one table spoke about this: no numbers are shown."),
    Withheld.FEW_PEOPLE: N_("Too few people answered to show numbers."),
}


def say_shown(shown: ShownAnswers, settings: CountingSettings = DEFAULTS) -> Phrase:
    """Say protected answers to one statement; `counts` are agree and disagree.

    The tier (counts, "about 6 in 10", percentages) follows the published total;
    without one only counts are said. Raises ValueError for other categories.
    """
    if len(shown.counts) != 2:
        raise ValueError("A statement has two counts: agree and disagree.")
    if shown.withheld is not None:
        return Phrase(_WITHHELD[shown.withheld])
    if shown.almost_everyone is not None:
        return Phrase(_ALMOST_EVERYONE[shown.almost_everyone])
    figures = (*shown.counts, shown.no_opinion)
    whole = shown.total if isinstance(shown.total, int) else None
    if whole and whole in figures:
        return Phrase(_EVERYONE[figures.index(whole)])
    parts = tuple(
        Phrase(label, {"share": say_figure(figure, whole, settings)})
        for label, figure in zip(_LABELS, figures, strict=True)
    )
    if whole is None:
        return phrase(N_("%(parts)s."), parts=parts)
    return phrase(N_("Of %(people)s people: %(parts)s."), people=whole, parts=parts)


def say_figure(
    figure: Figure, total: int | None = None, settings: CountingSettings = DEFAULTS
) -> Phrase:
    """Say one published figure: a number, a range, or that it is not shown.

    With a `total` its share is said by the tier of that total.
    """
    if figure is None:
        return Phrase(N_("not shown"))
    if isinstance(figure, Range):
        return _say_range(figure)
    if not total or total < settings.in_ten_from:
        return phrase(N_("%(count)s"), count=figure)
    if total < settings.percentages_from:
        share = in_ten(figure, total)
        return phrase(N_("%(count)s (%(share)s)"), count=figure, share=share)
    return _say_percentage(figure, total)


def _say_range(figure: Range) -> Phrase:
    if figure.low == 0:
        return phrase(N_("fewer than %(k)s"), k=figure.high + 1)
    return phrase(N_("%(low)s to %(high)s"), low=figure.low, high=figure.high)


def _say_percentage(figure: int, total: int) -> Phrase:
    percent = int(Fraction(100 * figure, total) + Fraction(1, 2))
    if figure and percent == 0:
        return Phrase(N_("less than 1%%"))
    if figure < total and percent == 100:
        return Phrase(N_("more than 99%%"))
    return phrase(N_("%(percent)s%%"), percent=percent)
