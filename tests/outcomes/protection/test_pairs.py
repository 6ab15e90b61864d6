"""Before and after by pairs: what is published pins no small group."""

from collections import defaultdict

import pytest

from dialogue.outcomes.protection import Range, show_pairs


@pytest.mark.parametrize("k", [3, 5])
def test_nobody_works_out_a_few_who_answered_once_moved_or_stayed(k):
    for before in range(k, 4 * k):  # fewer are not published
        for after in range(before, 4 * k):
            seen = defaultdict(list)
            for pairs in range(before + 1):
                for closer in range(pairs + 1):
                    out = show_pairs(pairs, closer, (before, after), k)
                    seen[out].append((pairs, closer))
            for cases in seen.values():
                for hidden in (
                    {before - pairs for pairs, _ in cases},
                    {after - pairs for pairs, _ in cases},
                    {closer for _, closer in cases},
                    {pairs - closer for pairs, closer in cases},
                ):
                    small = any(0 < each < k for each in hidden)
                    assert not small or len(hidden) >= k, (before, after, cases)


def test_everybody_paired_is_said_in_numbers():
    assert show_pairs(22, 9, (22, 22), 5) == (22, 9)


def test_a_few_who_answered_once_make_the_pairs_a_range():
    assert show_pairs(22, 9, (24, 23), 5) == (Range(18, 23), 9)
    assert show_pairs(22, 15, (24, 23), 5) == (Range(18, 23), None)
    assert show_pairs(7, 2, (8, 8), 5) == (None, None)
