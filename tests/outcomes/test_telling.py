"""A verdict beside hidden figures betrays no small group; and it is kept where it can."""

from itertools import product
from random import Random

import pytest

from dialogue.outcomes.counting import Answers, Direction, Statement, Verdict
from dialogue.outcomes.figures import ShownCards, shown_cards
from dialogue.outcomes.telling import shows_all, told, told_of_figures

TWO = frozenset({"1", "2"})
KINDS = ("agree", "disagree", "no opinion")


def said(*sides, undeclared=(0, 0, 0), k=5, **more):
    """The verdict of a statement with these cards, beside its own figures."""
    statement = make(*sides, undeclared=undeclared, **more)
    return told(statement, shown_cards(statement, k), k)


def make(*sides, undeclared=(0, 0, 0), **more):
    named = tuple(
        (name, Answers(*three)) for name, three in zip("abcdef", sides, strict=False)
    )
    cards = {"tables": TWO, "undeclared": Answers(*undeclared)} | more
    return Statement("s", "Het plein blijft open.", sides=named, **cards)


def test_where_everything_is_shown_the_whole_verdict_is_said():
    assert said((20, 5, 6), (20, 5, 5)) == (Verdict.SHARED, Direction.FOR)
    assert said((21, 5, 5), (5, 18, 7))[0] is Verdict.DIVIDED
    assert said(undeclared=(12, 11, 18))[0] is Verdict.UNSURE


def test_a_leaning_that_would_pin_the_others_to_three_or_four_is_not_said():
    # 8 agree, 7 do not or do not know. "Leaning" leaves 3 or 4 who disagree.
    assert said(undeclared=(8, 3, 4)) == (Verdict.TOO_FEW, Direction.NEITHER)


def test_shared_is_said_where_it_leaves_five_numbers():
    # 12 on a side, at least 8 agree: the others are 0 to 4.
    assert said((10, 2, 0), (10, 1, 1))[0] is Verdict.SHARED


def test_shared_is_not_said_of_a_side_of_seven():
    # at least 5 of 7 agree: the others would be 0, 1 or 2.
    assert said((6, 1, 0), (20, 9, 6))[0] is Verdict.TOO_FEW


def test_sides_against_each_other_are_said_also_where_cards_are_hidden():
    assert said((18, 1, 1), (2, 17, 1))[0] is Verdict.DIVIDED


def test_nothing_is_said_of_one_table_or_of_few_people():
    assert said(undeclared=(9, 0, 0), tables=frozenset({"1"}))[0] is Verdict.TOO_FEW
    assert said(undeclared=(3, 0, 1))[0] is Verdict.TOO_FEW


def test_almost_everyone_says_no_more_than_its_words():
    one = make((14, 0, 0), (15, 0, 1), sensitive=True)
    cards = shown_cards(one, 10)
    assert (cards.withheld, told(one, cards, 10)) == (
        "almost everyone",
        (Verdict.LEANING, Direction.FOR),
    )


def test_almost_everyone_is_never_five_of_twelve():
    cards = shown_cards(make(undeclared=(5, 7, 0), sensitive=True), 10)
    assert cards.withheld != "almost everyone"
    cards = shown_cards(make(undeclared=(12, 0, 0), sensitive=True), 10)
    assert cards.withheld == "almost everyone"


def test_figures_of_an_older_release_have_the_verdict_of_their_own():
    one = make(undeclared=(6, 20, 6))
    old = ShownCards(
        (("agree",), ("disagree",), ("no opinion",)), (("", (20, 6, 6), 32),)
    )
    assert told(one, old, 5)[0] is not told(one, shown_cards(one, 5), 5)[0]
    assert told(one, old, 5) == told_of_figures(old)


def test_of_merged_figures_over_evenings_only_shared_can_be_read():
    two = (("agree",), ("disagree", "no opinion"))
    assert told_of_figures(ShownCards(two, (("", (40, 8), 48),)))[0] is Verdict.SHARED
    assert told_of_figures(ShownCards(two, (("", (20, 28), 48),)))[0] is Verdict.TOO_FEW


