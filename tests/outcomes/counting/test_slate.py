"""Page one: proportional, and nobody left out who could be in."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.outcomes.counting import Candidate, choose_slate


def candidate(name: str, groups: str) -> Candidate:
    return Candidate(name, frozenset(groups))


def test_the_largest_tables_do_not_take_the_whole_page() -> None:
    slate = choose_slate(
        [
            candidate("s1", "ABC"),  # 30
            candidate("s2", "AB"),  # 20, after s1: 10
            candidate("s3", "AC"),  # 20, after s1: 10
            candidate("s4", "D"),  # 1
        ],
        {"A": 10, "B": 10, "C": 10, "D": 1},
        size=2,
    )
    assert slate.chosen == ("s1", "s4")
    assert slate.unheard == frozenset()
    assert "divided by one more" in slate.rule.says.english()


def test_a_strong_sentence_is_passed_over_when_it_would_shut_a_table_out() -> None:
    slate = choose_slate(
        [
            candidate("popular", "AB"),  # 20, but then C and D need two more
            candidate("left", "AC"),  # 11
            candidate("right", "BD"),  # 11
        ],
        {"A": 10, "B": 10, "C": 1, "D": 1},
        size=2,
    )
    assert slate.chosen == ("left", "right")


def test_the_gain_of_a_group_falls_with_each_of_its_sentences() -> None:
    slate = choose_slate(
        [candidate(f"a{i}", "A") for i in range(5)]
        + [candidate(f"b{i}", "B") for i in range(5)],
        {"A": 20, "B": 10},
        size=6,
    )
    # 20, then 10 ties with B's 10 and the older goes first; then 10, 6.67, 5, 5.
    assert slate.chosen == ("a0", "a1", "b0", "a2", "a3", "b1")


def test_a_group_that_nothing_reaches_is_named_as_unheard() -> None:
    slate = choose_slate([candidate("s", "A")], {"A": 4, "B": 4})
    assert slate.unheard == frozenset("B")
    assert slate.says.english() == (
        "1 of 2 tables and sides has a sentence on this page."
    )


def test_sentences_nobody_stands_behind_and_an_empty_page_are_left_out() -> None:
    assert choose_slate([candidate("s", "")], {"A": 1}).chosen == ()
    assert choose_slate([candidate("s", "A")], {"A": 1}, size=0).chosen == ()
    assert choose_slate([], {}).chosen == ()
    with pytest.raises(ValueError, match="negative"):
        choose_slate([], {}, size=-1)


evenings = st.tuples(
    st.lists(st.frozensets(st.sampled_from("ABCDEF"), max_size=3), max_size=8),
    st.fixed_dictionaries({name: st.integers(0, 40) for name in "ABCDEF"}),
    st.integers(0, 5),
)


@pytest.mark.slow
@given(evenings)
@settings(max_examples=200)
def test_every_group_is_heard_wherever_a_full_search_finds_a_way(evening) -> None:
    approvals, groups, size = evening
    pool = [Candidate(f"s{i}", one) for i, one in enumerate(approvals)]
    slate = choose_slate(pool, groups, size=size)
    reachable = frozenset().union(*approvals)
    possible = any(
        frozenset().union(*chosen) == reachable
        for length in range(size + 1)
        for chosen in combinations(approvals, length)
    )
    if possible:
        assert slate.heard == reachable
    assert len(slate.chosen) <= size
    assert len(set(slate.chosen)) == len(slate.chosen)
    assert slate.heard | slate.unheard == frozenset(groups)
    assert choose_slate(pool, groups, size=size) == slate


def test_fifty_tables_and_three_hundred_sentences_are_decided_quickly() -> None:
    pool = [
        Candidate(f"s{i}", frozenset({f"t{i % 50}", f"t{(i * 7 + i // 50) % 50}"}))
        for i in range(300)
    ]
    groups = {f"t{i}": 8 for i in range(50)}
    slate = choose_slate(pool, groups, size=30)
    assert len(slate.chosen) == 30
    assert slate.unheard == frozenset()
    # Twelve sentences of two tables reach twenty-four, and no more.
    assert len(choose_slate(pool, groups, size=12).heard) == 24
