"""Rules of planning, without a database."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from dialogue.foundation.errors import RuleBroken
from dialogue.guides.format import as_data, library
from dialogue.sessions import rules
from dialogue.sessions.models import Meeting, Visibility
from dialogue.sessions.rules import Plan

NOW = datetime(2027, 1, 18, 9, 0, tzinfo=UTC)
GUIDES = {guide.slug: as_data(guide) for guide in library()}
KEY, SENSITIVE, ONE_TABLE = (
    GUIDES["sleutel-van-de-buren"], GUIDES["rondkomen"], GUIDES["onze-plek"],
)  # fmt: skip


def plan(**more):
    starts_at = more.get("starts_at", datetime(2027, 2, 11, 18, 30, tzinfo=UTC))
    values = {
        "title": "Lief en leed", "guide_version_id": 1, "meeting": Meeting.TABLE,
        "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2), "seats": 40,
        "tables": 6, "languages": ("nl",), "visibility": Visibility.PUBLIC, "venue_id": 1,
    }  # fmt: skip
    return Plan(**(values | more))


def refused(at, act, *args, **kw):
    with pytest.raises(RuleBroken) as told:
        act(*args, **kw)
    assert told.value.field == at
    return told.value


def test_an_evening_in_winter_and_one_in_summer_are_that_hour_on_the_clock():
    assert rules.moment_on(date(2027, 2, 11), time(19, 30)).hour == 18
    assert rules.moment_on(date(2027, 6, 10), time(19, 30)).hour == 17


def test_an_hour_that_the_clock_skips_is_refused():
    refused("starts", rules.moment_on, date(2027, 3, 28), time(2, 30))
    rules.moment_on(date(2027, 3, 28), time(1, 59))
    rules.moment_on(date(2027, 3, 28), time(3, 0))


def test_an_hour_that_comes_twice_is_refused():
    refused("ends", rules.moment_on, date(2027, 10, 31), time(2, 30), field="ends")
    rules.moment_on(date(2027, 10, 31), time(3, 0))


@pytest.mark.parametrize(
    ("field", "starts", "lasts"),
    [
        ("day", NOW, 2), ("day", NOW - timedelta(days=1), 2),
        ("day", NOW + timedelta(days=1200), 2), ("ends", NOW + timedelta(days=9), 0),
        ("ends", NOW + timedelta(days=9), -1), ("ends", NOW + timedelta(days=9), 13),
    ],
)  # fmt: skip
def test_past_too_far_and_backward_moments_are_refused(field, starts, lasts):
    refused(field, rules.check_when, starts, starts + timedelta(hours=lasts), NOW)


def test_a_good_plan_passes():
    rules.check_plan(plan(), KEY, NOW)


def test_the_steps_that_cannot_be_left_out_must_fit():
    assert rules.must_minutes(KEY) == 109
    rules.check_time_for_guide(timedelta(minutes=109), KEY)
    refused("ends", rules.check_time_for_guide, timedelta(minutes=108), KEY)


@pytest.mark.parametrize(("seats", "tables"), [(0, 1), (401, 60), (-3, 1)])
def test_seats_have_bounds(seats, tables):
    refused("seats", rules.check_seats, seats, tables, KEY)


def test_tables_hold_the_seats():
    rules.check_seats(40, 5, KEY)
    refused("tables", rules.check_seats, 41, 5, KEY)
    refused("tables", rules.check_seats, 3, 4, KEY)
    refused("tables", rules.check_seats, 40, 0, KEY)


def test_a_guide_for_one_table_takes_no_more_than_its_people():
    assert rules.default_seats(ONE_TABLE) == 12
    refused("seats", rules.check_seats, 13, 1, ONE_TABLE)


def test_seats_and_tables_that_nobody_typed_follow_the_guide():
    assert rules.seats_for(None, 40, KEY) == 40
    assert rules.seats_for(24, 24, KEY) == 24
    assert rules.seats_for(40, 40, ONE_TABLE) == 12
    assert rules.seats_for(13, 40, ONE_TABLE) == 13, "typed: the rule says no"
    assert rules.tables_for(6, 6, 12, ONE_TABLE) == 1
    assert rules.tables_for(6, 6, 44, KEY) == 6, "it still holds them"
    assert rules.tables_for(6, 6, 60, KEY) == 9
    assert rules.tables_for(6, None, 60, KEY) == 6, "typed: the rule says no"


@pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES)
def test_the_defaults_of_every_guide_pass(guide):
    seats = rules.default_seats(guide)
    rules.check_seats(seats, rules.default_tables(seats, guide), guide)


def test_forty_seats_make_six_tables():
    assert rules.default_tables(40, KEY) == 6
    assert rules.seats_at_tables(40, 6) == [7, 7, 7, 7, 6, 6]


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("venue", {"venue_id": None}),
        ("place_note", {"meeting": Meeting.WALK, "venue_id": None}),
        ("online_link", {"meeting": Meeting.ONLINE, "venue_id": None}),
    ],
)
def test_people_must_be_able_to_find_it(field, more):
    refused(field, rules.check_plan, plan(**more), KEY, NOW)


def test_a_sensitive_guide_is_for_invited_people_only():
    more = {"seats": 8, "tables": 1}
    refused("visibility", rules.check_plan, plan(**more), SENSITIVE, NOW)
    rules.check_plan(plan(visibility=Visibility.CLOSED, **more), SENSITIVE, NOW)


def test_an_answer_comes_after_the_evening():
    refused(
        "answer_due", rules.check_plan, plan(answer_due=date(2027, 2, 11)), KEY, NOW
    )
    rules.check_plan(plan(answer_due=date(2027, 2, 12)), KEY, NOW)


def test_nobody_loses_a_promised_seat():
    rules.check_can_change_seats(24, 24)
    refused("seats", rules.check_can_change_seats, 23, 24)


def test_the_suggested_day_is_an_ordinary_weekday_about_a_month_ahead():
    for days in range(800):
        now = NOW + timedelta(days=days)
        day = rules.suggested_day(now)
        assert day.weekday() in {1, 2, 3}
        assert day not in rules.holidays(day.year)
        assert timedelta(days=27) <= day - now.date() <= timedelta(days=55)


def test_easter_falls_where_the_calendar_says():
    easters = {2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2038: (4, 25)}
    for year, (month, day) in easters.items():
        monday = date(year, month, day) + timedelta(days=1)
        assert {date(year, month, day), monday} <= rules.holidays(year)


def test_a_short_code_is_forty_nine_bits_and_read_as_people_type_it():
    assert len(rules.REF_ALPHABET) ** rules.REF_LENGTH > 2**49
    assert not set("0o1li") & set(rules.REF_ALPHABET)
    assert rules.as_ref(" K7MP4-hqz2x ") == "k7mp4hqz2x"
    assert len({rules.new_ref() for _ in range(500)}) == 500
