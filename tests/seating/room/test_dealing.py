"""The simple rule: everybody once, parties together, tables even."""

import random

import pytest

from dialogue.foundation.errors import RuleBroken
from dialogue.seating.rules.dealing import Guest, Spot, deal


def any_room(seed):
    chance = random.Random(seed)
    guests, party = [], 0
    while len(guests) < chance.randrange(12, 120):
        party += 1
        for person in range(1, chance.choice((1, 1, 1, 2, 3)) + 1):
            wheelchair = person == 1 and chance.random() < 0.05
            guests.append(Guest((party, person), str(party), wheelchair))
    tables = -(-len(guests) // 6)
    spots = [
        Spot(n, 8, accessible=n % 3 > 0 or n == tables) for n in range(1, tables + 1)
    ]
    return guests, spots


@pytest.mark.parametrize("seed", range(40))
def test_everybody_sits_once_beside_who_they_came_with(seed):
    guests, spots = any_room(seed)
    seated = deal(guests, spots)
    assert set(seated) == {each.key for each in guests}
    parties = {}
    for each in guests:
        parties.setdefault(each.party, set()).add(seated[each.key])
    assert all(len(tables) == 1 for tables in parties.values())
    sizes = [list(seated.values()).count(spot.number) for spot in spots]
    assert max(sizes) <= 8
    assert max(sizes) - min(sizes) <= 2
    step_free = {spot.number for spot in spots if spot.accessible}
    assert all(seated[each.key] in step_free for each in guests if each.wheelchair)


@pytest.mark.parametrize("seed", range(5))
def test_the_same_room_is_dealt_the_same_and_a_round_later_otherwise(seed):
    guests, spots = any_room(seed)
    assert deal(guests, spots) == deal(guests, spots)
    assert deal(guests, spots, turn=2) != deal(guests, spots)


def test_who_stays_stays_and_a_locked_table_takes_nobody_else():
    guests = [Guest((n, 1), str(n)) for n in range(12)]
    spots = [Spot(1, 8, locked=True), Spot(2, 8), Spot(3, 8)]
    seated = deal(guests, spots, stay={(3, 1): 1, (4, 1): 2})
    assert [key for key, table in seated.items() if table == 1] == [(3, 1)]
    assert seated[(4, 1)] == 2


def test_a_party_larger_than_any_table_is_split_rather_than_left_standing():
    guests = [Guest((1, n), "1") for n in range(5)]
    assert sorted(deal(guests, [Spot(1, 3), Spot(2, 3)]).values()) == [1, 1, 1, 2, 2]


@pytest.mark.parametrize(
    ("guests", "spots"),
    [
        ([Guest((n, 1), str(n)) for n in range(5)], [Spot(1, 4)]),
        ([Guest((1, 1), "1", wheelchair=True)], [Spot(1, 4, accessible=False)]),
        ([Guest((1, 1), "1")], [Spot(1, 4, locked=True)]),
    ],
)
def test_too_few_chairs_is_said_in_a_sentence(guests, spots):
    with pytest.raises(RuleBroken):
        deal(guests, spots)


@pytest.mark.parametrize("seed", range(20))
def test_who_must_sit_apart_never_shares_a_table(seed):
    guests, spots = any_room(seed)
    chance = random.Random(seed)
    keys = [each.key for each in guests]
    apart = [tuple(chance.sample(keys, 2)) for _ in range(len(keys) // 4)]
    companions = next(
        (a.key, b.key) for a in guests for b in guests if a.party == b.party and a != b
    )
    for turn in (1, 2):
        seated = deal(guests, spots, turn=turn, apart=[*apart, companions])
        assert all(seated[a] != seated[b] for a, b in [*apart, companions])
        assert set(seated) == set(keys)


def test_of_who_came_together_only_those_who_avoid_each_other_are_parted():
    guests = [Guest((1, n), "1") for n in range(1, 5)]
    seated = deal(guests, [Spot(1, 6), Spot(2, 6)], apart=[((1, 1), (1, 2))])
    assert seated[(1, 1)] != seated[(1, 2)]
    assert seated[(1, 1)] == seated[(1, 3)] == seated[(1, 4)]


def test_who_stays_keeps_who_avoids_them_away():
    guests = [Guest((n, 1), str(n)) for n in range(4)]
    stay = {(0, 1): 1}
    seated = deal(guests, [Spot(1, 4), Spot(2, 4)], stay=stay, apart=[((0, 1), (1, 1))])
    assert seated[(1, 1)] == 2


def test_three_who_all_avoid_each_other_do_not_fit_at_two_tables():
    guests = [Guest((n, 1), str(n)) for n in range(3)]
    apart = [((a, 1), (b, 1)) for a in range(3) for b in range(a)]
    with pytest.raises(RuleBroken, match="apart"):
        deal(guests, [Spot(1, 4), Spot(2, 4)], apart=apart)


def test_a_wheelchair_that_yields_takes_another_table_rather_than_none():
    stairs, lift = Spot(1, 4, accessible=False), Spot(2, 1)
    one, two = Guest((1, 1), "1", True, yields=True), Guest((2, 1), "2", True)
    assert deal([one], [stairs, lift]) == {(1, 1): 2}
    assert deal([one, two], [stairs, lift]) == {(1, 1): 1, (2, 1): 2}
