"""Figures, what-if, plain deals, reading and the command."""

import io
import json
import os
import subprocess
import sys
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.seating.optimiser.arrays import Arrays
from dialogue.seating.optimiser.command import seat
from dialogue.seating.optimiser.deal import deal, greedy, snake
from dialogue.seating.optimiser.figures import figures
from dialogue.seating.optimiser.generate import Recipe, generate
from dialogue.seating.optimiser.reading import load, parse
from dialogue.seating.optimiser.room import RoomInvalid
from dialogue.seating.optimiser.score import reference, terms, violations
from dialogue.seating.optimiser.search import describe, plan
from dialogue.seating.optimiser.whatif import Desk, what_if


@pytest.mark.slow
def test_figures_agree_with_the_referee(read, referee):
    data = read("S2-street-40")
    room = parse(data)
    found = plan(room, effort=1)
    theirs = referee.evaluate(referee.Inst(data), found.seating)
    bounds = referee.bounds(referee.Inst(data))
    told = figures(Arrays(room), found.seating)
    for line in told.lines:
        assert line.achieved == pytest.approx(theirs["cross"][line.key])
        assert line.best == pytest.approx(bounds["cross_ub"][line.key])
        assert 0 <= line.progress <= 1
        assert sum(map(sum, line.picture[0])) == 40
    assert told.new_faces_mean == pytest.approx(theirs["faces_mean"])
    assert told.new_faces_fewest == theirs["faces_min"]
    assert told.repeats == theirs["rep"]
    assert told.repeats_above == theirs["rep"] - bounds["lb_rep"]
    assert told.tables_alone == theirs["solos"] == sum(x.alone for x in told.lines)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), swap=st.booleans())
def test_what_if_tells_exactly_what_the_move_then_does(seed, swap):
    room = parse(generate(Recipe(30, 3, couples=0.2), seed))
    arrays, ref = Arrays(room), None
    ref = reference(arrays)
    rng = np.random.default_rng(seed)
    desk = Desk(room, deal(room, seed=seed))
    turn, a, b = int(rng.integers(3)), *map(int, rng.choice(30, 2, replace=False))
    table = int(rng.integers(arrays.tables))
    other = b if swap else None
    told = desk.what_if(turn, a, other, table)
    before = figures(arrays, desk.seats)
    hard = violations(arrays, desk.seats)
    desk.apply(turn, a, other, table)
    after = figures(arrays, desk.seats)
    assert told.loss == pytest.approx(after.loss - before.loss)
    assert told.score == pytest.approx(ref.score(after.loss) - ref.score(before.loss))
    assert told.repeats == after.repeats - before.repeats
    assert told.alone == after.tables_alone - before.tables_alone
    assert told.new_faces_fewest == after.new_faces_fewest - before.new_faces_fewest
    for line, old in zip(after.lines, before.lines, strict=True):
        assert told.cross[line.key] == pytest.approx(line.achieved - old.achieved)
    now = violations(arrays, desk.seats)
    assert told.hard == {k: now[k] - hard[k] for k in now}
    assert told.allowed == all(now[k] <= hard[k] for k in now)


def test_dragging_in_a_full_hall_is_answered_in_ten_milliseconds(read):
    room = parse(read("S5-festival-400"))
    desk = Desk(room, deal(room))
    began = time.process_time()
    for i in range(20):
        desk.what_if(0, i, 200 + i)
    assert (time.process_time() - began) / 20 < 0.01


def test_one_question_needs_no_desk(read):
    room = parse(read("S1-kitchen-24"))
    seating = deal(room)
    still = what_if(room, seating, 0, 3, None, seating[0][3])
    assert still.loss == still.score == still.repeats == 0
    assert still.allowed


@pytest.mark.parametrize("rule", [deal, snake, greedy])
def test_plain_deals_seat_everybody_within_the_sizes(read, rule):
    room = parse(read("S3-square-100"))
    seating = rule(room, seed=4)
    found = violations(Arrays(room), seating)
    assert found["unseated"] == found["size"] == 0
    assert seating == rule(room, seed=4)


