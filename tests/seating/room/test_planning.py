"""Planning in the worker, reasons before it, what a move changes, plans at the door."""

import os

import pytest

from dialogue.foundation.database import writing
from dialogue.foundation.jobs.queries import latest_job
from dialogue.foundation.jobs.running import work_due
from dialogue.registrations.actions import tick, walk_in
from dialogue.registrations.queries import people_of
from dialogue.registrations.sealed import Person
from dialogue.seating import actions, queries
from dialogue.seating.actions.planning import job_subject
from dialogue.seating.models import WishKind
from dialogue.seating.people import as_key
from dialogue.seating.room import draw
from dialogue.seating.showing import hall_of

pytestmark = pytest.mark.slow  # each plan is made in a process of its own


def at(evening, turn=1):
    hall = hall_of(evening)
    return {each.name: hall.table_of(each.key, turn) for each in hall.people}


def cpu_seconds():
    """Of this process and of the children that it waited for."""
    spent = os.times()
    return sum(spent[:4])


def planned(client, desk, now, **more):
    answer = client.post(desk + "/plan", data=more)
    assert answer.status_code == 303, answer.text
    page = client.get(desk + "/planning")
    assert page.headers["Refresh"]
    work_due(now, "a worker")


def test_the_worker_plans_and_the_page_says_what_it_gives(
    facilitator, desk, mixed, now
):
    planned(facilitator, desk, now)
    assert latest_job(job_subject(mixed)).trouble is None
    for turn in (1, 2):
        seated = at(mixed, turn)
        assert all(seated.values())
        assert seated["Hanneke"] == seated["Hanneke +1"]
    assert facilitator.get(desk + "/planning").status_code == 303
    page = facilitator.get(desk).text
    assert "100" in page
    assert 'data-figure="age"' in page
    assert 'data-figure="new"' in page


def test_the_same_seed_gives_the_same_seating_and_another_another(
    facilitator, desk, mixed, now
):
    planned(facilitator, desk, now)
    first = at(mixed), at(mixed, 2)
    planned(facilitator, desk, now)
    assert (at(mixed), at(mixed, 2)) == first
    planned(facilitator, desk, now, another="1")
    assert (at(mixed), at(mixed, 2)) != first


def test_what_is_locked_is_planned_around(facilitator, desk, mixed, now, by_name):
    facilitator.post(desk + "/deal")
    before = at(mixed), at(mixed, 2)
    facilitator.post(desk + "/lock", data={"round": "2", "locked": "1"})
    facilitator.post(f"{desk}/{before[0]['Kofi']}/lock", data={"locked": "1"})
    planned(facilitator, desk, now)
    after = at(mixed), at(mixed, 2)
    assert after[1] == before[1]
    table = before[0]["Kofi"]
    assert {n for n, t in after[0].items() if t == table} == {
        n for n, t in before[0].items() if t == table
    }


def elsewhere(mixed, by_name, name="Kofi"):
    """Who, round, and a table where they do not sit."""
    there = next(n for n in (1, 2, 3) if n != at(mixed)[name])
    return as_key(by_name(name)), 1, there


def test_people_moved_meanwhile_are_not_overwritten(
    facilitator, desk, mixed, now, by_name, monkeypatch
):
    from dialogue.seating.optimiser import search

    facilitator.post(desk + "/deal")
    facilitator.post(desk + "/plan")
    real, moved = search.plan, elsewhere(mixed, by_name)
    before = at(mixed) | {"Kofi": moved[2]}

    def slowly(*room, **how):
        with writing():
            actions.move(mixed, *moved, now=now)
        return real(*room, **how)

    monkeypatch.setattr(search, "plan", slowly)
    work_due(now, "a worker")
    assert at(mixed) == before
    assert latest_job(job_subject(mixed)).trouble.startswith("Somebody moved")
    assert facilitator.get(desk + "/planning").status_code == 303
    assert "Plan nog een keer." in facilitator.get(desk).text


def test_stopping_keeps_the_best_so_far(facilitator, desk, mixed, now):
    facilitator.post(desk + "/plan")
    assert facilitator.post(desk + "/stop").status_code == 303
    assert queries.set_up_of(mixed).stop_asked
    work_due(now, "a worker")
    assert all(at(mixed).values())


