"""The loss, the bound and the violations are the referee's."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.seating.optimiser.arrays import Arrays
from dialogue.seating.optimiser.generate import Recipe, generate
from dialogue.seating.optimiser.model import build, new_state, totals
from dialogue.seating.optimiser.reading import parse
from dialogue.seating.optimiser.score import HARD, reference, terms, violations

RECIPES = st.builds(
    Recipe,
    people=st.integers(12, 45),
    rounds=st.integers(1, 4),
    couples=st.sampled_from([0.0, 0.1, 0.3]),
    foreign=st.sampled_from([0.0, 0.1]),
    protect=st.integers(0, 3),
)


def any_seating(arrays: Arrays, seed: int) -> np.ndarray:
    """Shuffled cards: balanced sizes, everybody somewhere."""
    rng = np.random.default_rng(seed)
    cards = np.repeat(np.arange(arrays.tables), arrays.sizes)
    return np.stack([rng.permutation(cards) for _ in range(arrays.room.rounds)])


@settings(max_examples=30, deadline=None)
@given(recipe=RECIPES, seed=st.integers(0, 10**6))
def test_loss_and_violations_are_those_of_the_referee(referee, recipe, seed):
    data = generate(recipe, seed)
    arrays = Arrays(parse(data))
    seating = any_seating(arrays, seed)
    theirs = referee.evaluate(referee.Inst(data), seating.tolist())
    assert terms(arrays, seating).loss == pytest.approx(theirs["loss"])
    ours = violations(arrays, seating)
    assert {k: ours[k] for k in theirs["hard"]} == theirs["hard"]
    ref = reference(arrays)
    assert ref.bound == pytest.approx(theirs["lb"])
    assert ref.chance == pytest.approx(theirs["rand"])
    assert ref.bound <= terms(arrays, seating).loss


@settings(max_examples=20, deadline=None)
@given(recipe=RECIPES, seed=st.integers(0, 10**6))
def test_the_search_counts_the_same_loss_plus_its_penalties(recipe, seed):
    arrays = Arrays(parse(generate(recipe, seed)))
    model = build(arrays)
    seating = any_seating(arrays, seed)
    held = np.zeros((arrays.room.rounds, arrays.n + 1), dtype=bool)
    shut = np.zeros((arrays.room.rounds, arrays.tables), dtype=bool)
    loss, hard = totals(new_state(model, seating[None], held, shut))
    broken = violations(arrays, seating)
    assert (hard[0] > 0) == any(broken.values())
    if not any(broken[k] for k in ("together", "language")):
        expected = model.penalty * sum(broken[k] for k in HARD)
        assert hard[0] == pytest.approx(expected)
        assert loss[0] == pytest.approx(terms(arrays, seating).loss + expected)


@settings(max_examples=15, deadline=None)
@given(recipe=RECIPES, seed=st.integers(0, 10**6))
def test_relabelling_people_or_reordering_rounds_changes_nothing(recipe, seed):
    data = generate(recipe, seed)
    arrays = Arrays(parse(data))
    seating = any_seating(arrays, seed)
    order = np.random.default_rng(seed).permutation(arrays.n)
    shuffled = Arrays(parse({**data, "people": [data["people"][i] for i in order]}))
    other = seating[::-1][:, order]
    assert terms(shuffled, other).loss == pytest.approx(terms(arrays, seating).loss)
    assert violations(shuffled, other) == violations(arrays, seating)
    assert reference(shuffled) == reference(arrays)


@pytest.mark.slow
@settings(max_examples=6, deadline=None)
@given(recipe=RECIPES, seed=st.integers(0, 10**6))
def test_a_random_seating_scores_zero_on_average(recipe, seed):
    arrays = Arrays(parse(generate(recipe, seed)))
    ref = reference(arrays)
    losses = [terms(arrays, any_seating(arrays, s)).loss for s in range(400)]
    # Four standard errors of the mean, by the spread of the losses themselves.
    margin = 4 * float(np.std(losses)) / 20
    assert abs(float(np.mean(losses)) - ref.chance) <= margin
