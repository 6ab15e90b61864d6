"""Random histories, and an attacker who keeps every report and takes differences."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from random import Random

import pytest

from dialogue.outcomes.protection import Table, protect
from dialogue.outcomes.protection.ledger import (
    Cell,
    Decision,
    Ledger,
    Release,
    Subject,
    Sum,
    decide_release,
)

pytestmark = pytest.mark.slow

HISTORIES = 1_000
K = 5
ANSWERS = ("agree", "disagree", "no opinion")


class Town:
    """Sessions that fill, empty and grow in number, and reports that overlap."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.sessions = {f"s{n}": self._evening() for n in range(random.randint(2, 4))}
        self.versions = Counter()

    def _evening(self):
        return [self.random.choice([0, 2, 6, 9, 15, 30]) for _ in ANSWERS]

    def something_happens(self):
        random = self.random
        what = random.random()
        counts = random.choice(list(self.sessions.values()))
        answer = random.randrange(len(ANSWERS))
        if what < 0.35:  # sentences added or typed in later
            counts[answer] += random.choice([1, 1, 2, 3, 5, 8])
        elif what < 0.7:  # consent withdrawn
            counts[answer] -= min(counts[answer], random.choice([1, 1, 2, 4, 6]))
        elif what < 0.85:  # an answer put right
            moved = min(counts[answer], random.choice([1, 2, 5]))
            counts[answer] -= moved
            counts[random.randrange(len(ANSWERS))] += moved
        elif len(self.sessions) < 6:
            self.sessions[f"s{len(self.sessions)}"] = self._evening()

    def report(self):
        """Make a report on a session, a neighbourhood or the whole municipality."""
        names = list(self.sessions)
        kind = self.random.choice(["session", "neighbourhood", "town", "town"])
        if kind == "session":
            chosen = [self.random.choice(names)]
        elif kind == "neighbourhood":
            chosen = names[:2] if self.random.random() < 0.5 else names[1:3]
        else:
            chosen = names
        name = kind if kind == "town" else f"{kind} {chosen[0]}"
        return self._release(Subject(name, frozenset(chosen)), chosen)

    def _release(self, subject, chosen):
        counts = [sum(self.sessions[s][n] for s in chosen) for n in range(len(ANSWERS))]
        shown = protect(Table.of_one_row(counts), K)
        cells = [Cell(subject, "statement", answer) for answer in ANSWERS]
        figures = dict(zip(cells, shown.counts[0], strict=True))
        total = Cell(subject, "statement", "all")
        self.versions[subject.name] += 1
        label = f"{subject.name} v{self.versions[subject.name]}"
        if self.random.random() < 0.3:
            return Release(label, figures)
        return Release(
            label, {**figures, total: shown.total}, (Sum(total, tuple(cells)),)
        )


def history(seed, with_ledger, edits=3):
    """Give all releases of one town, decided by the ledger or as they were asked.

    Up to so many edits and withdrawals happen before each release.
    """
    random = Random(seed)
    town, ledger, releases = Town(random), Ledger(), []
    for _ in range(random.randint(4, 10)):
        for _ in range(random.randint(0, edits)):
            town.something_happens()
        release = town.report()
        if with_ledger:
            release = decide_release(ledger, release, K)
            ledger = ledger.with_release(release)
        releases.append(release)
    return releases


def worked_out(release):
    """Give the figures of a release with those that its sums give away."""
    known = {cell: f for cell, f in release.figures.items() if f is not None}
    for one in release.sums:
        missing = [cell for cell in one.cells if cell not in known]
        if missing == [one.total]:
            known[one.total] = sum(known[part] for part in one.parts)
        elif len(missing) == 1:
            others = sum(known[p] for p in one.parts if p in known)
            known[missing[0]] = known[one.total] - others
    return known


def small_differences(releases):
    """Take the difference of every pair of figures about overlapping people."""
    figures = {
        (cell, figure) for one in releases for cell, figure in worked_out(one).items()
    }
    return [
        (one, other)
        for one, other in combinations(figures, 2)
        if one[0].category == other[0].category
        and one[0].subject.members & other[0].subject.members
        and 0 < abs(one[1] - other[1]) < K
    ]


def newest_figures(releases):
    newest = {}
    for release in releases:
        newest.update(dict.fromkeys(release.figures))
        newest.update(worked_out(release))
    return {cell: figure for cell, figure in newest.items() if figure is not None}


def parts_of(whole, figures):
    return [
        (cell.subject.members, figure)
        for cell, figure in figures.items()
        if cell.category == whole.category
        and cell.subject.members < whole.subject.members
    ]


def do_not_overlap(parts):
    people = [session for members, _ in parts for session in members]
    return len(people) == len(set(people))


def small_remainders(releases):
    """Take from each newest figure those of the largest parts of it."""
    figures = newest_figures(releases)
    found = []
    for whole, total in figures.items():
        parts = parts_of(whole, figures)
        largest = [p for p in parts if not any(p[0] < other for other, _ in parts)]
        left = total - sum(figure for _, figure in largest)
        if do_not_overlap(largest) and 0 < abs(left) < K:
            found.append((whole, largest))
    return found


def small_remainders_of_any_parts(releases):
    """Take from each newest figure those of any of its parts that do not overlap."""
    figures = newest_figures(releases)
    found = []
    for whole, total in figures.items():
        parts = parts_of(whole, figures)
        for size in range(1, len(parts) + 1):
            for some in combinations(parts, size):
                left = total - sum(figure for _, figure in some)
                if do_not_overlap(some) and 0 < abs(left) < K:
                    found.append((whole, some))
    return found


def test_no_pair_of_releases_differs_by_a_few_in_a_thousand_histories():
    for seed in range(HISTORIES):
        releases = history(seed, with_ledger=True)
        assert small_differences(releases) == [], seed


def test_no_report_minus_several_others_leaves_a_few():
    for seed in range(HISTORIES):
        releases = history(seed, with_ledger=True)
        for moment in range(1, len(releases) + 1):
            assert small_remainders(releases[:moment]) == [], (seed, moment)


def test_reports_of_one_moment_never_leave_a_few_whatever_is_taken_away():
    """Without edits in between, any sum of parts is about the same people."""
    for seed in range(HISTORIES):
        releases = history(seed, with_ledger=True, edits=0)
        assert small_remainders_of_any_parts(releases) == [], seed


def test_same_attacker_succeeds_when_the_ledger_is_off():
    asked = [history(seed, with_ledger=False) for seed in range(200)]
    assert sum(bool(small_differences(one)) for one in asked) > 100
    assert sum(bool(small_remainders(one)) for one in asked) > 50
    still = [history(seed, with_ledger=False, edits=0) for seed in range(200)]
    assert sum(bool(small_remainders_of_any_parts(one)) for one in still) > 20


def test_released_tables_always_add_up():
    for seed in range(200):
        for release in history(seed, with_ledger=True):
            for one in release.sums:
                parts = [release.figures[part] for part in one.parts]
                total = release.figures[one.total]
                if total is not None and None not in parts:
                    assert total == sum(parts)


def test_ledger_still_lets_reports_say_something():
    decisions = Counter(
        decision
        for seed in range(200)
        for release in history(seed, with_ledger=True)
        for decision in release.decisions.values()
    )
    assert decisions[Decision.NEW] > sum(decisions.values()) / 4
    assert decisions[Decision.HIDDEN] < sum(decisions.values()) * 2 / 3
