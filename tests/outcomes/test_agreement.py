"""How much two people agree, and where they differ: worked out by hand."""

from itertools import combinations
from math import isclose
from random import Random

import pytest

from dialogue.outcomes.agreement import (
    adjusted_rand,
    equal_placements,
    krippendorff_alpha,
)
from dialogue.outcomes.comparing import (
    groups_of,
    is_agreed,
    partition,
    placed_differently,
)

# Krippendorff (2011), section B: two observers, ten units, binary data: alpha = 0.095.
JON = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
HAN = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]


def test_alpha_is_that_of_the_published_example():
    assert round(krippendorff_alpha(list(zip(HAN, JON, strict=True))), 3) == 0.095


def test_alpha_of_four_sentences_by_hand():
    # values: A A, A B, B B, B B -> n = 8, A 3, B 5; D_o = 1/4
    # D_e = 1 - (3x2 + 5x4) / (8x7) = 1 - 26/56 = 30/56; alpha = 1 - (1/4)(56/30)
    pairs = [("A", "A"), ("A", "B"), ("B", "B"), ("B", "B")]
    assert equal_placements(pairs) == 3
    assert isclose(krippendorff_alpha(pairs), 1 - 56 / 120)


@pytest.mark.parametrize("pairs", [[], [(1, 1)], [(1, 1), (1, 1)]])
def test_alpha_says_nothing_where_there_is_one_theme(pairs):
    assert krippendorff_alpha(pairs) is None


def test_equal_in_everything_is_one():
    assert krippendorff_alpha([(1, 1), (2, 2), (3, 3)]) == 1
    assert adjusted_rand([(1, 8), (1, 8), (2, 9), (2, 9)]) == 1


def test_alpha_is_about_nothing_when_both_sort_blindly():
    dice = Random(5)
    pairs = [(dice.randrange(4), dice.randrange(4)) for _each in range(4000)]
    assert abs(krippendorff_alpha(pairs)) < 0.03


def rand_by_counting(pairs):
    """The same index from its definition, over all pairs of units."""
    a = b = c = total = 0
    for one, other in combinations(pairs, 2):
        first, second = one[0] == other[0], one[1] == other[1]
        a += first and second
        b += first
        c += second
        total += 1
    expected = b * c / total
    return (a - expected) / ((b + c) / 2 - expected)


def test_the_rand_index_is_what_counting_pairs_gives():
    dice = Random(9)
    for _each in range(20):
        pairs = [(dice.randrange(3), dice.randrange(4)) for _unit in range(15)]
        assert isclose(adjusted_rand(pairs), rand_by_counting(pairs))


def test_the_rand_index_by_hand():
    # 1: {a b c} {d e}; 2: {a b} {c d e}. Pairs together: 3+1, 1+3, both: ab, de = 2;
    # expected 4x4/10 = 1.6; (2 - 1.6) / (4 - 1.6) = 1/6
    pairs = [(1, 1), (1, 1), (1, 2), (2, 2), (2, 2)]
    assert isclose(adjusted_rand(pairs), 1 / 6)


def test_the_rand_index_says_nothing_when_nobody_put_anything_together():
    assert adjusted_rand([(1, 1), (2, 2), (3, 3)]) is None
    assert adjusted_rand([]) is None


def test_placed_differently_also_when_one_did_not_see_it():
    found = placed_differently({"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 3, "d": 4})
    assert found == ("b", "c", "d")


def test_clusters_that_share_a_sentence_are_settled_together():
    first = {1: frozenset("ab"), 2: frozenset("cd"), 3: frozenset("xy")}
    second = {7: frozenset("bc"), 8: frozenset("xy")}
    one, other = groups_of(first, second)
    assert (one.first, one.second, one.sentences) == ((1, 2), (7,), frozenset("abcd"))
    assert (other.key, other.first, other.second) == ("x", (3,), (8,))
    texts = {1: "", 2: "", 7: "", 3: "Wij groeten elkaar.", 8: "wij  groeten elkaar"}
    assert is_agreed(other, first, second, texts)
    assert not is_agreed(one, first, second, texts)
    assert not is_agreed(other, first, second, texts | {8: "Groeten"})


def test_who_stands_alone_has_a_part_of_their_own():
    parts = partition({1: frozenset("ab")}, "abcd")
    assert parts == {"a": 1, "b": 1, "c": "c", "d": "d"}
