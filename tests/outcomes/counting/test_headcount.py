"""The head-count: one set of numbers, and its identities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.outcomes.counting import (
    DoesNotAddUp,
    HeadCount,
    Party,
    Standing,
    count_heads,
)


def test_a_full_evening_reconciles_from_its_registrations() -> None:
    heads = count_heads(
        [
            Party(2, Standing.SEAT, came=2),
            Party(1, Standing.SEAT),
            Party(4, Standing.SEAT, came=3),
            Party(3, Standing.WAITING, came=1),
            Party(2, Standing.CANCELLED),
            Party(2, Standing.WALK_IN, came=2),
        ],
        invited=100,
        reached=61,
        helpers=4,
    )
    assert heads == HeadCount(
        invited=100,
        reached=61,
        signed_up=12,
        waiting=3,
        cancelled=2,
        came=8,
        walked_in=3,
        helpers=4,
    )
    assert heads.had_seat == 7
    assert heads.stayed_away == 2
    assert heads.present == 12
    assert HeadCount(**heads.as_numbers()) == heads


@pytest.mark.parametrize(
    ("numbers", "reason"),
    [
        ({"came": -1, "walked_in": -1}, "negative"),
        ({"invited": 3, "reached": 4}, "More people were reached"),
        ({"signed_up": 5, "waiting": 3, "cancelled": 3}, "More people wait"),
        ({"walked_in": 2, "came": 1}, "More people walked in"),
        ({"signed_up": 5, "cancelled": 1, "came": 5}, "on a seat"),
    ],
)
def test_numbers_that_contradict_each_other_are_refused_with_the_reason(
    numbers: dict[str, int], reason: str
) -> None:
    with pytest.raises(DoesNotAddUp, match=reason) as caught:
        HeadCount(**numbers)
    assert caught.value.reasons


def test_a_registration_of_two_does_not_bring_three() -> None:
    with pytest.raises(DoesNotAddUp, match="one registration"):
        count_heads([Party(2, Standing.SEAT, came=3)])


@given(
    st.lists(
        st.builds(
            lambda people, standing, share: Party(
                people, standing, people * share // 4
            ),
            st.integers(0, 6),
            st.sampled_from(Standing),
            st.integers(0, 4),
        ),
        max_size=30,
    )
)
def test_any_list_of_registrations_adds_up(parties: list[Party]) -> None:
    heads = count_heads(parties)
    people = sum(p.people for p in parties if p.standing is not Standing.WALK_IN)
    assert heads.signed_up == people
    assert heads.had_seat + heads.waiting + heads.cancelled == heads.signed_up
    assert heads.came == sum(party.came for party in parties)
    assert heads.stayed_away >= 0
    assert heads.had_seat == heads.stayed_away + heads.came - heads.walked_in
