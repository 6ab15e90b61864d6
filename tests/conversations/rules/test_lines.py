"""What each step of the ten built-in guides lets a table write, and on which line."""

import pytest

from dialogue.conversations.models import Kind
from dialogue.conversations.rules import (
    Words,
    check_can_write,
    check_details,
    counted_field,
    number_for,
    sheets_of,
    written_fields,
)
from dialogue.foundation.errors import RuleBroken
from dialogue.guides.format import library

GUIDES = {guide.slug: guide for guide in library()}
KEY = GUIDES["sleutel-van-de-buren"]

# Written by hand from the guides' own files: order of the step to the kinds of sentence.
WRITTEN = {
    "naast-elkaar": {5: "experience quote", 7: "keyword quote", 8: "statement", 9: "request commitment"},
    "onze-plek": {4: "image experience", 5: "experience quote", 6: "idea image", 7: "idea", 8: "commitment", 9: "request"},
    "rondkomen": {4: "experience", 5: "keyword", 8: "request"},
    "samen-beginnen": {3: "keyword", 4: "experience", 5: "idea", 7: "keyword", 8: "objection", 9: "commitment", 10: "request"},
    "sleutel-van-de-buren": {5: "experience quote", 7: "idea image", 8: "commitment", 9: "request"},
    "vijf-rechten": {4: "experience keyword", 6: "experience idea", 8: "idea request", 10: "statement", 12: "request"},
    "wat-is-eerlijk": {4: "experience", 5: "choice", 6: "keyword", 7: "keyword", 8: "statement", 9: "request"},
    "wat-is-ermee-gedaan": {4: "experience quote", 5: "keyword", 6: "statement", 7: "request", 8: "commitment"},
    "wat-is-nu-nodig": {3: "experience quote", 5: "idea", 6: "request"},
    "wie-missen-we": {4: "experience", 5: "image keyword", 7: "idea", 8: "commitment", 9: "request"},
}  # fmt: skip
COUNTED = {
    "naast-elkaar": {3, 11}, "onze-plek": {11}, "rondkomen": {10}, "samen-beginnen": {8, 12},
    "sleutel-van-de-buren": {3, 11}, "vijf-rechten": {11, 14}, "wat-is-eerlijk": {11},
    "wat-is-ermee-gedaan": {10}, "wat-is-nu-nodig": set(), "wie-missen-we": set(),
}  # fmt: skip


@pytest.mark.parametrize("slug", sorted(GUIDES))
def test_a_step_lets_one_write_exactly_what_its_capture_rule_says(slug):
    guide = GUIDES[slug]
    found = {
        step.order: {kind.value for kind in written_fields(step, guide)}
        for step in guide.steps
        if written_fields(step, guide)
    }
    assert found == {
        order: set(kinds.split()) for order, kinds in WRITTEN[slug].items()
    }


@pytest.mark.parametrize("slug", sorted(GUIDES))
def test_measures_and_choices_between_cards_are_counted(slug):
    guide = GUIDES[slug]
    assert {s.order for s in guide.steps if counted_field(s, guide)} == COUNTED[slug]


@pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES)
def test_a_signal_of_need_never_stands_among_the_sentences(guide):
    for step in guide.steps:
        assert Kind.SIGNAL not in written_fields(step, guide)


def test_the_lines_are_numbered_through_as_on_the_printed_sheet():
    assert [(each.step.key, each.first, each.last) for each in sheets_of(KEY)] == [
        ("experience", 1, 8), ("dream", 9, 16), ("commitment", 17, 24), ("request", 25, 27),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("step", "taken", "number"),
    [
        ("experience", set(), 1),
        ("experience", {1, 2}, 3),
        ("experience", {1, 3}, 4),  # 2 was struck out: the pen moves on
        ("experience", {1, 8}, 2),  # no line below: the first empty one
        ("dream", {1, 2, 3}, 9),
        ("request", {25, 26, 27}, 28),  # more than fits: after all lines
        ("experience", {*range(1, 9), 28}, 29),
    ],
)
def test_the_next_sentence_takes_the_next_line(step, taken, number):
    assert number_for(KEY, KEY.step(step), taken) == number


def write(
    step="experience",
    kind=Kind.EXPERIENCE,
    text="Een buur bracht soep.",
    already=0,
    **more,
):
    facts = {"read_back": False, "ended": False} | {
        name: more.pop(name) for name in ("read_back", "ended") if name in more
    }
    check_can_write(KEY.step(step), KEY, Words(kind, text, **more), already, **facts)


def test_a_sentence_of_the_right_kind_may_be_written():
    write()
    write(already=7)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"ended": True}, None),
        ({"read_back": True}, None),
        ({"kind": Kind.REQUEST}, "kind"),
        ({"step": "welcome"}, "kind"),
        ({"step": "measure"}, "kind"),
        ({"text": ""}, "text"),
        ({"already": 8}, "text"),
        ({"addressed_to": "wethouder"}, "addressed_to"),
        ({"pseudonym": "Egel"}, "pseudonym"),
        ({"minority": True}, "reason"),
        ({"step": "request", "kind": Kind.REQUEST}, "addressed_to"),
    ],
)  # fmt: skip
def test_what_the_step_does_not_ask_for_is_refused(facts, field):
    with pytest.raises(RuleBroken) as refused:
        write(**facts)
    assert refused.value.field == field


def test_a_step_in_which_everybody_writes_has_no_limit_for_the_table():
    guide = GUIDES["wat-is-ermee-gedaan"]
    words = Words(Kind.STATEMENT, "Het bankje staat er.")
    check_can_write(
        guide.step("statement"), guide, words, 40, read_back=False, ended=False
    )


def test_a_commitment_may_carry_a_made_up_name_where_the_guide_says_so():
    rule = written_fields(KEY.step("commitment"), KEY)[Kind.COMMITMENT]
    check_details(rule, Words(Kind.COMMITMENT, "Ik zet koffie.", pseudonym="Egel"))
    guide = GUIDES["naast-elkaar"]  # says: no name
    bare = written_fields(guide.step("request"), guide)[Kind.COMMITMENT]
    with pytest.raises(RuleBroken):
        check_details(bare, Words(Kind.COMMITMENT, "Ik zet koffie.", pseudonym="Egel"))
