"""Reports of evenings and reports of several of them, side by side, give nobody away.

Real releases: every figure goes out by issuing a report. An attacker with a linear
programme knows all of them.
"""

from datetime import timedelta
from itertools import combinations
from math import ceil, floor
from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog

from dialogue.conversations.models import Kind
from dialogue.conversations.queries import talks_of
from dialogue.foundation.database import db, start_writing
from dialogue.outcomes import actions as harvest
from dialogue.outcomes import municipality as sums
from dialogue.outcomes import queries as sorting
from dialogue.outcomes.queries.released import all_released
from dialogue.reports import actions
from tests.conftest import NOW
from tests.makers.conversations import make_contribution, make_evening
from tests.makers.guides import make_guide_version
from tests.makers.sessions import make_dialogue_session

TEXT = "Ik weet bij wie ik mag aanbellen."
KINDS = ("agree", "disagree", "no opinion")
OPEN = ((20, 10, 6), (9, 8, 7), (30, 12, 8), (6, 6, 25))
SHUT = ((3, 2, 20), (2, 4, 15), (1, 3, 30), (4, 1, 9), (20, 1, 2))
K = 5


class Town:
    """Evenings with one statement each, their reports, and reports of several."""

    def __init__(self, town):
        self.town, self.true, self.evenings, self.names = town, {}, [], 0

    def hold(self, counts):
        found = make_dialogue_session(
            self.town, starts_at=NOW - timedelta(days=3 + len(self.evenings)),
            guide_version=make_guide_version("naast-elkaar"),
        )  # fmt: skip
        evening = make_evening(found, tables=2, present=None)
        halves = [tuple(c // 2 for c in counts), tuple(c - c // 2 for c in counts)]
        theme = harvest.add_theme(found, "Buren", None)
        for talk, cards in zip(talks_of(evening), halves, strict=True):
            talk.present = sum(cards)
            said = make_contribution(talk, Kind.STATEMENT, TEXT)
            said.agree, said.disagree, said.unsure = cards
        db.session.flush()
        for each in sorting.to_sort(sorting.sentences_of(found)):
            harvest.sort(each.contribution, theme, account_id=None)
        self.true[found.id] = counts
        self.evenings.append(found)
        actions.issue(actions.begin_report(found), now=NOW)
        return found

    def join(self, some):
        self.names += 1
        report = actions.begin_town_report(
            self.town, f"Samen {self.names}", [each.id for each in some], now=NOW
        )
        return actions.document_of(actions.issue(report, now=NOW))

    def published(self):
        """(sessions, kinds, number) of every figure about the cards that went out."""
        members = {}
        for row in all_released(self.town.id):
            measure, category = row.cell.split("|", 1)
            if measure == "members":
                key = (row.subject, row.released_with)
                members.setdefault(key, set()).add(int(category.split(":")[1]))
        for row in all_released(self.town.id):
            measure, category = row.cell.split("|", 1)
            if not measure.startswith("cards ") or not row.value:
                continue
            own = {int(row.subject.split(":")[1].split()[0])}
            about = members.get((row.subject, row.released_with), own)
            kinds = KINDS if category == "total" else tuple(category.split("+"))
            yield frozenset(about), kinds, int(row.value)


def fewest_left(town):
    """Of every small count that is hidden: how many whole numbers it can still be.

    The fewest, and how many counts were attacked.
    """
    place = {
        (number, kind): at
        for at, (number, kind) in enumerate(
            (number, kind) for number in town.true for kind in KINDS
        )
    }
    rows, right = [], []
    for about, kinds, figure in town.published():
        line = np.zeros(len(place))
        for number in about:
            for kind in kinds:
                line[place[number, kind]] = 1
        rows.append(line)
        right.append(figure)
    fewest, attacked = K, 0
    for number, counts in town.true.items():
        for kind, count in zip(KINDS, counts, strict=True):
            if not 0 < count < K:
                continue
            attacked += 1
            cost = np.zeros(len(place))
            cost[place[number, kind]] = 1
            low = linprog(cost, A_eq=np.array(rows), b_eq=right)
            high = linprog(-cost, A_eq=np.array(rows), b_eq=right)
            if high.status == 3:  # endless
                continue
            assert low.status == high.status == 0
            left = floor(-high.fun + 1e-6) - ceil(low.fun - 1e-6) + 1
            fewest = min(fewest, left)
    return fewest, attacked


def differences(town):
    """Two figures on the same kinds, about evenings in common, that differ by a few."""
    out = list(town.published())
    return [
        (one, other)
        for one, other in combinations(out, 2)
        if one[1] == other[1] and one[0] & other[0] and 0 < abs(one[2] - other[2]) < K
    ]


def histories(cast, number, seed):
    """Towns of four evenings with reports of random choices of them."""
    random = Random(seed)
    for _ in range(number):
        db.session.rollback()
        start_writing()
        town = Town(cast.wilgendam)
        for _ in range(4):
            town.hold(random.choice(random.choice((OPEN, SHUT))))
        for _ in range(4):
            some = random.sample(town.evenings, random.choice((2, 3, 4)))
            town.join(some)
        yield town


@pytest.fixture
def quick(database_kind):
    if database_kind != "sqlite":
        pytest.skip("the arithmetic is the same on both")


@pytest.mark.slow
def test_an_attacker_with_every_report_narrows_no_small_count(cast, quick):
    attacked = said = 0
    for town in histories(cast, 8, seed=11):
        fewest, many = fewest_left(town)
        assert fewest >= K
        assert differences(town) == []
        attacked += many
        said += sum(len(about) > 1 for about, _, _ in town.published())
    assert attacked > 20 and said > 10


@pytest.mark.slow
def test_without_a_look_at_earlier_sums_the_same_attacker_succeeds(
    cast, quick, monkeypatch
):
    monkeypatch.setattr(sums, "told_before", lambda *_: set())
    assert any(fewest_left(town)[0] < K for town in histories(cast, 8, seed=11))


@pytest.mark.slow
def test_a_sum_and_a_larger_one_do_not_tell_what_an_evening_hides(cast, app):
    town = Town(cast.wilgendam)
    first, second = town.hold((20, 10, 6)), town.hold((30, 12, 8))
    shut = town.hold((20, 1, 2))  # all its kinds are hidden
    (alone,) = town.join([first, second]).stances[:1]
    assert (alone.evenings, [part.count.number for part in alone.bars[-1].parts]) == (
        2,
        [50, 22, 14],
    )
    larger = town.join([first, second, shut])
    # agree of all three minus agree of two would be the 20 that the evening hides,
    # and 23 - 20 leaves 3 for the others
    fewest, attacked = fewest_left(town)
    assert attacked == 2 and fewest >= K
    assert larger.evenings


def test_the_same_evenings_twice_tell_the_same(cast, app):
    town = Town(cast.wilgendam)
    both = [town.hold((20, 10, 6)), town.hold((3, 2, 20))]
    first, second = town.join(both), town.join(both)
    assert [one.bars for one in first.stances] == [one.bars for one in second.stances]
    assert fewest_left(town)[0] >= K
