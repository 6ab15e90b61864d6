"""The bench compares with drafts and the best known, and says truly what is reached."""

import json

import pytest

from dialogue.benches.seating import _beaten, _reached
from dialogue.seating.optimiser.bench import bench, lines
from dialogue.seating.optimiser.generate import Recipe, generate


@pytest.mark.slow
def test_the_bench_compares_with_the_drafts_and_the_best_known(tmp_path):
    data = generate(Recipe(20, 1), 1)
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    (rooms / "small.json").write_text(json.dumps(data), encoding="utf-8")
    known = {data["id"]: {"best_loss": 90.0}}
    (rooms / "best_values.json").write_text(json.dumps(known), encoding="utf-8")
    one = {"recipe": {"people": 20, "rounds": 2}, "seed": 3, "best_loss": 200.0}
    own = tmp_path / "own.json"
    own.write_text(json.dumps({"rooms": {"ours": one}}), encoding="utf-8")
    rows = bench(rooms, own, budgets=(0.2,), seeds=1)
    theirs, ours = next(rows), next(rows)
    assert (theirs["room"], ours["room"]) == ("small", "ours")
    assert theirs["violations"] == ours["violations"] == 0
    assert {"snake", "greedy", "greedy_repeats", "percent"} <= set(theirs)
    assert (theirs["own"], ours["own"]) == (False, True)
    assert "percent" in lines([theirs])


GOOD = {
    "room": "a", "people": 40, "budget": 2.0, "score": 80.0, "violations": 0,
    "snake": 30.0, "greedy": 40.0, "greedy_repeats": 45.0, "percent": 96.0,
    "own": False,
}  # fmt: skip
DOOR = {
    "room": "d", "repair": "few", "score": 90.0, "violations": 0,
    "moves": [5, 5], "stayed": 100, "of_anew": 95.0, "seconds": 0.5,
}  # fmt: skip


@pytest.mark.parametrize(
    ("row", "reached"),
    [
        (GOOD, True),
        (GOOD | {"percent": 94.9}, False),
        (GOOD | {"budget": 5.0, "percent": 97.0}, False),
        (GOOD | {"budget": 5.0, "percent": 97.0, "own": True}, True),
        (GOOD | {"budget": 5.0, "percent": 96.9, "own": True}, False),
        (GOOD | {"greedy": 40.1}, False),
        (GOOD | {"greedy": 60.0, "own": True}, True),
        (GOOD | {"violations": 1}, False),
        (GOOD | {"budget": 1.0, "violations": 1}, False),
        (GOOD | {"budget": 1.0, "violations": 1, "people": 400}, True),
        (DOOR, True),
        (DOOR | {"seconds": 1.1}, False),
        (DOOR | {"moves": [5, 7]}, False),
        (DOOR | {"of_anew": 87.0}, False),
        (
            {"room": "p", "proof": True, "loss": 4.0, "bound": 4.0, "violations": 0},
            True,
        ),
        (
            {"room": "p", "proof": True, "loss": 5.0, "bound": 4.0, "violations": 0},
            False,
        ),
    ],
)
def test_a_row_is_reached_only_when_it_is_as_good_as_it_must_be(row, reached):
    assert _reached(row) is reached


def test_rooms_on_which_the_best_known_is_beaten_count_once():
    rows = [
        GOOD | {"percent": 100.2},
        GOOD | {"budget": 5.0, "percent": 100.4},
        GOOD | {"room": "b", "percent": 100.0},
        GOOD | {"room": "c", "own": True, "percent": 101.0},
        DOOR,
    ]
    assert _beaten(rows) == (1, 2)
