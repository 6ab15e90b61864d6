"""An impossible room is refused with the smallest reason, in words."""

import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dialogue.seating.optimiser.arrays import Arrays
from dialogue.seating.optimiser.exact import example, possible
from dialogue.seating.optimiser.generate import Recipe, generate
from dialogue.seating.optimiser.infeasible import reasons
from dialogue.seating.optimiser.reading import parse
from dialogue.seating.optimiser.score import violations
from dialogue.seating.optimiser.wishes import wishes_of
from tests.seating.optimiser.impossible import KINDS, plain


def room(people: int = 12, tables: int = 2, **more: object) -> dict:
    data = {
        "id": "r",
        "rounds": 1,
        "tables": [
            {"id": f"T{t + 1}", "min": 5, "max": 7, "accessible": t == 0}
            for t in range(tables)
        ],
        "attributes": [],
        "people": [
            {"id": f"P{i + 1}", "speaks": ["nl"], "host": i < tables}
            for i in range(people)
        ],
    }
    return data | more


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("inf1-together-apart", "together-apart", "P3, P4, P5 must sit together, but"),
        ("inf2-wheelchairs", "wheelchairs", "8 people use a wheelchair"),
        ("inf3-hosts", "hosts", "find 1 more"),
        ("inf4-language", "language", "interpreter for ar"),
    ],
)
def test_the_four_impossible_rooms_are_refused_for_the_right_reason(
    read, name, kind, words
):
    parsed = parse(read(name))
    began = time.process_time()
    found = reasons(parsed)
    assert time.process_time() - began < 1
    assert [r.kind for r in found] == [kind]
    assert words in found[0].sentence


@pytest.mark.parametrize(
    "name",
    [
        "S1-kitchen-24",
        "S2-street-40",
        "S3-square-100",
        "S4-hall-200",
        "S5-festival-400",
    ],
)
def test_possible_rooms_are_not_refused(read, name):
    assert reasons(parse(read(name))) == []


RECIPES = st.builds(
    Recipe,
    people=st.integers(14, 120),
    rounds=st.integers(1, 3),
    couples=st.sampled_from([0.0, 0.1, 0.3]),
    triples=st.sampled_from([0.0, 0.15]),
    helpers=st.sampled_from([0.0, 1.0]),
    wheelchairs=st.sampled_from([0.0, 0.1]),
    foreign=st.sampled_from([0.0, 0.1]),
    apart=st.sampled_from([0.0, 0.1, 0.4]),
    hosts=st.sampled_from([1.0, 1.3]),
    pins=st.sampled_from([0.0, 0.1]),
    slack=st.integers(0, 2),
    uneven=st.integers(0, 2),
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(recipe=RECIPES, seed=st.integers(0, 10**6))
def test_a_room_with_a_hidden_seating_is_never_refused(recipe, seed):
    parsed = parse(generate(recipe, seed))
    began = time.process_time()
    assert reasons(parsed) == []
    assert time.process_time() - began < 1


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(recipe=RECIPES, seed=st.integers(0, 10**6))
def test_a_seating_of_the_exact_search_keeps_every_wish(recipe, seed):
    room = parse(generate(recipe, seed))
    line = example(room, wishes_of(room, 0), 20_000)
    assume(line is not None)
    found = violations(Arrays(room), [line], [0])
    assert not any(found.values()), found


@pytest.mark.parametrize("people", [28, 98, 196, 392])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_planted_contradiction_is_found_within_a_second(kind, people):
    data = plain(people, 3)
    planted = KINDS[kind](data)
    parsed = parse(data)
    began = time.process_time()
    found = reasons(parsed)
    assert time.process_time() - began < 1
    assert found
    assert set(found[0].people) <= planted


CROWDED = {"couples": 0.2, "foreign": 0.05, "apart": 0.05, "pins": 0.05, "hosts": 1.5}


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"couples_at_odd_tables"}))
def test_it_is_found_among_the_wishes_of_others_too(kind):
    data = plain(70, 5, **CROWDED)
    assert reasons(parse(data)) == []
    KINDS[kind](data)
    assert reasons(parse(data))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_nothing_in_the_set_that_clashes_can_be_spared(kind):
    data = plain(28, 1)
    KINDS[kind](data)
    parsed = parse(data)
    found = reasons(parsed)
    assert found
    for reason in found:
        wishes = list(reason.wishes)
        for k in range(len(wishes)):
            assert possible(parsed, wishes[:k] + wishes[k + 1 :], 100_000)
        assert not wishes or possible(parsed, wishes, 100_000) is False


def kinds(data: dict) -> list[str]:
    return [r.kind for r in reasons(parse(data))]


def test_too_many_and_too_few_people_are_told():
    assert "hold 14" in reasons(parse(room(people=15)))[0].sentence
    assert "at least 10" in reasons(parse(room(people=9)))[0].sentence


def test_only_the_people_that_link_two_who_must_part_are_named():
    data = room(together=[["P1", "P5"], ["P5", "P6"], ["P6", "P7"]])
    data["apart"] = [["P5", "P7"]]
    (found,) = reasons(parse(data))
    assert found.people == ("P5", "P6", "P7")


def test_a_group_larger_than_any_table_is_told():
    assert kinds(room(together=[[f"P{i}" for i in range(1, 9)]])) == [
        "together-size",
        "hosts",
    ]


def test_three_who_must_all_part_do_not_fit_two_tables():
    data = room(apart=[["P1", "P2"], ["P2", "P3"], ["P1", "P3"], ["P4", "P5"]])
    (found,) = reasons(parse(data))
    assert (found.kind, set(found.people)) == ("apart", {"P1", "P2", "P3"})


def test_more_who_need_an_interpreter_than_chairs_beside_one():
    data = room()
    for person in data["people"][4:11]:
        person |= {"speaks": ["ti"], "needs_language": "ti"}
    data["people"][0]["speaks"] = ["nl", "ti"]
    (found,) = reasons(parse(data))
    assert "7 people need an interpreter for ti, there are 1" in found.sentence


@pytest.mark.parametrize(
    ("pins", "words"),
    [
        ([["P1", "T1"], ["P1", "T2"]], "two tables in one round"),
        ([["P3", "T2"]], "not accessible"),
        ([[f"P{i}", "T1"] for i in range(1, 9)], "which seats 7"),
        ([["P5", "T1"], ["P6", "T1"]], "must sit apart and have fixed"),
        ([["P7", "T1"], ["P8", "T2"]], "must sit together and have fixed"),
    ],
)
def test_fixed_places_that_clash_with_a_wish_are_told(pins, words):
    data = room(pins=pins, apart=[["P5", "P6"]], together=[["P7", "P8"]])
    data["people"][2]["wheelchair"] = True
    assert any(words in r.sentence for r in reasons(parse(data)))


def test_wishes_that_only_clash_together_are_reduced_to_the_smallest_set():
    data = room(together=[["P5", "P6"], ["P9", "P10"]], apart=[["P6", "P7"]])
    data["pins"] = [["P5", "T1"], ["P7", "T1"]]
    (found,) = reasons(parse(data))
    assert found.kind == "combined"
    assert "P9" not in found.sentence
    assert set(found.people) == {"P5", "P6", "P7"}


def test_helpers_of_wheelchair_users_need_accessible_chairs_too():
    data = room(together=[[f"P{i}", f"P{i + 4}"] for i in range(3, 7)])
    for person in data["people"][2:6]:
        person["wheelchair"] = True
    (found,) = reasons(parse(data))
    assert found.kind == "combined"
    assert "accessible" in found.sentence
