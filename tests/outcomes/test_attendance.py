"""How many came, over versions and reports: no two of them tell of a few people (T9).

Real rules end to end: the head-count is shown as `figures.shown_heads` says, asked as
the report asks it, and held against everything that went out before.
"""

from collections import defaultdict
from random import Random
from types import SimpleNamespace

import pytest

from dialogue.outcomes.protection import Cell, Entry, Ledger, Range, Subject
from dialogue.outcomes.releases import Asked, decide_about
from dialogue.reports.document.counts import ask_people

SUBJECT = Subject("session:1", frozenset({"session:1"}))
SUM = ("signed_up", "had_seat", "no_seat")


def heads(**some):
    usual = {
        "signed_up": 46, "waiting": 2, "cancelled": 4, "came": 44, "walked_in": 8,
        "helpers": 0,
    }  # fmt: skip
    return SimpleNamespace(**(usual | some))


class Versions:
    """One evening whose head-count goes out again and again."""

    def __init__(self, k, sensitive):
        self.k, self.sensitive = k, sensitive
        self.ledger, self.number = Ledger(), 0

    def issue(self, counted):
        asked = Asked()
        ask_people(asked, counted, self.k, sensitive=self.sensitive)
        self.number += 1
        label = f"v{self.number}"
        found = decide_about(SUBJECT, self.ledger, asked, label, self.k)
        new = tuple(
            Entry(
                label,
                Cell(SUBJECT, *name),
                figure if isinstance(figure, int) else None,
                figure if isinstance(figure, Range) else None,
            )
            for name, figure in found.items()
        )
        self.ledger = Ledger((*self.ledger.entries, *new))
        return {name: figure for (_measure, name), figure in found.items()}


def test_one_more_who_came_crosses_no_edge_of_a_range():
    out = Versions(5, sensitive=True)
    assert out.issue(heads(came=44))["came"] == Range(40, 44)
    assert out.issue(heads(came=45))["came"] == Range(40, 44)
    assert out.issue(heads(came=49))["came"] == Range(40, 44)
    assert out.issue(heads(came=50))["came"] == Range(50, 54)


def test_few_who_became_some_stay_few_until_it_tells_nothing():
    out = Versions(5, sensitive=False)
    assert out.issue(heads(came=4, walked_in=0))["came"] == Range(0, 4)
    assert out.issue(heads(came=6, walked_in=0))["came"] == Range(0, 4)
    assert out.issue(heads(came=9, walked_in=0))["came"] == 9


def test_some_who_became_few_stay_what_they_were():
    out = Versions(5, sensitive=False)
    assert out.issue(heads(came=6, walked_in=0))["came"] == 6
    assert out.issue(heads(came=4, walked_in=0))["came"] == 6


def test_a_range_beside_an_older_total_does_not_tell_the_new_one():
    out = Versions(5, sensitive=False)
    first = out.issue(heads(signed_up=46, waiting=1, cancelled=1))
    assert (first["signed_up"], first["had_seat"]) == (46, Range(42, 46))
    second = out.issue(heads(signed_up=48, waiting=1, cancelled=1))
    assert [second[name] for name in SUM] == [first[name] for name in SUM]


def apart(one, other):
    first, second = (
        each if isinstance(each, Range) else Range(each, each) for each in (one, other)
    )
    return max(0, first.low - second.high, second.low - first.high)


@pytest.mark.parametrize("sensitive", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_no_pair_of_versions_tells_of_a_few(seed, sensitive):
    chance, k = Random(seed), 10 if sensitive else 5
    for _history in range(120):
        out, seen = Versions(k, sensitive), defaultdict(list)
        at = {
            "signed_up": chance.randint(0, 60), "waiting": 0, "cancelled": 0,
            "came": 0, "walked_in": 0, "helpers": chance.randint(0, 9),
        }  # fmt: skip
        for _version in range(4):
            for name in at:
                at[name] = max(0, at[name] + chance.randint(-6, 6))
            at["waiting"] = min(at["waiting"], at["signed_up"])
            at["cancelled"] = min(at["cancelled"], at["signed_up"] - at["waiting"])
            seats = at["signed_up"] - at["waiting"] - at["cancelled"]
            at["came"] = min(at["came"], seats + at["walked_in"])
            at["walked_in"] = min(at["walked_in"], at["came"])
            said = out.issue(SimpleNamespace(**at))
            for name, figure in said.items():
                if figure is not None:
                    seen[name].append(figure)
            low = [getattr(said[name], "low", said[name]) for name in SUM]
            high = [getattr(said[name], "high", said[name]) for name in SUM]
            if None not in low:
                assert low[1] + low[2] <= high[0] and low[0] <= high[1] + high[2]
        for name, figures in seen.items():
            for one in figures:
                for other in figures:
                    moves_with_its_total = (
                        name in SUM
                        and isinstance(one, Range)
                        and isinstance(other, Range)
                    )
                    if one != other and not moves_with_its_total:
                        assert apart(one, other) >= k, (name, figures)
