"""Before and after, by pairs, without claiming more than was seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from dialogue.outcomes.protection.small_numbers import show_pairs
from dialogue.outcomes.protection.tables import Figure, Range

from .evidence import MeasureAnswer, Moment
from .findings import Basis, PairedMeasure, Rule
from .phrases import N_, Phrase, phrase
from .settings import DEFAULTS, CountingSettings
from .shown import say_figure

_RULE = N_(
    "Answers before and after are paired by the animal card, within one evening. "
    "A card that was handed in twice at one moment is paired with nothing. No "
    "averages under %(averages)s pairs. It is not known what caused a difference."
)

# What "higher the second time" means, per measure; the scales are laid out so
# that the higher value is the closer one.
_CLOSER = {
    "ios": N_(
        "Of the %(pairs)s people who answered twice, %(number)s chose a picture "
        "closer by."
    ),
    "key": N_(
        "Of the %(pairs)s people who answered twice, %(number)s would sooner give "
        "a neighbour the key."
    ),
    "heard": N_(
        "Of the %(pairs)s people who answered twice, %(number)s felt more heard "
        "the second time."
    ),
}
_HIGHER = N_(
    "Of the %(pairs)s people who answered twice, %(number)s gave a higher answer "
    "the second time."
)


def pair_measure(
    measure: str,
    answers: Iterable[MeasureAnswer],
    *,
    sensitive: bool = False,
    settings: CountingSettings = DEFAULTS,
) -> PairedMeasure:
    """Pair the answers before and after to one measure, and put them into words.

    Values are whole numbers on the measure's own scale, higher is closer. The
    answers three months later are left out: they pair with nothing here.
    """
    own = [one for one in answers if one.measure == measure]
    before, after = _by_token(own, Moment.BEFORE), _by_token(own, Moment.AFTER)
    pairs = [(before[token], after[token]) for token in sorted(before.keys() & after)]
    at_once = [one for one in own if one.moment is not Moment.THREE_MONTHS]
    closer = sum(later > earlier for earlier, later in pairs)
    further = sum(later < earlier for earlier, later in pairs)
    enough = len(pairs) >= settings.averages_from_pairs
    return PairedMeasure(
        measure,
        len(pairs),
        closer,
        len(pairs) - closer - further,
        further,
        len(at_once) - 2 * len(pairs),
        _mean([earlier for earlier, _ in pairs]) if enough else None,
        _mean([later for _, later in pairs]) if enough else None,
        say_pairs(measure, closer, len(pairs), sensitive=sensitive, settings=settings),
        pairs_rule(settings),
        Basis(people=len(pairs)),
    )


def pairs_rule(settings: CountingSettings = DEFAULTS) -> Rule:
    """Give the rule of the pairs with the threshold in force."""
    return Rule("pairs", phrase(_RULE, averages=settings.averages_from_pairs))


def say_pairs(
    measure: str,
    closer: int,
    pairs: int,
    *,
    sensitive: bool = False,
    settings: CountingSettings = DEFAULTS,
) -> Phrase:
    """Say how many of the pairs moved closer, hiding small numbers on both ends."""
    k = settings.smallest_figure(sensitive=sensitive)
    return say_shown_pairs(measure, *show_pairs(pairs, closer, (), k))


def say_shown_pairs(measure: str, pairs: Figure, closer: Figure) -> Phrase:
    """Say published figures about pairs; a range at the upper end is "more than"."""
    if pairs is None:
        return Phrase(N_("Too few people answered twice to say."))
    if closer is None:
        return phrase(
            N_(
                "%(pairs)s people answered twice. How many of them gave another "
                "answer is not shown."
            ),
            pairs=say_figure(pairs),
        )
    number = say_figure(closer)
    if isinstance(closer, Range) and closer.low and closer.high == pairs:
        number = phrase(N_("more than %(number)s"), number=closer.low - 1)
    return phrase(_CLOSER.get(measure, _HIGHER), pairs=say_figure(pairs), number=number)


def _by_token(answers: Sequence[MeasureAnswer], moment: Moment) -> dict[str, int]:
    found: dict[str, list[int]] = defaultdict(list)
    for one in answers:
        if one.moment is moment and one.token:
            found[one.token].append(one.value)
    return {token: values[0] for token, values in found.items() if len(values) == 1}


def _mean(values: Sequence[int]) -> Fraction | None:
    return Fraction(sum(values), len(values)) if values else None
