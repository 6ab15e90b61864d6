"""How a count is put into words: by the number of answers, and never too small.

Under 30 answers only counts; from 30 counts and "about 6 in 10"; from 100
percentages. There is never a margin of error, because nobody drew a sample.
Small parts are merged, not left as holes: a hole next to a total is a sum.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from .evidence import Answers
from .findings import Rule
from .phrases import N_, Phrase, phrase
from .settings import DEFAULTS, CountingSettings

_AGREE, _DISAGREE, _DONT_KNOW = "agree", "disagree", "don't know"

_LABELS = {
    (_AGREE,): N_("agree: %(share)s"),
    (_DISAGREE,): N_("disagree: %(share)s"),
    (_DONT_KNOW,): N_("do not know: %(share)s"),
    (_AGREE, _DONT_KNOW): N_("agree or do not know: %(share)s"),
    (_DISAGREE, _DONT_KNOW): N_("disagree or do not know: %(share)s"),
    (_AGREE, _DISAGREE): N_("agree or disagree: %(share)s"),
}
_LABELS_WITH_NO_ANSWER = {
    (_DONT_KNOW,): N_("do not know or no answer: %(share)s"),
    (_AGREE, _DONT_KNOW): N_("agree, do not know or no answer: %(share)s"),
    (_DISAGREE, _DONT_KNOW): N_("disagree, do not know or no answer: %(share)s"),
}
_EVERYONE = {
    _AGREE: N_("Everyone who answered agrees."),
    _DISAGREE: N_("Everyone who answered disagrees."),
    _DONT_KNOW: N_("Everyone who answered does not know."),
}
_ALMOST_EVERYONE = {
    _AGREE: N_("Almost everyone agrees."),
    _DISAGREE: N_("Almost everyone disagrees."),
    _DONT_KNOW: N_("Almost everyone does not know."),
}


_MOST = {
    _AGREE: N_("Most people agree; fewer than %(k)s see it otherwise."),
    _DISAGREE: N_("Most people disagree; fewer than %(k)s see it otherwise."),
    _DONT_KNOW: N_("Most people do not know; fewer than %(k)s say otherwise."),
}
# "Almost everyone" may stand for all, so it must also be said of a few less.
_ALMOST = Fraction(4, 5)


class Part(Struct, frozen=True):
    """One or more kinds of answer that are shown as a single number."""

    kinds: tuple[str, ...]
    number: int


def wording_rule(settings: CountingSettings = DEFAULTS) -> Rule:
    """Give the rule of the wording with the thresholds in force."""
    says = phrase(
        N_(
            "Fewer than %(ten)s answers: only counts. From %(ten)s: counts and "
            "“about so many in 10”. From %(percent)s: percentages. No margin of "
            "error: nobody drew a sample. Groups of fewer than %(k)s people "
            "(%(sensitive)s on a sensitive theme) are taken together."
        ),
        ten=settings.in_ten_from,
        percent=settings.percentages_from,
        k=settings.k,
        sensitive=settings.k_sensitive,
    )
    return Rule("wording", says)


def say_answers(
    answers: Answers,
    *,
    no_answer: int = 0,
    sensitive: bool = False,
    settings: CountingSettings = DEFAULTS,
) -> Phrase:
    """Put the cards on one statement into words that may be printed.

    `no_answer`, people who handed in no card, are only ever shown together
    with "don't know". Unanimity has no number, and on a sensitive theme it is
    "almost everyone".
    """
    k = settings.smallest_figure(sensitive=sensitive)
    if answers.answered == 0:
        return Phrase(N_("Nobody answered."))
    if answers.answered < k:
        return Phrase(N_("Too few people answered to show numbers."))
    kinds = _kinds(answers)
    unanimous = max(kinds, key=lambda part: part.number)
    if unanimous.number == answers.answered and (sensitive or not no_answer):
        said = _ALMOST_EVERYONE if sensitive else _EVERYONE
        return Phrase(said[unanimous.kinds[0]])
    parts = merge_small(answers, no_answer=no_answer, k=k)
    if not parts:
        return _say_without_numbers(unanimous, answers, no_answer, k)
    return _say_parts(parts, answers.answered, no_answer, settings)


def merge_small(
    answers: Answers, *, no_answer: int = 0, k: int = 5
) -> tuple[Part, ...]:
    """Merge kinds of answers until every part is 0 or at least `k` people.

    The largest of agree and disagree is kept apart where that is possible.
    "Don't know" and no answer are always one part when there is any no answer.
    Empty when no split leaves two parts large enough.
    """
    agree, disagree, dont_know = _kinds(answers)
    rest = Part((_DONT_KNOW,), dont_know.number + no_answer)
    if all(part.number == 0 or part.number >= k for part in (agree, disagree, rest)):
        return agree, disagree, rest
    kept, other = agree, disagree
    if disagree.number > agree.number:
        kept, other = disagree, agree
    splits = (
        (kept, _together(other, rest)),
        (_together(kept, rest), other),
        (_together(agree, disagree), rest),
    )
    for split in splits:
        if min(part.number for part in split) >= k:
            first, second = split
            # Agree, or what holds it, always comes first.
            return (first, second) if _AGREE in first.kinds else (second, first)
    return ()


def in_ten(number: int, of: int) -> Phrase:
    """Say a share as "about 6 in 10", rounded half up; never 0 or 10 by rounding."""
    if number == 0:
        return Phrase(N_("nobody"))
    if number == of:
        return Phrase(N_("everybody"))
    tenths = int(Fraction(10 * number, of) + Fraction(1, 2))
    if tenths == 0:
        return Phrase(N_("fewer than 1 in 10"))
    if tenths == 10:
        return Phrase(N_("more than 9 in 10"))
    return phrase(N_("about %(tenths)s in 10"), tenths=tenths)


def percentages(numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Round shares to whole percentages that add up to 100 (largest remainder).

    Ties go to the earlier number. All zeros give all zeros.
    """
    total = sum(numbers)
    if total == 0:
        return tuple(0 for _ in numbers)
    rounded = [100 * number // total for number in numbers]
    remainders = sorted(
        range(len(numbers)), key=lambda i: (-(100 * numbers[i] % total), i)
    )
    for i in remainders[: 100 - sum(rounded)]:
        rounded[i] += 1
    return tuple(rounded)


def _kinds(answers: Answers) -> tuple[Part, Part, Part]:
    return (
        Part((_AGREE,), answers.agree),
        Part((_DISAGREE,), answers.disagree),
        Part((_DONT_KNOW,), answers.dont_know),
    )


def _together(one: Part, other: Part) -> Part:
    order = (_AGREE, _DISAGREE, _DONT_KNOW)
    kinds = tuple(kind for kind in order if kind in one.kinds + other.kinds)
    return Part(kinds, one.number + other.number)


def _say_without_numbers(
    largest: Part, answers: Answers, no_answer: int, k: int
) -> Phrase:
    people = answers.answered + no_answer
    if people - largest.number < k and largest.number >= _ALMOST * people:
        return Phrase(_ALMOST_EVERYONE[largest.kinds[0]])
    if people - largest.number < k and 2 * largest.number > people:
        return phrase(_MOST[largest.kinds[0]], k=k)
    return Phrase(N_("People differ; the groups are too small to show numbers."))


def _say_parts(
    parts: tuple[Part, ...], answered: int, no_answer: int, settings: CountingSettings
) -> Phrase:
    shares = _shares(tuple(part.number for part in parts), answered, settings)
    shown = tuple(
        Phrase(_label(part, no_answer), {"share": share})
        for part, share in zip(parts, shares, strict=True)
    )
    return phrase(
        N_("Of %(people)s people: %(parts)s."), people=_all(parts), parts=shown
    )


def _label(part: Part, no_answer: int) -> str:
    if no_answer and part.kinds in _LABELS_WITH_NO_ANSWER:
        return _LABELS_WITH_NO_ANSWER[part.kinds]
    return _LABELS[part.kinds]


def _all(parts: tuple[Part, ...]) -> int:
    return sum(part.number for part in parts)


def _shares(
    numbers: tuple[int, ...], answered: int, settings: CountingSettings
) -> tuple[Phrase, ...]:
    if answered < settings.in_ten_from:
        return tuple(Phrase(N_("%(count)s"), {"count": number}) for number in numbers)
    total = sum(numbers)
    if answered < settings.percentages_from:
        return tuple(
            phrase(
                N_("%(count)s (%(share)s)"), count=number, share=in_ten(number, total)
            )
            for number in numbers
        )
    return tuple(
        _percentage(number, percent, total)
        for number, percent in zip(numbers, percentages(numbers), strict=True)
    )


def _percentage(number: int, percent: int, total: int) -> Phrase:
    if number and percent == 0:
        return Phrase(N_("less than 1%%"))
    if number < total and percent == 100:
        return Phrase(N_("more than 99%%"))
    return phrase(N_("%(percent)s%%"), percent=percent)
