"""Measures over several evenings: groups of every evening, pairs within one, ledger."""

from types import SimpleNamespace

import pytest

from dialogue.outcomes.counting import say_shown_pairs
from dialogue.outcomes.protection import Cell, Entry, Ledger, Subject
from dialogue.reports.document import town
from dialogue.reports.document.adding import add_measures
from dialogue.reports.document.parts import Group, Measure, Round, Shown, Words

LABELS = tuple((Words(each, "nl"),) for each in ("ver", "eerder ver", "dichtbij"))
QUESTION = (Words("Hoe dichtbij?", "nl"),)


def of(*groups, moment="after", pairs=None, closer=None, code="ios"):
    """An evening's measure: (places, people) per group on a scale of three."""
    held, start = [], 0
    for places, people in groups:
        held.append(Group(LABELS[start : start + places], Shown(people, people)))
        start += places
    total = sum(people for _places, people in groups)
    shown = Shown(pairs, pairs), Shown(*(closer or (None, None)))
    return Measure(
        code, moment, QUESTION, tuple(held), Shown(total, total), None, *shown
    )


def add(*evenings, ledger=None, k=5):
    documents = [SimpleNamespace(measures=each) for each in evenings]
    ids = range(11, 11 + len(evenings))
    return add_measures(
        documents, ids, about=(3, "abc"), ledger=ledger or Ledger(), label="r 1", k=k
    )


def figures(one):
    return [(len(each.labels), each.count.low) for each in one.groups]


def test_groups_are_those_that_every_evening_has():
    (one,) = add(
        [of((1, 5), (1, 6), (1, 7))], [of((2, 8), (1, 9))], [of((1, 5), (2, 12))]
    ).measures
    assert figures(one) == [(3, 52)] and one.total.number == 52
    (one,) = add([of((1, 5), (1, 6), (1, 7))], [of((2, 8), (1, 9))]).measures
    assert figures(one) == [(2, 19), (1, 16)]
    assert (one.evenings, one.left_out, one.evening) == (2, 0, 0)


def test_pairs_are_added_that_were_paired_within_one_evening():
    sums = add(
        [of((2, 12), (1, 10), pairs=22, closer=(9, 9))],
        [of((2, 12), (1, 8), pairs=20, closer=(0, 4))],
        [of((2, 6), (1, 6))],  # too few answered twice there: nothing to add
    )
    (one,) = sums.measures
    assert one.paired.english() == (
        "Of the 42 people who answered twice, 9 to 13 chose a picture closer by."
    )
    assert (one.pairs.number, one.closer.low, one.closer.high) == (42, 9, 13)
    names = {one.subject.name: one.subject.members for one in sums.released}
    assert names["municipality:3 abc pairs ios"] == {"session:11", "session:12"}
    assert names["municipality:3 abc measure ios after"] == {
        "session:11", "session:12", "session:13",
    }  # fmt: skip


def test_an_evening_where_too_few_answered_stays_out_and_is_counted():
    few = Measure("ios", "after", QUESTION, (), Shown(), None)
    (one,) = add([of((2, 8), (1, 9))], [few], [of((2, 8), (1, 9))]).measures
    assert (figures(one), one.left_out) == ([(2, 16), (1, 18)], 1)
    (one,) = add([few], [of((2, 8), (1, 9), pairs=17, closer=(6, 6))]).measures
    assert (one.evening, one.evenings, one.left_out) == (2, 0, 1)


def test_other_scales_and_moments_are_not_one():
    found = add([of((2, 8), (1, 9))], [of((2, 8), (1, 9), moment="before")]).measures
    assert [(each.moment, each.evening) for each in found] == [
        ("after", 1),
        ("before", 2),
    ]


def test_the_ledger_has_the_last_word():
    wider = Subject("province:1", frozenset({"session:11", "session:12", "session:99"}))
    out = Entry("older", Cell(wider, "measure ios after", "total"), 36)
    (one,) = add(
        [of((2, 8), (1, 9))], [of((2, 8), (1, 9))], ledger=Ledger((out,))
    ).measures
    assert one.total.hidden  # 34 beside 36 would tell of two people elsewhere
    assert any(each.count.hidden for each in one.groups)


@pytest.mark.parametrize(
    ("pairs", "closer", "says"),
    [
        (None, None, "Too few people answered twice to say."),
        (22, None, "22 people answered twice. How many"),
    ],
)
def test_what_is_not_shown_is_said(pairs, closer, says):
    assert say_shown_pairs("ios", pairs, closer).english().startswith(says)


def test_how_people_were_asked_is_added_up_where_every_evening_kept_it():
    asked = Round("door", None, Shown(40, 40), Shown(30, 30))
    both = (SimpleNamespace(rounds=(asked,)), SimpleNamespace(rounds=(asked, asked)))
    found = town._rounds(SimpleNamespace(people=both))
    assert [each.evening for each in found] == [1, 2, 2]
    some = (*both, SimpleNamespace(rounds=()))
    assert town._rounds(SimpleNamespace(people=some)) == ()