# The attacker ----------------------------------------------------------------------------


def worlds(statement, cards):
    """All cards that a reader of the figures cannot exclude, one for each side."""
    named = [row for row in cards.rows if row[0]] or [cards.rows[-1]]
    totals = [total for _, _, total in named]
    ways = [
        [
            (a, d, total - a - d)
            for a in range(total + 1)
            for d in range(total + 1 - a)
            if _fits(cards.columns, counts, (a, d, total - a - d))
        ]
        for (_, counts, _), total in zip(named, totals, strict=True)
    ]
    _, together, _ = cards.rows[-1]
    for world in product(*ways):
        if _fits(cards.columns, together, tuple(map(sum, zip(*world, strict=True)))):
            yield world


def _fits(columns, figures, three):
    count = dict(zip(KINDS, three, strict=True))
    return all(
        figure is None or figure == sum(count[kind] for kind in column)
        for column, figure in zip(columns, figures, strict=True)
    )


def narrowed(statement, k, *, by):
    """The fewest numbers left for a hidden small count, by who reads verdicts ``by``."""
    cards = shown_cards(statement, k)
    if cards.withheld or not all(isinstance(t, int) for _, _, t in cards.rows):
        return k
    true = [(o.agree, o.disagree, o.dont_know) for _, o in statement.sides] or [
        (
            statement.undeclared.agree,
            statement.undeclared.disagree,
            statement.undeclared.dont_know,
        )
    ]
    verdict = by(statement, cards, k)
    left = [set() for _ in range(3 * len(true))]
    for world in worlds(statement, cards):
        if by(_like(statement, world), cards, k) == verdict:
            for at, count in enumerate(c for three in world for c in three):
                left[at].add(count)
    small = [0 < c < k for three in true for c in three]
    return min(
        (len(seen) for seen, is_small in zip(left, small, strict=True) if is_small),
        default=k,
    )


def _like(statement, world):
    sides = tuple(
        (name, Answers(*three))
        for (name, _), three in zip(statement.sides, world, strict=False)
    )
    if not sides:
        return Statement("s", "", undeclared=Answers(*world[0]), tables=TWO)
    return Statement("s", "", sides=sides, tables=TWO)


def ours(statement, cards, k):
    return told(statement, cards, k)[0]


def in_full(statement, cards, k):
    from dialogue.outcomes.counting import judge_statement

    return judge_statement(statement).verdict


def evenings(number, seed):
    random = Random(seed)
    for _ in range(number):
        sides = [
            tuple(random.choice((0, 1, 2, 3, 4, 6, 8, 11)) for _ in range(3))
            for _ in range(random.choice((1, 1, 2)))
        ]
        if len(sides) == 1:
            yield make(undeclared=sides[0])
        else:
            yield make(*sides)


@pytest.mark.slow
def test_no_reader_narrows_a_small_count_below_k_with_our_verdicts():
    attacked = 0
    for one in evenings(120, seed=3):
        cards = shown_cards(one, 5)
        attacked += not cards.withheld and not shows_all(cards)
        assert narrowed(one, 5, by=ours) >= 5, one
    assert attacked > 30


@pytest.mark.slow
def test_with_the_whole_verdict_beside_hidden_figures_the_same_reader_succeeds():
    broken = sum(narrowed(one, 5, by=in_full) < 5 for one in evenings(250, seed=3))
    assert broken > 10


@pytest.mark.parametrize("sides", range(2, 6))
def test_many_sides_of_many_people_are_judged_at_once(sides):
    assert said(*[(110, 2, 10)] * sides, undeclared=(3, 3, 1))[0] is Verdict.SHARED


def test_the_verdict_stands_on_the_same_people_as_the_figures_beside_it():
    # 20 of the 50 who were there agree. "Most people agree" would contradict that,
    # and tell that twenty gave no card.
    one = make(undeclared=(20, 6, 4), no_answer=20)
    assert shown_cards(one, 5).rows == (("", (20, 6, 24), 50),)
    assert told(one, shown_cards(one, 5), 5)[0] is Verdict.UNSURE
