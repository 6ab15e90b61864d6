"""Seats held for a team: nobody else gets them, until a morning or by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dialogue.foundation.database import db, writing
from dialogue.foundation.errors import RuleBroken
from dialogue.registrations import actions, queries
from dialogue.registrations.models import Standing
from dialogue.sessions import actions as sessions
from dialogue.sessions.seats import seat_counts
from tests.conftest import commit
from tests.makers.registrations import make_registration, make_seat_hold
from tests.makers.sessions import make_dialogue_session

MORNING = datetime(2027, 2, 4, 8, 0, tzinfo=UTC)  # nine o'clock in the Low Countries


@pytest.fixture
def small(cast):
    """An evening with ten seats."""
    made = make_dialogue_session(cast.wilgendam, seats=10, tables=2)
    commit()
    return made


@pytest.fixture
def held(small):
    """Eight of the ten are held for the volunteers of De Brug."""
    found = make_seat_hold(small)
    commit()
    return found


def taken(dialogue_session):
    return seat_counts([dialogue_session])[dialogue_session.id].taken


def standings(dialogue_session):
    commit()
    return [each.standing for each in queries.in_play(dialogue_session)]


@pytest.fixture
def at_desk(client, cast, sign_in):
    sign_in(client, cast.samira)
    return client


def place(dialogue_session):
    return f"/wilgendam/desk/talks/{dialogue_session.id}/seats/held"


def test_held_seats_are_counted_with_the_others(small, held):
    assert taken(small) == 8
    for _two in range(2):
        assert make_registration(small).standing is Standing.SEATED
    assert make_registration(small).standing is Standing.WAITING


def test_residents_see_only_what_is_left(client, small, held):
    page = client.get(f"/wilgendam/talks/{small.ref}").text
    assert "2 plekken" in page
    assert "De Brug" not in page


def test_no_more_is_held_than_is_free(small, held, now):
    with pytest.raises(RuleBroken) as no:
        actions.hold_seats(small, "de koks", 3, date(2027, 2, 4), now=now)
    assert no.value.field == "seats"
    assert taken(small) == 8


def test_nothing_is_held_while_people_wait(small, now):
    make_seat_hold(small, 10)
    make_registration(small)
    with pytest.raises(RuleBroken):
        actions.hold_seats(small, "de koks", 1, date(2027, 2, 4), now=now)


@pytest.mark.parametrize(
    "day", [date(2027, 1, 18), date(2026, 2, 4), date(2027, 2, 12), date(2028, 2, 29)]
)
def test_the_day_is_after_today_and_not_after_the_evening(small, now, day):
    with pytest.raises(RuleBroken) as no:
        actions.hold_seats(small, "de koks", 1, day, now=now)
    assert no.value.field == "until"


def test_the_day_of_the_evening_itself_is_fine(small, now):
    actions.hold_seats(small, "de koks", 1, date(2027, 2, 11), now=now)
    assert taken(small) == 1


def test_somebody_of_the_team_takes_a_held_seat_before_the_line(small, held, now):
    make_registration(small, people=2)
    waits = make_registration(small, "Els")
    made = actions.sign_up(
        small, actions_person("Kofi"), actions.Wish(people=2), now=now, hold=held
    ).registration
    assert made.standing is Standing.SEATED
    assert waits.standing is Standing.WAITING
    assert (held.seats, taken(small)) == (6, 10)


def actions_person(name):
    from dialogue.registrations.sealed import Person

    return Person(name=name)


def test_more_people_than_are_held_are_refused_and_nothing_changes(small, held, now):
    wish = actions.Wish(people=9)
    with pytest.raises(RuleBroken):
        actions.sign_up(small, actions_person("Koor"), wish, now=now, hold=held)
    assert (held.seats, taken(small)) == (8, 8)


def test_released_seats_go_to_the_line_first(small, held, now):
    make_registration(small, people=2)
    make_registration(small, "Els", phone="06 12 34 56 72")
    assert actions.release(small, held, now) == 8
    assert standings(small) == [Standing.SEATED, Standing.OFFERED]
    assert taken(small) == 3
    assert queries.holds_of(small) == []


def test_in_the_morning_of_the_day_they_come_free_by_themselves(small, held):
    commit()
    with writing():
        assert actions.release_when_due(MORNING - timedelta(seconds=1)) == 0
    with writing():
        assert actions.release_when_due(MORNING) == 8
    with writing():
        assert actions.release_when_due(MORNING) == 0
    assert taken(small) == 0


def test_a_full_hold_is_gone(small, now):
    held = make_seat_hold(small, 1)
    actions.sign_up(small, actions_person("Kofi"), actions.Wish(), now=now, hold=held)
    assert queries.holds_of(small) == []
    assert taken(small) == 1


def test_the_room_cannot_become_smaller_than_what_is_held(small, held):
    from dialogue.sessions import rules

    with pytest.raises(RuleBroken):
        rules.check_can_change_seats(7, taken(small))


def test_of_a_cancelled_evening_nobody_is_offered_a_held_seat(small, held, now):
    make_registration(small, people=2)
    make_registration(small, "Els", phone="06 12 34 56 72")
    commit()
    sessions.cancel(small, "ziek", seen=str(small.revision), now=now)
    commit()
    with writing():
        assert actions.release_when_due(MORNING) == 8
    assert Standing.OFFERED not in standings(small)


def test_forgetting_people_forgets_the_teams(small, held, now):
    actions.forget_people(small, now + timedelta(days=400))
    assert queries.holds_of(small) == []


def test_the_desk_holds_fills_and_releases(at_desk, small):
    form = {"for_whom": "de vrijwilligers", "seats": "3", "until": "4-2-2027"}
    assert at_desk.post(place(small), data=form).status_code == 303
    db.session.rollback()
    [held] = queries.holds_of(small)
    seats = at_desk.get(f"/wilgendam/desk/talks/{small.id}/seats").text
    assert "de vrijwilligers" in seats
    assert "3 plekken" in seats
    page = f"{place(small)}/{held.id}"
    assert "donderdag 4\xa0februari" in at_desk.get(page).text
    fill = {"name": "Kofi +1", "reach": "06 12 34 56 71"}
    assert at_desk.post(page, data=fill).status_code == 303
    db.session.rollback()
    assert [each.seats for each in queries.holds_of(small)] == [1]
    assert at_desk.post(f"{page}/release").status_code == 303
    db.session.rollback()
    assert queries.holds_of(small) == []
    assert taken(small) == 2


def test_the_form_proposes_a_week_before(at_desk, small):
    assert 'value="2027-02-04"' in at_desk.get(place(small)).text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"seats": "0"}, "ten minste één"),
        ({"seats": "11"}, "10"),
        ({"seats": "veel"}, "heel getal"),
        ({"for_whom": ""}, "welk team"),
        ({"until": "29-2-2027"}, "bestaat niet"),
        ({"until": "12-2-2027"}, "Kies een dag"),
    ],
)
def test_mistakes_come_back_with_what_was_typed(at_desk, small, change, words):
    form = {"for_whom": "de koks", "seats": "3", "until": "4-2-2027"} | change
    answer = at_desk.post(place(small), data=form)
    assert answer.status_code == 422
    assert words in answer.text
    if "for_whom" not in change:
        assert "de koks" in answer.text
    db.session.rollback()
    assert taken(small) == 0


def test_sent_twice_it_is_held_once(at_desk, small):
    form = {
        "for_whom": "de koks", "seats": "3", "until": "4-2-2027", "once": "a" * 32,
    }  # fmt: skip
    for _twice in range(2):
        assert at_desk.post(place(small), data=form).status_code == 303
    db.session.rollback()
    assert taken(small) == 3


def test_another_town_s_hold_is_not_here(client, cast, sign_in, small, held):
    sign_in(client, cast.fatma)
    away = f"/oosterbrug/desk/talks/{small.id}/seats/held/{held.id}"
    assert client.get(away).status_code == 404
    assert client.post(f"{away}/release").status_code == 404


def test_the_last_held_seat_given_twice_leads_back_to_the_list(at_desk, small, now):
    held = make_seat_hold(small, 1)
    commit()
    page = f"{place(small)}/{held.id}"
    fill = {"name": "Kofi", "once": "b" * 32}
    for _twice in range(2):
        answer = at_desk.post(page, data=fill)
        assert answer.location.endswith(f"/desk/talks/{small.id}/seats")
    assert "niet meer vastgehouden" in at_desk.get(answer.location).text
    assert at_desk.post(f"{page}/release").status_code == 303
    db.session.rollback()
    assert taken(small) == 1


def test_a_hold_released_by_hand_meanwhile_does_not_stop_the_sweep(
    small, held, monkeypatch
):
    commit()
    with writing():
        due = queries.holds_due(MORNING)
        assert actions.release(small, due[0][0], MORNING) == 8
        monkeypatch.setattr(queries, "holds_due", lambda _now: due)
        assert actions.release_when_due(MORNING) == 0
    assert taken(small) == 0
