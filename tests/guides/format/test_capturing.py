"""What a rule says is not captured has no field."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dialogue.guides.format import (
    CaptureBy,
    CaptureField,
    Medium,
    Moment,
    ResponseKind,
    StepKind,
    Store,
    fields_for,
    library,
)
from tests.guides.format.made import built_in, small_guide


def fields(slug: str, key: str) -> tuple[CaptureField, ...]:
    guide = built_in(slug)
    return fields_for(guide.step(key), guide)


def test_a_step_that_nobody_writes_in_has_no_field() -> None:
    silent = [
        step
        for guide in library()
        for step in guide.steps
        if step.capture.by is CaptureBy.NOBODY or not step.response.kinds
    ]
    assert len(silent) > 30
    assert all(fields_for(step) == () for step in silent)


def test_tips_in_making_ends_meet_have_no_field_anywhere() -> None:
    step = built_in("rondkomen").step("ideas")
    assert step.capture.store is Store.AT_THE_TABLE
    assert fields_for(step) == ()


def test_what_stays_at_the_table_has_no_field_even_when_somebody_writes() -> None:
    guide = small_guide(
        steps__1__capture__store="stays-at-the-table",
        steps__1__capture__read_back=False,
    )
    assert fields_for(guide.step("stories")) == ()


def test_nobody_writing_is_enough_to_have_no_field() -> None:
    step = built_in("rondkomen").step("request")
    assert fields_for(step)
    silent = replace(step.capture, by=CaptureBy.NOBODY)
    assert fields_for(replace(step, capture=silent)) == ()


def test_a_step_has_a_field_for_each_kind_and_no_other() -> None:
    for guide in library():
        for step in guide.steps:
            kinds = tuple(field.kind for field in fields_for(step, guide))
            assert kinds in ((), step.response.kinds)


def test_a_story_and_a_quote_share_one_maximum() -> None:
    story, quote = fields("sleutel-van-de-buren", "experience")
    assert (story.kind, quote.kind) == (ResponseKind.EXPERIENCE, ResponseKind.QUOTE)
    assert story.max_items == quote.max_items == 8
    assert story.read_back
    assert quote.read_back
    assert (story.quote_consent, quote.quote_consent) == (False, True)
    assert not story.per_person


def test_statements_are_counted_with_secret_cards() -> None:
    (statement,) = fields("naast-elkaar", "statement")
    assert statement.secret_card
    assert [o.code for o in statement.options] == ["agree", "disagree", "dont-know"]
    assert statement.table_number


def test_a_statement_read_to_the_room_has_no_cards() -> None:
    (statement,) = fields("vijf-rechten", "dialogue")
    assert statement.kind is ResponseKind.STATEMENT
    assert not statement.secret_card
    assert statement.options == ()


def test_a_request_asks_to_whom() -> None:
    request, commitment = fields("naast-elkaar", "request")
    assert (request.addressee, commitment.addressee) == (True, False)
    assert not commitment.pseudonym  # this guide writes no name here


def test_a_commitment_asks_a_chosen_name_and_a_date_to_look_back() -> None:
    (commitment,) = fields("sleutel-van-de-buren", "commitment")
    assert commitment.pseudonym
    assert commitment.check_date


@pytest.mark.parametrize(
    ("slug", "contact"), [("rondkomen", True), ("wie-missen-we", False)]
)
def test_a_signal_asks_urgency_and_a_name_only_by_consent(
    slug: str, contact: bool
) -> None:
    (signal,) = fields(slug, "signal")
    assert signal.urgency
    assert signal.contact_with_consent is contact
    assert not signal.read_back


def test_a_measure_taken_twice_asks_the_animal_card() -> None:
    (before,) = fields("naast-elkaar", "measure")
    assert (before.measure, before.moment) == ("closeness", Moment.BEFORE)
    assert before.pair_token
    assert before.per_person
    assert before.max_items == 1
    (key,) = fields("sleutel-van-de-buren", "measure")
    assert not key.pair_token


def test_an_objection_round_offers_the_choice_only_for_the_choice() -> None:
    objection, choice = fields("samen-beginnen", "consent")
    assert objection.options == ()
    assert [o.code for o in choice.options] == ["no-objection", "objection"]


def test_everyone_alone_writes_so_many_each() -> None:
    (weighed,) = fields("vijf-rechten", "weigh")
    assert weighed.per_person
    assert weighed.max_items == 15
    assert len(weighed.options) == 5


def test_on_the_walk_pictures_are_taken() -> None:
    assert {field.medium for field in fields("onze-plek", "walk")} == {Medium.PHOTO}


def test_no_sensitive_guide_lets_a_sentence_carry_its_table() -> None:
    sensitive = [guide for guide in library() if guide.k == 10]
    found = [f for g in sensitive for s in g.steps for f in fields_for(s, g)]
    assert found
    assert not any(field.table_number for field in found)


def test_read_back_steps_write_nothing_themselves() -> None:
    steps = [s for g in library() for s in g.steps if s.kind is StepKind.READ_BACK]
    assert len(steps) == 11
    assert all(fields_for(step) == () for step in steps)
