"""The console: prepare, run and end the evening from the desk."""

from datetime import timedelta

import pytest

from dialogue.conversations import queries
from dialogue.conversations.models import Confirmation
from dialogue.foundation import clock
from dialogue.foundation.database import start_writing
from tests.conftest import NOW, commit
from tests.makers.conversations import make_contribution, make_evening
from tests.makers.guides import make_guide_version
from tests.makers.registrations import make_registration
from tests.makers.sessions import make_dialogue_session


@pytest.fixture
def desk(client, cast, sign_in):
    commit()
    return sign_in(client, cast.joost)


@pytest.fixture
def run(desk, hold):
    """``run(step=5)``: (Joost's browser, the evening)."""

    def begin(*args, **more):
        held = hold(*args, **more)
        commit()
        return desk, held

    return begin


def press(client, held, what):
    return client.post(f"{held.desk}/clock", data={"do": what})


@pytest.fixture
def unprepared(cast):
    def make(slug="sleutel-van-de-buren", **more):
        found = make_dialogue_session(
            cast.wilgendam,
            guide_version=make_guide_version(slug),
            starts_at=NOW,
            **more,
        )
        commit()
        return found, f"/wilgendam/desk/talks/{found.id}/evening"

    return make


def test_before_it_is_prepared_it_offers_to_and_says_whether_it_fits(desk, unprepared):
    _found, address = unprepared(seats=40, tables=6)
    page = desk.get(address + "?lang=en").text
    assert "Prepare the evening" in page
    assert "all 40 seats taken, 120 minutes" in page
    assert 'value="6"' in page
    assert "Sides" not in page


def test_preparing_makes_a_code_and_tables_once(desk, unprepared, afresh):
    found, address = unprepared()
    for _again in range(2):
        assert desk.post(address + "/prepare", data={"tables": "4"}).status_code == 303
    afresh()
    evening = queries.evening_of(found)
    assert [talk.number for talk in queries.talks_of(evening)] == [1, 2, 3, 4]
    assert len(evening.code) == 7
    page = desk.get(address + "?lang=en").text
    assert f"{evening.code[:3]} {evening.code[3:]}" in page
    assert queries.table_token(evening.id, 1) not in page


@pytest.mark.parametrize("tables", ["", "0", "61", "-1", "vier", "1.5"])
def test_an_impossible_number_of_tables_is_refused_and_kept(
    desk, unprepared, afresh, tables
):
    found, address = unprepared()
    page = desk.post(address + "/prepare", data={"tables": tables})
    assert page.status_code == 422
    afresh()
    assert queries.evening_of(found) is None


def test_sides_are_asked_where_cards_are_counted(desk, unprepared, afresh):
    found, address = unprepared("wat-is-eerlijk")
    assert "Sides that people declare" in desk.get(address + "?lang=en").text
    desk.post(
        address + "/prepare",
        data={"tables": "1", "sides": "bewoners, ondernemers , bewoners"},
    )
    afresh()
    talk = queries.talks_of(queries.evening_of(found))[0]
    assert talk.sides == ["bewoners", "ondernemers"]


def test_the_console_shows_the_clock_the_prompt_and_the_tables(run):
    client, held = run(step=5)
    start_writing()
    make_contribution(held.talk, outcome=Confirmation.WRITTEN)
    commit()
    page = client.get(held.desk + "?lang=en").text
    for words in ("Step 5 of 11", "26 minutes left", "When was a neighbour there for you?", "Next: break",
                  "After this:", "1 sentence, 7 people", "writing", "silent"):  # fmt: skip
        assert words in page, words


def test_steps_follow_each_other_and_a_second_press_does_nothing(
    run, afresh, monkeypatch
):
    client, held = run()
    press(client, held, "go:1")
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=9))
    press(client, held, "go:2")
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=10))
    press(client, held, "go:2")
    afresh()
    assert held.evening.step == 2
    assert held.evening.step_began_at == NOW + timedelta(minutes=9)
    assert held.evening.minutes_spent == {"welcome": 9}


def test_pausing_holds_the_clock(run, afresh, monkeypatch):
    client, held = run(step=5)
    press(client, held, "pause")
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=7))
    page = client.get(held.desk + "?lang=en").text
    assert "26 minutes left" in page
    assert "paused" in page
    press(client, held, "resume")
    assert "26 minutes left" in client.get(held.desk + "?lang=en").text
    press(client, held, "go:6")
    afresh()
    assert held.evening.minutes_spent == {"experience": 0}


def test_five_minutes_more_lengthen_the_step_but_not_what_it_took(
    run, afresh, monkeypatch
):
    client, held = run(step=5)
    press(client, held, "more")
    assert "31 minutes left" in client.get(held.desk + "?lang=en").text
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=30))
    press(client, held, "go:6")
    afresh()
    assert held.evening.minutes_spent == {"experience": 30}
    assert held.evening.extra_seconds == 0


