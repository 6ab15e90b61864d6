"""The counts of the pages are those of the optimiser, without NumPy."""

import random
import subprocess
import sys

import pytest

from dialogue.seating.optimiser.arrays import Arrays
from dialogue.seating.optimiser.figures import figures as theirs
from dialogue.seating.optimiser.generate import Recipe, generate
from dialogue.seating.optimiser.reading import parse
from dialogue.seating.optimiser.score import terms
from dialogue.seating.rules.figures import Counted


def any_room(seed, people=31, rounds=3):
    # The room of an evening knows no earlier evenings: who sat where is deleted.
    made = generate(Recipe(people, rounds, couples=0.2), seed)
    room = parse({**made, "met_before": []})
    chance = random.Random(seed)
    seating = [
        [chance.randrange(len(room.tables)) for _ in room.people] for _ in range(rounds)
    ]
    return room, seating


@pytest.mark.parametrize("seed", range(6))
def test_the_figures_are_the_optimisers(seed):
    room, seating = any_room(seed)
    ours, them = Counted(room, seating).figures(), theirs(Arrays(room), seating)
    assert ours.loss == pytest.approx(them.loss)
    assert (ours.repeats, ours.alone) == (them.repeats, them.tables_alone)
    assert ours.new_fewest == them.new_faces_fewest
    assert ours.new_mean == pytest.approx(them.new_faces_mean)
    assert [x.key for x in ours.lines] == [x.key for x in them.lines]
    for a, b in zip(ours.lines, them.lines, strict=True):
        assert (a.chance, a.achieved) == pytest.approx((b.chance, b.achieved))
        assert a.best == pytest.approx(b.best, abs=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_what_if_tells_what_counting_anew_would(seed):
    room, seating = any_room(seed)
    chance = random.Random(seed + 100)
    for _ in range(20):
        turn = chance.randrange(len(seating))
        a, b = chance.sample(range(len(room.people)), 2)
        line = seating[turn]
        moves = [(a, chance.randrange(len(room.tables)))]
        if chance.random() < 0.5:
            moves = [(a, line[b]), (b, line[a])]
        after = [list(each) for each in seating]
        for person, table in moves:
            after[turn][person] = table
        asked = Counted(room, seating).what_if(turn, moves)
        anew = Counted(room, after).figures()
        assert asked.loss == pytest.approx(terms(Arrays(room), after).loss)
        assert (asked.repeats, asked.alone) == (anew.repeats, anew.alone)
        assert asked.new_mean == pytest.approx(anew.new_mean)
        assert asked.lines == anew.lines


@pytest.mark.slow
def test_the_room_of_the_web_server_never_loads_numpy():
    code = (
        "import sys; import dialogue.seating.views, dialogue.seating.reactions;"
        "sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
