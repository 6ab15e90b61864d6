"""A guide is fitted to the evening as it turns out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.guides.format import (
    Channel,
    Form,
    GuideFile,
    StepKind,
    fit,
    library,
    needed_minutes,
    tables_for,
)
from tests.guides.format.made import built_in, patient, small_guide


def said(guide: GuideFile, people: int, minutes: int, **more: int) -> list[str]:
    return [str(one) for one in fit(guide, people, minutes, **more).sentences]


def test_an_evening_with_fewer_people_has_minutes_to_spare() -> None:
    found = fit(small_guide(), 4, 40)
    # 60 s to think and 4 x 180 s to tell: 13 of the 20 minutes.
    assert [one.needed for one in found.steps] == [5, 13, 10, 5]
    assert (found.planned, found.needed, found.spare) == (40, 33, 7)
    assert said(small_guide(), 4, 40) == ["It fits: 33 of 40 minutes."]


def test_an_evening_with_more_people_says_which_step_grows_and_what_to_drop() -> None:
    assert said(small_guide(), 8, 40, tables=1) == [
        "Step 2 needs 25 minutes for 8 people, not 20.",
        "It takes 45 minutes, and there are 40.",
        "Leave out step 3, and it takes 35 minutes.",
    ]


def test_steps_that_must_be_done_are_never_proposed_to_drop() -> None:
    found = fit(small_guide(), 8, 20, tables=1)
    assert found.drop == ("coffee",)
    assert not found.possible
    assert str(found.sentences[-1]) == (
        "Even without the steps that may be left out it takes 35 minutes."
    )


def test_the_smallest_step_that_is_enough_goes_first_and_the_break_stays() -> None:
    guide = built_in("vijf-rechten")
    # Optional: breaks of 3 and 10 minutes, and a round of 20.
    found = fit(guide, 25, 145)
    assert found.drop == ("cafe-round-3",)
    more = fit(guide, 25, 120)
    dropped = {guide.step(key).kind for key in more.drop}
    assert StepKind.BREAK in dropped
    assert more.possible


def test_several_steps_are_named_together() -> None:
    guide = built_in("naast-elkaar")
    assert said(guide, 7, 95)[-1] == ("Leave out steps 3, 6, and it takes 94 minutes.")


def test_pairs_speak_side_by_side_and_an_odd_table_has_one_three() -> None:
    step = built_in("naast-elkaar").step("say-back")
    assert step.form is Form.PAIRS
    assert needed_minutes(step, 6, 6) == 6
    assert needed_minutes(step, 7, 7) == 9
    assert needed_minutes(step, 1, 1) == 3


def test_a_round_with_everyone_counts_the_whole_room() -> None:
    step = built_in("onze-plek").step("acquaintance")
    assert needed_minutes(step, 4, 12) == 9


@pytest.mark.parametrize(
    ("people", "tables"), [(3, 1), (5, 1), (8, 1), (9, 2), (14, 2), (40, 6), (41, 6)]
)
def test_parallel_tables_come_near_the_ideal(people: int, tables: int) -> None:
    guide = built_in("sleutel-van-de-buren")
    assert tables_for(guide, people) == tables


def test_rotating_tables_are_as_many_as_there_are_hosts() -> None:
    guide = built_in("vijf-rechten")
    assert tables_for(guide, 25) == 5
    assert fit(guide, 26, 150).largest_table == 6


def test_too_few_and_too_many_people_are_told() -> None:
    guide = built_in("rondkomen")
    assert said(guide, 2, 105)[0] == "There are too few people: 2, and at least 4."
    assert said(guide, 9, 105)[0] == "There are too many people: 9, and at most 8."


def test_at_parallel_tables_the_limits_hold_for_each_table() -> None:
    guide = built_in("sleutel-van-de-buren")
    assert said(guide, 40, 120) == ["It fits: 107 of 120 minutes."]
    crowded = said(guide, 40, 120, tables=4)
    assert crowded[0] == "There are too many people at a table: 10, and at most 8."
    empty = said(guide, 4, 120, tables=2)
    assert empty[0] == "There are too few people at a table: 2, and at least 5."


def test_a_channel_keeps_only_its_own_steps() -> None:
    guide = small_guide(
        variants=[{"channel": "online", "steps": ["stories", "read-back"]}]
    )
    found = fit(guide, 6, 40, channel=Channel.ONLINE)
    assert [one.key for one in found.steps] == ["stories", "read-back"]
    assert found.planned == 25


@pytest.mark.parametrize(
    ("people", "minutes", "tables"), [(0, 9, 1), (9, 0, 1), (9, 9, 0)]
)
def test_people_minutes_and_tables_count_from_one(
    people: int, minutes: int, tables: int
) -> None:
    with pytest.raises(ValueError, match="count from 1"):
        fit(small_guide(), people, minutes, tables=tables)


@patient
@given(st.sampled_from(library()), st.integers(1, 400), st.integers(1, 300))
def test_a_proposal_holds_what_it_promises(
    guide: GuideFile, people: int, minutes: int
) -> None:
    found = fit(guide, people, minutes)
    by_key = {one.key: one for one in found.steps}
    dropped = [by_key[key] for key in found.drop]
    assert not any(one.must for one in dropped)
    assert found.needed_after_drop == found.needed - sum(d.needed for d in dropped)
    assert found.fits == (found.needed <= minutes)
    assert bool(found.drop) <= (not found.fits)
    if not found.possible:
        assert all(one.must for one in found.steps if one not in dropped)
    for one in dropped if found.possible else []:
        # No dropped step could have stayed.
        assert found.needed_after_drop + one.needed > minutes
    assert found.tables * found.largest_table >= people


@patient
@given(st.sampled_from(library()), st.integers(1, 60))
def test_one_more_person_at_the_table_never_takes_less_time(
    guide: GuideFile, people: int
) -> None:
    rounds = [step for step in guide.steps if step.form is not Form.PAIRS]
    for step in rounds:
        now = needed_minutes(step, people, people)
        assert needed_minutes(step, people + 1, people + 1) >= now
