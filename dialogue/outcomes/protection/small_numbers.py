"""The rules for small numbers, and one question's answers put through all of them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from dialogue.outcomes.protection.network import is_small
from dialogue.outcomes.protection.suppression import protect
from dialogue.outcomes.protection.tables import (
    Figure,
    ProtectedTable,
    Range,
    Table,
    check_count,
)

SMALLEST_GROUP = 5
SMALLEST_SENSITIVE_GROUP = 10
FEWEST_TABLES = 2
ALMOST = Fraction(4, 5)


class Withheld(Enum):
    """Why the answers to a question are not shown at all."""

    ONE_TABLE = "one table"
    FEW_PEOPLE = "few people"


def smallest_group(sensitive: bool) -> int:
    """Give k: how many people a published count above zero stands for at least."""
    return SMALLEST_SENSITIVE_GROUP if sensitive else SMALLEST_GROUP


def has_enough_tables(tables: int) -> bool:
    """Say whether a figure is about two tables or more, and so about no one table."""
    return tables >= FEWEST_TABLES


def round_attendance(people: int, k: int = SMALLEST_GROUP) -> Range:
    """Give a head-count as one of the ranges 0..k-1, k..2k-1 and so on.

    Every head-count within a range reads the same, so whether one neighbour came
    is told only to who already knows of all the others but for the edge of a range.
    """
    check_count(people)
    low = people // k * k
    return Range(low, low + k - 1)


def merge_non_response(
    dont_know: int, no_answer: int, k: int = SMALLEST_GROUP
) -> Figure:
    """Give "don't know or no answer" as one figure, or as "fewer than k".

    The two are never shown apart: who keeps silent is easily remembered.
    """
    check_count(dont_know)
    check_count(no_answer)
    together = dont_know + no_answer
    return Range(0, k - 1) if together < k else together


def show_pairs(
    pairs: int, closer: int, answered: Sequence[int], k: int
) -> tuple[Figure, Figure]:
    """Give how many answered twice, and how many of them came closer, as published.

    ``answered`` are the published numbers of answers before and after. Where one of
    them is a few above the pairs, the few who answered once only would be told: then
    the pairs are a range with k or more places for them. Few who came closer are
    "fewer than k", few who did not are a range at the other end; where that would
    narrow the range of the pairs nothing is said of it. Under k pairs nothing is said,
    nor where there is no room for that range.
    """
    for count in (closer, pairs - closer, *answered):
        check_count(count)
    told = any(0 < count - pairs <= k for count in answered)
    if pairs < k or (told and min(answered) < 2 * k):
        return None, None
    few, fewest = Range(0, k - 1), min(answered, default=pairs)
    if told:
        base = Range(fewest - k, fewest)
        rest = closer if base.low - closer >= k else None
        return base, few if closer < k else rest
    if pairs < 2 * k - 1:  # "few" at either end would leave fewer than k at the other
        return pairs, None
    most = Range(pairs - k + 1, pairs)
    return pairs, few if closer < k else most if pairs - closer < k else closer


def soften_unanimity(counts: Sequence[int], k: int) -> int | None:
    """Give the place of the answer that almost everyone gave, or None.

    That everybody said it tells what each of them said. "Almost everyone" is used
    as soon as fewer than k people said anything else: were it kept for full
    agreement, it would tell just that. It is never said of fewer than four in five,
    of whom it would not be true. Nothing is counted then but the total.
    """
    total = sum(counts)
    for place, count in enumerate(counts):
        if count and total - count < k and count >= ALMOST * total:
            return place
    return None


class Answers(Struct, frozen=True):
    """The answers to one question: a count for each category, in people.

    ``tables`` says how many tables answered; ``sensitive`` whether the theme is.
    """

    counts: tuple[int, ...]
    dont_know: int
    no_answer: int
    tables: int
    sensitive: bool = False


class ShownAnswers(Struct, frozen=True):
    """The answers to one question as they may be published.

    ``counts`` follows the categories; ``no_opinion`` is "don't know or no answer".
    ``almost_everyone`` is the place of the answer that almost everyone gave, where
    len(counts) is no opinion; every count is hidden then. ``withheld`` says why
    nothing at all is shown.
    """

    counts: tuple[Figure, ...]
    no_opinion: Figure
    total: Figure
    almost_everyone: int | None = None
    withheld: Withheld | None = None


def show_answers(answers: Answers) -> ShownAnswers:
    """Put the answers to one question through the rules, in their order.

    Two tables, then k people, then unanimity on a sensitive theme, then merged
    non-response, then hiding. Raises TableRefused on a count below zero.
    """
    k = smallest_group(answers.sensitive)
    counts = (*answers.counts, answers.dont_know + answers.no_answer)
    table = Table.of_one_row(counts)
    nothing = ShownAnswers((None,) * len(answers.counts), None, None)
    if not has_enough_tables(answers.tables):
        return replace(nothing, withheld=Withheld.ONE_TABLE)
    if table.total < k:
        return replace(nothing, withheld=Withheld.FEW_PEOPLE)
    if answers.sensitive:
        place = soften_unanimity(counts, k)
        if place is not None:
            return replace(nothing, total=table.total, almost_everyone=place)
    shown = protect(table, k)
    no_opinion = _say_fewer(table, shown, len(counts) - 1)
    return ShownAnswers(shown.counts[0][:-1], no_opinion, shown.total)


def _say_fewer(table: Table, shown: ProtectedTable, column: int) -> Figure:
    """Say "fewer than k" for a hidden small cell, which gives nobody away.

    It leaves k possible numbers for the cell itself, and as many for a neighbour
    hidden with it: the two together are known at most, and are k - 1 or more.
    """
    if is_small(table.counts[0][column], shown.k):
        return Range(0, shown.k - 1)
    return shown.counts[0][column]
