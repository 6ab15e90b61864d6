"""What reading back may do, and how secret cards are counted."""

import pytest

from dialogue.conversations.models import Confirmation, Kind
from dialogue.conversations.rules import (
    Cards,
    ReadBack,
    check_can_close,
    check_can_consent,
    check_can_count,
    check_can_read_back,
    check_cards,
    written_fields,
)
from dialogue.foundation.errors import RuleBroken
from dialogue.guides.format import library

FAIR = next(guide for guide in library() if guide.slug == "wat-is-eerlijk")
FIELD = written_fields(FAIR.step("statement"), FAIR)[Kind.STATEMENT]


def refused(check, *args, **facts):
    with pytest.raises(RuleBroken) as broken:
        check(*args, **facts)
    return broken.value.field


def test_a_changed_sentence_needs_its_new_words():
    answer = ReadBack(Confirmation.CHANGED)
    assert refused(check_can_read_back, answer, "Oud.", closed=False) == "text"
    check_can_read_back(ReadBack(Confirmation.CHANGED, "Nieuw."), "Oud.", closed=False)


def test_who_sees_it_differently_says_why():
    answer = ReadBack(Confirmation.CONFIRMED, minority=True)
    assert refused(check_can_read_back, answer, "Oud.", closed=False) == "reason"


def test_after_closing_nothing_is_answered_any_more():
    refused(check_can_read_back, ReadBack(Confirmation.CONFIRMED), "Oud.", closed=True)


def test_wiped_words_do_not_come_back():
    refused(check_can_read_back, ReadBack(Confirmation.CONFIRMED), "", closed=False)
    check_can_read_back(ReadBack(Confirmation.WITHDRAWN), "", closed=False)


def test_a_table_closes_only_when_everything_was_read():
    check_can_close(0)
    refused(check_can_close, 1)


def test_only_a_sentence_the_table_agreed_to_may_be_quoted():
    for agreed in (Confirmation.CONFIRMED, Confirmation.CHANGED):
        check_can_consent(agreed, closed=False)
        refused(check_can_consent, agreed, closed=True)
    for other in (Confirmation.WRITTEN, Confirmation.WITHDRAWN):
        refused(check_can_consent, other, closed=False)


def test_cards_are_counted_over_sides():
    cards = Cards({"bewoners": (3, 1, 0), "ondernemers": (1, 0, 2)})
    assert cards.total == (4, 1, 2)
    check_cards(cards, 7, ["bewoners", "ondernemers"])
    assert Cards().total == (0, 0, 0)


@pytest.mark.parametrize(
    ("sides", "present", "declared"),
    [
        ({"": (3, 3, 2)}, 7, []),  # eight cards, seven people
        ({"": (-1, 1, 1)}, 7, []),
        ({"toeristen": (1, 0, 0)}, 7, ["bewoners"]),
        ({"": (1, 0, 0)}, 7, ["bewoners"]),  # sides were declared: say which
        ({"": (13, 0, 0)}, None, []),  # nobody said how many: twelve at most
    ],
)
def test_cards_that_cannot_be_are_refused(sides, present, declared):
    assert refused(check_cards, Cards(sides), present, declared) == "cards"


def test_cards_are_put_down_for_statements_where_the_guide_says_so():
    check_can_count(Kind.STATEMENT, FIELD, read_back=False)
    refused(check_can_count, Kind.STATEMENT, FIELD, read_back=True)
    refused(check_can_count, Kind.IDEA, FIELD, read_back=False)
    refused(check_can_count, Kind.STATEMENT, None, read_back=False)