def test_a_step_can_be_left_out_and_done_after_all(run, afresh):
    client, held = run(step=5)
    press(client, held, "skip:6")
    page = client.get(held.desk + "?lang=en").text
    assert "Undo" in page
    assert "Next: dreaming" in page
    press(client, held, "keep:6")
    afresh()
    assert held.evening.skipped == []


def test_what_is_left_is_fitted_to_the_time_with_the_people_who_are_there(
    run, monkeypatch
):
    client, held = run(step=5, tables=1, present=8)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=65))
    page = client.get(held.desk + "?lang=en").text
    # 120 − 65 minutes; after step 5 the guide needs 8 + 17 + 18 + 5 + 5 + 4 = 57.
    assert "8 people at the tables, 55 minutes" in page
    assert "It takes 57 minutes, and there are 55." in page
    assert "Leave out step 6: break" in page


def test_the_console_says_whom_it_reckons_with(run):
    client, held = run(step=5, tables=1, present=None)
    assert "all 40 seats taken, " in client.get(held.desk + "?lang=en").text
    start_writing()
    before = NOW - timedelta(days=9)
    gerda = make_registration(held.dialogue_session, "Gerda", people=3, now=before)
    gerda.came = 2
    commit()
    assert "2 people came, " in client.get(held.desk + "?lang=en").text


def test_ending_stops_the_writing_and_can_be_undone(run, afresh):
    client, held = run(step=11)
    press(client, held, "end")
    page = client.get(held.desk + "?lang=en").text
    assert "Undo" in page
    afresh()
    assert held.evening.ended_at == NOW
    press(client, held, "end")  # twice is once
    press(client, held, "reopen")
    afresh()
    assert held.evening.ended_at is None
    assert "minutes left" in client.get(held.desk + "?lang=en").text


@pytest.mark.parametrize(
    "what",
    [
        "",
        "go",
        "go:0",
        "go:12",
        "go:x",
        "skip:99",
        "explode",
        "go:99999999999999999999",
    ],
)
def test_a_button_that_does_not_exist_is_refused(run, what):
    client, held = run(step=5)
    assert press(client, held, what).status_code == 422


def test_a_table_host_looks_on_and_presses_nothing(client, cast, sign_in, hold):
    held = hold(step=5)
    sign_in(client, cast.wim)
    page = client.get(held.desk + "?lang=en")
    assert page.status_code == 200
    assert "/clock" not in page.text
    assert press(client, held, "end").status_code == 403
    assert client.get(f"{held.desk}/table/1").status_code == 403
    assert client.get(f"{held.desk}/measures").status_code == 403


@pytest.mark.parametrize(
    "way",
    [
        "",
        "/state",
        "/measures",
        "/table/1",
        "/cards.pdf",
        "/poster.pdf",
        "/sheets.pdf",
        "/guide.pdf",
    ],
)
def test_another_town_finds_nothing(client, cast, sign_in, hold, way):
    held = hold(step=5)
    sign_in(client, cast.fatma)
    assert client.get(held.desk + way).status_code == 404
    assert (
        client.get(held.desk.replace("wilgendam", "oosterbrug") + way).status_code
        == 404
    )


def test_before_it_is_prepared_there_is_nothing_to_print_or_type(desk, unprepared):
    _found, address = unprepared()
    for way in (
        "/state",
        "/measures",
        "/table/1",
        "/cards.pdf",
        "/poster.pdf",
        "/sheets.pdf",
    ):
        assert desk.get(address + way).status_code == 404, way
    assert desk.post(address + "/clock", data={"do": "go:1"}).status_code == 404


def test_the_state_is_new_when_a_table_writes(run):
    client, held = run(step=5)
    first = client.get(held.desk + "/state?lang=en")
    assert first.get_json()["left"] == "26 minutes left"
    tag = first.headers["ETag"]
    assert (
        client.get(
            held.desk + "/state?lang=en", headers={"If-None-Match": tag}
        ).status_code
        == 304
    )
    start_writing()
    make_contribution(held.talk, outcome=Confirmation.WRITTEN)
    commit()
    after = client.get(held.desk + "/state?lang=en", headers={"If-None-Match": tag})
    assert after.status_code == 200
    assert after.get_json()["mark"] != first.get_json()["mark"]


@pytest.mark.parametrize(("hours", "begins"), [(13, False), (12, True), (-1, True)])
def test_the_clock_is_not_begun_before_the_day(
    client, cast, sign_in, now, hours, begins
):
    made = make_dialogue_session(cast.wilgendam, starts_at=now + timedelta(hours=hours))
    make_evening(made)
    commit()
    sign_in(client, cast.joost)
    page = client.get(f"/wilgendam/desk/talks/{made.id}/evening").text
    assert ('value="go:1"' in page) is begins