def test_an_impossible_room_is_refused_in_words_within_a_second(
    facilitator, desk, mixed, now, by_name
):
    pair = [as_key(by_name(name)) for name in ("Hanneke", "Hanneke +1")]
    with writing():
        actions.wish(mixed, WishKind.APART, pair, hard=True, now=now)
    before = cpu_seconds()
    answer = facilitator.post(desk + "/plan")
    assert answer.status_code == 422
    assert cpu_seconds() - before < 1
    assert "Hanneke +1" in answer.text
    assert latest_job(job_subject(mixed)) is None


def test_six_people_and_one_interpreter_are_told_in_words(
    facilitator, desk, mixed, now, by_name
):
    with writing():
        for name in ("Kofi", "Bas", "Cor", "Lotte", "Henk", "Wim", "Gerda", "Yusuf"):
            actions.note(
                mixed, as_key(by_name(name)), {"needs_language": "tigrinya"}, now
            )
        for number in (1, 2, 3):
            actions.change_table(mixed, number, actions.TableWords(3, 7, True), now=now)
        actions.note(mixed, as_key(by_name("Fatima")), {"speaks": ["Tigrinya"]}, now)
    answer = facilitator.post(desk + "/plan")
    assert answer.status_code == 422
    assert "Tigrinya" in answer.text.replace("tigrinya", "Tigrinya")


def test_what_if_tells_each_table_before_letting_go(
    facilitator, desk, mixed, by_name, now
):
    facilitator.post(desk + "/deal")
    before = at(mixed)
    who, alone = by_name("Kofi"), by_name("Hanneke")
    told = facilitator.get(f"{desk}/what-if?person={who}").json["tables"]
    assert set(told) == {"1", "2", "3"} - {str(before["Kofi"])}
    for change in told.values():
        assert set(change["deltas"]) == {"age", "work", "new", "repeats", "alone"}
        assert not change["warnings"]
    apart = facilitator.get(f"{desk}/what-if?person={alone}").json["tables"]
    assert all(change["warnings"] for change in apart.values()), "her companion stays"
    other = next(n for n, t in before.items() if t != before["Kofi"])
    swap = facilitator.get(f"{desk}/what-if?person={who}&with={by_name(other)}")
    assert swap.json["swap"]["deltas"]
    assert facilitator.get(f"{desk}/what-if?person=0.1").status_code == 404


