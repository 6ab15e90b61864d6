"""Who gets a seat, until when, and what is refused: pure decisions."""

from datetime import UTC, datetime, timedelta

import pytest

from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.language import HOME_ZONE
from dialogue.registrations import rules
from dialogue.registrations.forms import with_others
from dialogue.registrations.models import Standing
from dialogue.registrations.rules import InLine

NOON = datetime(2027, 1, 18, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("taken", "waiting", "people", "line_only", "standing"),
    [
        (0, 0, 1, False, Standing.SEATED),
        (38, 0, 2, False, Standing.SEATED),
        (39, 0, 2, False, Standing.WAITING),
        (10, 1, 1, False, Standing.WAITING),
        (0, 0, 1, True, Standing.WAITING),
    ],
)
def test_a_seat_where_it_fits_and_nobody_waits(
    taken, waiting, people, line_only, standing
):
    found = rules.standing_for(
        capacity=40, taken=taken, waiting=waiting, people=people, line_only=line_only
    )
    assert found is standing


def test_a_group_too_large_holds_the_line():
    line = [InLine(3, 9, 1), InLine(1, 4, 2), InLine(2, 7, 3)]
    assert [each.registration_id for each in rules.next_to_offer(line, 2)] == [1]
    assert [each.registration_id for each in rules.next_to_offer(line, 4)] == [1]
    assert [each.registration_id for each in rules.next_to_offer(line, 6)] == [1, 2, 3]
    assert rules.next_to_offer(line, 1) == []


@pytest.mark.parametrize(
    ("days_left", "hours"), [(20, 48), (5, 24), (0.5, 2)]
)  # fmt: skip
def test_an_offer_holds_shorter_as_the_evening_comes_near(days_left, hours):
    until = rules.offer_deadline(NOON + timedelta(days=days_left), NOON, HOME_ZONE)
    assert until == NOON + timedelta(hours=hours)


def test_no_deadline_falls_in_the_night_or_after_the_start():
    late = datetime(2027, 1, 18, 22, 30, tzinfo=UTC)  # half past eleven in the evening
    until = rules.offer_deadline(late + timedelta(days=20), late, HOME_ZONE)
    assert until.astimezone(HOME_ZONE).hour == 9
    assert until > late + timedelta(days=2)
    starts = NOON + timedelta(minutes=50)
    assert rules.offer_deadline(starts, NOON, HOME_ZONE) == starts


@pytest.mark.parametrize("people", [-1, 0, 10, 400])
def test_one_to_nine_people_a_sign_up(people):
    with pytest.raises(RuleBroken):
        rules.check_people(people)


@pytest.mark.parametrize(
    ("standing", "until", "fine"),
    [
        (Standing.OFFERED, NOON, True),
        (Standing.OFFERED, NOON - timedelta(seconds=1), False),
        (Standing.OFFERED, None, False),
        (Standing.SEATED, NOON, False),
        (Standing.LAPSED, NOON, False),
        (Standing.CANCELLED, NOON, False),
    ],
)
def test_an_offer_is_taken_in_time_and_once(standing, until, fine):
    if fine:
        rules.check_can_take(standing, until, NOON)
    else:
        with pytest.raises(RuleBroken):
            rules.check_can_take(standing, until, NOON)


@pytest.mark.parametrize(("came", "people"), [(-1, 2), (3, 2)])
def test_no_more_came_than_signed_up(came, people):
    with pytest.raises(RuleBroken):
        rules.check_came(came, people)


@pytest.mark.parametrize(("asked", "reached"), [(3, 4), (-1, 0), (3, -1), (100_001, 0)])
def test_nobody_is_reached_who_was_not_asked(asked, reached):
    with pytest.raises(RuleBroken):
        rules.check_invited(asked, reached)


@pytest.mark.parametrize(
    ("unconfirmed", "seats", "flood"),
    [(29, 20, False), (30, 20, True), (60, 80, False), (80, 80, True)],
)
def test_thirty_or_a_whole_evening_within_an_hour_is_a_flood(unconfirmed, seats, flood):
    assert rules.is_flood(unconfirmed, seats) is flood


@pytest.mark.parametrize(
    ("typed", "name", "people"),
    [
        ("Kees", "Kees", 1), ("Kees +2", "Kees", 3), ("Kees+1", "Kees", 2),
        ("Kees + 8", "Kees", 9), ("Kees +9", "Kees +9", 1), ("+1", "+1", 1),
    ],
)  # fmt: skip
def test_plus_behind_a_name(typed, name, people):
    assert with_others(typed) == (name, people)
