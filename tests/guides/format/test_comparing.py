"""Two versions of a guide, side by side."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from msgspec.structs import replace

from dialogue.guides.format import (
    GuideFile,
    LocalText,
    Prompt,
    PromptRole,
    compare,
    parse_guide,
)
from tests.guides.format.made import as_file, guides, patient, small, small_guide


def reordered(*keys: str) -> GuideFile:
    data = small()
    by_key = {step["key"]: step for step in data["steps"]}
    data["steps"] = [copy.deepcopy(by_key[key]) for key in keys]
    data["minutes"] = sum(step["minutes"] for step in data["steps"])
    return parse_guide(as_file(data))


def test_a_guide_is_the_same_as_itself() -> None:
    assert compare(small_guide(), small_guide()).same


def test_a_changed_text_is_shown_with_its_language() -> None:
    changed = small_guide(steps__0__prompts__0__text__en="Good evening.")
    found = compare(small_guide(), changed)
    assert found.fields == ()
    (step,) = [one for one in found.steps if not one.same]
    assert (step.key, step.moved) == ("welcome", False)
    (change,) = step.changes
    assert change.path == "prompts.1.text"
    assert (change.language, change.old, change.new) == (
        "en",
        "Hello.",
        "Good evening.",
    )


def test_a_changed_field_of_the_guide_is_shown() -> None:
    changed = small_guide(title__en="Small words", closed=True)
    found = compare(small_guide(), changed)
    assert [(c.path, c.language, c.old, c.new) for c in found.fields] == [
        ("title", "en", "Small talk", "Small words"),
        ("closed", None, False, True),
    ]


def test_a_removed_step_stands_where_it_was() -> None:
    found = compare(small_guide(), reordered("welcome", "stories", "read-back"))
    assert [one.key for one in found.steps] == [
        "welcome",
        "stories",
        "coffee",
        "read-back",
    ]
    coffee = found.steps[2]
    assert coffee.removed
    assert (coffee.old_order, coffee.new_order) == (3, None)
    assert found.steps[3].same  # it only shifted, it did not move
    assert found.fields[0].path == "minutes"


def test_an_added_step_is_shown() -> None:
    found = compare(reordered("stories", "read-back"), small_guide())
    assert [one.key for one in found.steps if one.added] == ["welcome", "coffee"]


def test_one_step_put_elsewhere_is_the_only_one_that_moved() -> None:
    moved = reordered("coffee", "welcome", "stories", "read-back")
    found = compare(small_guide(), moved)
    assert [one.key for one in found.steps if one.moved] == ["coffee"]


def test_a_prompt_put_in_between_leaves_the_others_alone() -> None:
    old = small_guide()
    new_prompt = Prompt(PromptRole.NOTE, LocalText((("nl", "Rustig."),)))
    first = old.steps[0]
    step = replace(first, prompts=(new_prompt, *first.prompts))
    found = compare(old, replace(old, steps=(step, *old.steps[1:])))
    assert [(c.path, c.language, c.old, c.new) for c in found.steps[0].changes] == [
        ("prompts.1.role", None, None, "note"),
        ("prompts.1.text", "nl", None, "Rustig."),
    ]


def test_a_prompt_taken_away_is_shown_as_gone() -> None:
    old = small_guide()
    step = old.steps[0]
    more = replace(step, prompts=(*step.prompts, *step.prompts))
    found = compare(replace(old, steps=(more, *old.steps[1:])), old)
    changes = found.steps[0].changes
    assert {change.path for change in changes} == {"prompts.2.role", "prompts.2.text"}
    assert all(change.new is None for change in changes)


@pytest.mark.slow
@patient
@given(guides(), guides())
def test_every_step_of_both_versions_is_listed_once(
    old: GuideFile, new: GuideFile
) -> None:
    found = compare(old, new)
    listed = [one.key for one in found.steps]
    assert len(listed) == len(set(listed))
    assert set(listed) == {step.key for step in (*old.steps, *new.steps)}
    orders = [one.new_order for one in found.steps if one.new_order is not None]
    assert orders == sorted(orders)
    assert compare(old, new).same == (old == new)


@pytest.mark.slow
@patient
@given(guides())
def test_a_guide_never_differs_from_itself(guide: GuideFile) -> None:
    assert compare(guide, guide).same