@pytest.mark.slow
def test_a_plan_is_forty_points_above_the_drafts(read):
    room = parse(read("S2-street-40"))
    arrays = Arrays(room)
    score = plan(room, effort=1).score
    assert score > describe(arrays, snake(room)).score + 40
    assert score > describe(arrays, greedy(room)).score + 40


def test_a_greedy_draft_that_counts_repeats_is_the_better_draft(read):
    room = parse(read("S3-square-100"))
    arrays = Arrays(room)
    plain, careful = greedy(room), greedy(room, repeats=True)
    assert terms(arrays, careful).repeats < terms(arrays, plain).repeats
    assert describe(arrays, careful).score > describe(arrays, plain).score


def run(*argv: str) -> tuple[int, dict]:
    out = io.StringIO()
    code = seat(argv, out)
    return code, json.loads(out.getvalue())


def test_the_command_prints_a_seating(rooms):
    path = str(rooms / "S1-kitchen-24.json")
    code, told = run(path, "--effort", "1", "--seed", "3")
    assert code == 0
    assert list(told) == ["seating", "score", "bound", "hard"]
    assert not any(told["hard"].values())
    arrays = Arrays(load(path))
    loss = terms(arrays, told["seating"]).loss
    assert reference(arrays).score(loss) == pytest.approx(told["score"], abs=1e-3)


@pytest.mark.slow
def test_the_command_says_the_same_in_every_process(rooms):
    path = str(rooms / "S1-kitchen-24.json")
    line = [sys.executable, "-m", "dialogue", "seat", path, "--effort", "1"]
    said = {
        subprocess.run(
            line, env={**os.environ, "PYTHONHASHSEED": seed}, stdout=-1, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


def test_the_command_refuses_an_impossible_room_with_code_three(rooms):
    code, told = run(str(rooms / "inf3-hosts.json"), "--budget", "1")
    assert code == 3
    assert "hosts" in told["infeasible"][0]["reason"]


@pytest.mark.slow
def test_the_command_offers_three_plans_at_the_door(rooms):
    code, told = run(str(rooms / "S6-door-100.json"))
    assert code == 0
    assert [p["name"] for p in told["plans"]] == ["fewest", "few", "best"]
    assert {tuple(p) for p in told["plans"]} == {("name", "seating", "moves", "score")}
    assert told["plans"][0]["moves"] == [2, 2, 2]


def test_the_command_says_what_is_wrong_with_a_file(tmp_path):
    broken = tmp_path / "room.json"
    broken.write_text("{", encoding="utf-8")
    code, told = run(str(broken))
    assert code == 2
    assert "not valid JSON" in told["error"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"people": []}, "nobody to seat"),
        ({"tables": []}, "no tables"),
        ({"rounds": 0}, "“rounds” must be a whole number"),
        ({"people": [{"id": "P"}, {"id": "P"}]}, "share the person id"),
        ({"together": [["P1", "X"]]}, "“together” names “X”"),
        ({"apart": [["P1"]]}, "must name two people"),
        ({"apart": "all"}, "must be a list"),
        ({"tables": [{"id": "T", "min": 5, "max": 4}]}, "smallest size above"),
        ({"protect": [{"attr": "x", "value": "y"}]}, "no attribute"),
        ({"pins": [["P1", "T9"]]}, "“pins” names “T9”"),
        ({"seating": [[0]]}, "must seat everybody"),
        ({"people": [{"id": "P", "host": "yes"}]}, "must be true or false"),
        ({"weights": {"solo": -1}}, "from 0 to 1000"),
        ({"changes": {"locked_rounds": [4]}}, "round that does not exist"),
    ],
)
def test_a_malformed_room_is_refused_in_a_sentence(change, words):
    room = {
        "rounds": 1,
        "tables": [{"id": "T1", "min": 1, "max": 4}],
        "people": [{"id": "P1"}, {"id": "P2"}],
    }
    assert parse(room).rounds == 1
    with pytest.raises(RoomInvalid, match=words):
        parse(room | change)


@pytest.mark.parametrize("junk", [None, [], "room", {"people": 3}])
def test_junk_is_refused_not_crashed_on(junk):
    with pytest.raises(RoomInvalid):
        parse(junk)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(RoomInvalid, match="cannot be read"):
        load(tmp_path / "none.json")
