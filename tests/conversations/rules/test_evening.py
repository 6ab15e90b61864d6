"""The clock, the door of the evening and the number of people at a table."""

from datetime import UTC, datetime, timedelta

import pytest

from dialogue.conversations.rules import (
    check_can_enter,
    check_present,
    check_slips,
    same_code,
    seconds_left,
    wait_after,
)
from dialogue.foundation.errors import RuleBroken
from dialogue.guides.format import library

START = datetime(2027, 2, 11, 18, 30, tzinfo=UTC)
GUIDES = {guide.slug: guide for guide in library()}


def minutes(count):
    return timedelta(minutes=count)


def test_the_clock_runs_from_the_moment_the_step_began():
    assert seconds_left(26, START, None, 0, START + minutes(12)) == 14 * 60
    assert seconds_left(26, START, None, 0, START + minutes(28)) == -2 * 60


def test_a_step_that_did_not_begin_has_all_its_minutes():
    assert seconds_left(26, None, None, 0, START) == 26 * 60


def test_a_pause_holds_the_clock_and_counts_afterwards():
    held = seconds_left(10, START, START + minutes(4), 0, START + minutes(9))
    assert held == 6 * 60
    assert seconds_left(10, START, None, 5 * 60, START + minutes(9)) == 6 * 60


def test_wrong_codes_wait_longer_and_longer_but_never_for_good():
    waits = [wait_after(wrong).total_seconds() / 60 for wrong in range(13)]
    assert waits == [0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 120, 120, 120]
    assert wait_after(10_000) == timedelta(hours=2)


def test_guessing_for_a_year_with_a_tables_link_in_hand_stays_under_one_in_a_million():
    tries, moment = 0, timedelta(0)
    while moment < timedelta(days=365):
        tries += 1
        moment += wait_after(tries)
    assert tries / 31**7 < 1e-6
    assert tries > 4000  # the control: the wait does not grow into a lock-out


@pytest.mark.parametrize("typed", ["7K4MQPX", "7k4mqpx", " 7K4 MQPX ", "7k4-mqpx"])
def test_a_code_counts_however_it_is_spaced(typed):
    assert same_code(typed, "7K4MQPX")


@pytest.mark.parametrize(
    "typed", ["", "7K4MQP", "7K4MQPXX", "7K4MQPY", "é", "７K4MQPX"]
)
def test_another_code_does_not_count(typed):
    assert not same_code(typed, "7K4MQPX")


def test_a_card_works_until_two_weeks_after_the_evening():
    check_can_enter(START, START + timedelta(days=14))
    with pytest.raises(RuleBroken):
        check_can_enter(START, START + timedelta(days=14, seconds=1))


@pytest.mark.parametrize(
    ("slug", "most"),
    [("sleutel-van-de-buren", 12), ("wat-is-ermee-gedaan", 20), ("rondkomen", 12)],
)
def test_a_table_holds_twelve_or_all_who_sit_at_the_only_one(slug, most):
    check_present(0, GUIDES[slug])
    check_present(most, GUIDES[slug])
    for wrong in (-1, most + 1):
        with pytest.raises(RuleBroken):
            check_present(wrong, GUIDES[slug])


def test_slips_are_whole_numbers_for_answers_that_exist():
    check_slips({1: 0, 3: 500}, 3)
    for wrong in ({4: 1}, {0: 1}, {1: -1}, {1: 501}):
        with pytest.raises(RuleBroken):
            check_slips(wrong, 3)