def test_a_move_answers_the_script_with_every_figure(facilitator, desk, mixed, by_name):
    facilitator.post(desk + "/deal")
    there = next(n for n in (1, 2, 3) if n != at(mixed)["Kofi"])
    answer = facilitator.post(
        desk + "/move",
        data={"person": by_name("Kofi"), "table": there},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 200
    assert {"age", "work", "new", "repeats"} <= set(answer.json["figures"])
    assert set(answer.json["counts"]) == {"1", "2", "3"}


@pytest.fixture
def door(facilitator, desk, mixed, now):
    """Planned; then two stay away, one walks in, the first round is locked."""
    planned(facilitator, desk, now)
    with writing():
        gone = [each for each in people_of(mixed) if each.people == 1][:2]
        for each in gone:
            tick(each, 0, now=now)
        actions.lock_round(mixed, 1, locked=True, now=now)
    from dialogue.registrations import rules

    real = rules.check_can_walk_in
    rules.check_can_walk_in = lambda *_: None
    try:
        with writing():
            walk_in(mixed, Person(name="Petra"), 1, language="nl", now=now)
    finally:
        rules.check_can_walk_in = real
    return facilitator


def test_three_plans_at_the_door_and_one_is_taken(door, desk, mixed):
    before = at(mixed), at(mixed, 2)
    assert before[0]["Petra"] == 0
    assert door.get(desk + "/door").status_code == 200
    assert door.post(desk + "/door", data={}).status_code in (302, 303)
    page = door.get(desk + "/door").text
    assert "Petra" in page
    names = [each.name for each in queries.proposals_of(mixed)]
    assert names == ["fewest", "few", "best"]
    assert door.post(desk + "/door/fewest").status_code == 303
    after = at(mixed), at(mixed, 2)
    assert after[1]["Petra"] > 0
    before[0].pop("Petra")
    assert {n: t for n, t in after[0].items() if n in before[0]} == before[0]
    assert not queries.proposals_of(mixed)
    assert door.post(desk + "/door/fewest").status_code == 404


def test_a_locked_table_is_untouched_in_every_plan(door, desk, mixed):
    kofi = at(mixed, 2)["Kofi"]
    door.post(f"{desk}/{kofi}/lock", data={"locked": "1"})
    before = at(mixed, 2)
    with writing():  # there is a chair free at the locked table
        words = actions.TableWords(1, 12, True, "")
        actions.change_table(mixed, kofi, words, now=mixed.starts_at)
    assert door.post(desk + "/door", data={}).status_code in (302, 303)
    sit = {n for n, t in before.items() if t == kofi}
    names = {each.key: each.name for each in queries.neighbours_of(mixed)}
    plans = queries.proposals_of(mixed)
    assert [each.name for each in plans] == ["fewest", "few", "best"]
    for plan in plans:
        told = {names[r, p]: t for r, p, turn, t in plan.chairs if turn == 2}
        assert told["Petra"] not in (0, kofi)
        assert {n for n, t in told.items() if t == kofi} == sit
    assert door.post(f"{desk}/door/best").status_code == 303
    after = at(mixed, 2)
    assert {n for n, t in after.items() if t == kofi} == sit


def test_nobody_comes_into_a_locked_round(door, desk, mixed, now):
    first = at(mixed)
    door.post(desk + "/door", data={})
    door.post(desk + "/door/fewest")
    assert at(mixed) == first, "Petra was not there in the first round"
    second = at(mixed, 2)
    assert second["Petra"]
    planned(door, desk, now)
    assert latest_job(job_subject(mixed)).trouble is None
    assert at(mixed) == first
    page = door.get(desk + "/door").text
    assert len(hall_of(mixed).without_chair()) == 0
    assert "Petra" not in page
    door.post(desk + "/lock", data={"round": "2", "locked": "1"})
    assert door.post(desk + "/plan").status_code in (409, 422)
    assert door.post(desk + "/door", data={}).status_code == 422


def test_who_met_in_a_locked_round_met_before(door, mixed):
    hall = hall_of(mixed)
    drawn = draw(hall, (), "nl")
    still = drawn.in_open_rounds(hall)
    assert (drawn.room.rounds, still.room.rounds) == (2, 1)
    assert still.turns == (2,)
    names = [each.id for each in still.room.people]
    met = {tuple(sorted((names[a], names[b]))) for a, b in still.room.met_before}
    table = at(mixed)
    here = sorted(n for n, t in table.items() if t == table["Kofi"])
    assert {(a, b) for a in here for b in here if a < b} <= met
    assert not drawn.room.met_before


def test_a_table_closes_and_undo_brings_people_back(door, desk, mixed):
    assert door.post(desk + "/lock", data={"locked": "0"}).status_code == 303
    with writing():
        for number in (1, 2):
            words = actions.TableWords(3, 12, True, "Ineke")
            actions.change_table(mixed, number, words, now=mixed.starts_at)
    before = at(mixed)
    form = {"closed": ["3"], "unhosted": ["1"]}
    assert door.post(desk + "/door", data=form).status_code in (302, 303)
    assert door.post(desk + "/door/best").status_code == 303
    assert [each.number for each in queries.tables_of(mixed)] == [1, 2]
    assert queries.table_of(mixed, 1).host_name == ""
    assert all(number in (1, 2) for number in at(mixed).values())
    assert door.post(desk + "/undo").status_code == 303
    assert [each.number for each in queries.tables_of(mixed)] == [1, 2, 3]
    assert queries.table_of(mixed, 1).host_name == "Ineke"
    assert at(mixed) == before


def test_stale_plans_are_not_taken(door, desk, mixed):
    door.post(desk + "/door", data={})
    door.post(desk + "/new")
    assert door.post(desk + "/door/best").status_code in (409, 422)
    closed_all = door.post(desk + "/door", data={"closed": ["1", "2", "3", "4"]})
    assert closed_all.status_code == 422


def test_plans_for_a_room_that_changed_while_they_were_made_are_not_kept(
    door, desk, mixed, now, by_name, monkeypatch
):
    from dialogue.seating.views import at_the_door

    real = at_the_door.ask

    def slowly(question, room, **how):
        actions.add_table(mixed, now=now)
        return real(question, room, **how)

    monkeypatch.setattr(at_the_door, "ask", slowly)
    assert door.post(desk + "/door", data={}).status_code in (409, 422)
    assert not queries.proposals_of(mixed)
