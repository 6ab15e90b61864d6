"""Wishes that may give way: never in the way of another, kept where they can be."""

import io
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.seating.optimiser import soft
from dialogue.seating.optimiser.arrays import Arrays
from dialogue.seating.optimiser.command import seat
from dialogue.seating.optimiser.generate import Recipe, generate
from dialogue.seating.optimiser.infeasible import reasons
from dialogue.seating.optimiser.mending import mend
from dialogue.seating.optimiser.model import build, new_state, totals
from dialogue.seating.optimiser.patch import PRICE, Patch
from dialogue.seating.optimiser.reading import parse
from dialogue.seating.optimiser.repair import repair
from dialogue.seating.optimiser.room import RoomInvalid
from dialogue.seating.optimiser.score import terms, violations
from dialogue.seating.optimiser.search import plan

IMPOSSIBLE = {
    "inf1-together-apart": "apart",
    "inf2-wheelchairs": "access",
    "inf3-hosts": "host",
    "inf4-language": "language",
}


def softened(data: dict, chance: np.random.Generator | None = None) -> dict:
    """The same room; every wish that may give way does (or half of them by lot)."""

    def gives_way() -> bool:
        return chance is None or bool(chance.random() < 0.5)

    people = [
        {**p, "soft": [k for k in ("wheelchair", "language") if gives_way()]}
        for p in data["people"]
    ]
    apart = [(pair, gives_way()) for pair in data["apart"]]
    return {
        **data,
        "people": people,
        "apart": [pair for pair, mild in apart if not mild],
        "soft": {"apart": [pair for pair, mild in apart if mild], "host": gives_way()},
    }


def any_room(seed: int) -> tuple[Arrays, np.ndarray]:
    """A room with every kind of wish, hard and soft, and some seating of it."""
    chance = np.random.default_rng(seed)
    recipe = Recipe(24, 2, foreign=0.1, wheelchairs=0.1, apart=0.2, couples=0.0)
    data = softened(generate(recipe, seed), chance)
    names = [person["id"] for person in data["people"]]
    data["soft"]["together"] = [names[:2], names[2:4]]
    arrays = Arrays(parse(data))
    cards = np.repeat(np.arange(arrays.tables), arrays.sizes)
    return arrays, np.stack([chance.permutation(cards) for _ in range(2)])


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_search_and_the_mending_price_what_is_not_kept_alike(seed):
    arrays, seating = any_room(seed)
    held = np.zeros((2, arrays.n + 1), dtype=bool)
    shut = np.zeros((2, arrays.tables), dtype=bool)
    loss, hard = totals(new_state(build(arrays), seating[None], held, shut))
    broken = violations(arrays, seating)
    assert (hard[0] > 0) == any(broken.values())
    assert loss[0] - hard[0] == pytest.approx(soft.worth(arrays, seating))
    patch = Patch(build(arrays, PRICE), seating)
    assert sum(patch.hard(r) for r in (0, 1)) == PRICE * sum(broken.values())


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_an_impossible_room_is_possible_when_its_wish_gives_way(read, name):
    data = read(name)
    assert reasons(parse(data))
    mild = parse(softened(data))
    assert not reasons(mild)
    found = plan(mild, effort=1)
    assert found.feasible
    broken = soft.unkept(Arrays(mild), found.seating)
    assert {one.kind for one in broken} == {IMPOSSIBLE[name]}


def test_where_every_wish_can_be_kept_each_is(read):
    """A room with a hidden valid seating: a place gives way to mixing nowhere."""
    recipe = Recipe(28, 2, foreign=0.1, wheelchairs=0.1, couples=0.0)
    room = parse(softened(generate(recipe, 3)))
    found = plan(room, effort=1)
    broken = soft.unkept(Arrays(room), found.seating)
    assert not [one for one in broken if one.kind != "apart"]


@pytest.mark.slow
def test_what_nobody_asked_to_give_way_is_as_it_was(read):
    data = read("S1-kitchen-24")
    same = plan(parse(data), effort=1).seating
    people = [{**person, "soft": []} for person in data["people"]]
    assert plan(parse(data | {"people": people}), effort=1).seating == same


def test_the_command_names_what_gave_way(read, tmp_path):
    path = tmp_path / "room.json"
    path.write_text(json.dumps(softened(read("inf2-wheelchairs"))), "utf-8")
    out = io.StringIO()
    assert seat([str(path), "--effort", "1"], out) == 0
    told = json.loads(out.getvalue())["soft"]
    assert told
    assert all("where no wheelchair fits." in one for one in told)


@pytest.mark.slow
def test_soft_wishes_of_who_walks_in_are_heard_at_the_door():
    data = generate(Recipe(24, 2, slack=2, hosts=2.0, foreign=0.0), 4)
    data["seating"] = plan(parse(data), effort=1).seating
    friend = data["people"][0]["id"]
    walker = {"id": "W", "attrs": {}, "wheelchair": True, "soft": ["wheelchair"]}
    data["changes"] = {"walk_in": [walker], "soft": {"together": [["W", friend]]}}
    for one in repair(parse(data)):
        assert one.plan.feasible
        assert all(line[-1] == line[0] for line in one.seating), one.name
    with pytest.raises(RoomInvalid):
        repair(parse(data | {"changes": {"soft": {"apart": [["W", "X"]]}}}))


def test_what_cannot_give_way_is_refused():
    data = generate(Recipe(8, 1), 1)
    data["people"][0]["soft"] = ["host"]
    with pytest.raises(RoomInvalid, match="cannot give way"):
        parse(data)


def test_mending_leaves_a_soft_wish_alone_where_nothing_is_broken():
    arrays, seating = any_room(5)
    mended = mend(arrays, seating)
    assert mend(arrays, mended).tolist() == mended.tolist()
    assert terms(arrays, mended).loss >= 0
