"""Evening, municipality, and a third level above both: the ledger knows no levels."""

from datetime import timedelta
from itertools import combinations
from random import Random

import pytest

from dialogue.foundation.database import db, start_writing
from dialogue.outcomes import releases
from dialogue.outcomes.actions.releasing import record_figures
from dialogue.outcomes.protection import Subject
from tests.makers.sessions import make_dialogue_session

K = 5
CAME = ("people", "came")


class Land:
    """Evenings in two municipalities, and what goes out about any of them."""

    def __init__(self, cast, now):
        self.towns = {
            town.id: [
                make_dialogue_session(town, starts_at=now - timedelta(days=at))
                for at in (2, 3)
            ]
            for town in (cast.wilgendam, cast.oosterbrug)
        }
        self.now, self.label, self.out = now, 0, []
        self.true = {each.id: 0 for own in self.towns.values() for each in own}

    @property
    def everything(self):
        return [each for own in self.towns.values() for each in own]

    def release(self, name, evenings, figure=None):
        """Ask for how many came to these evenings; write down what is decided."""
        self.label += 1
        label = f"release {self.label}"
        towns = sorted({each.municipality_id for each in evenings})
        subject = Subject(name, frozenset(f"session:{each.id}" for each in evenings))
        asked = releases.Asked()
        wanted = sum(self.true[each.id] for each in evenings)
        asked.add(*CAME, wanted if figure is None else figure)
        ledger = releases.town_ledger(*towns)
        decided = releases.decide_about(subject, ledger, asked, label, K)
        record_figures(
            towns, [releases.Released(subject, decided)], label, now=self.now
        )
        self.out.append((frozenset(each.id for each in evenings), decided[CAME]))
        return decided[CAME]

    def release_one(self, evening, figure):
        """The same of one evening, as issuing its report does."""
        self.label += 1
        label = f"release {self.label}"
        asked = releases.Asked()
        asked.add(*CAME, figure)
        decided = releases.decide(evening, asked, label, K)
        released = releases.Released(releases.subject_of(evening), decided)
        record_figures([evening.municipality_id], [released], label, now=self.now)
        self.out.append((frozenset([evening.id]), decided[CAME]))
        return decided[CAME]


@pytest.fixture
def land(cast, now):
    return Land(cast, now)


def test_a_province_joins_without_the_ledger_knowing_of_provinces(land):
    (a, b), (c, d) = land.towns.values()
    for each, people in ((a, 40), (b, 30), (c, 20), (d, 50)):
        land.true[each.id] = people
        assert land.release_one(each, people) == people
    assert land.release("municipality:1 people", [a, b]) == 70
    assert land.release("province:GE people", [a, b, c, d]) == 140


def test_a_province_minus_its_towns_never_leaves_a_few(land):
    (a, b), (c, d) = land.towns.values()
    land.release_one(a, 40), land.release_one(b, 30), land.release_one(c, 20)
    # d has no report; four came there, and 94 - 40 - 30 - 20 would say so.
    assert land.release("province:GE people", [a, b, c, d], 94) is None


def test_an_evening_in_another_town_is_held_against_the_province(land):
    (a, b), (c, d) = land.towns.values()
    for each, people in ((a, 40), (b, 30), (c, 20)):
        land.release_one(each, people)
    assert land.release("province:GE people", [a, b, c, d], 140) == 140
    # d's own report, in the other municipality: 47 would leave 3 people over.
    assert land.release_one(d, 47) is None


def test_a_town_is_held_against_what_went_out_about_the_other_with_it(land):
    (a, b), (c, d) = land.towns.values()
    land.release_one(a, 40), land.release_one(b, 30)
    assert land.release("province:GE people", [a, b, c, d], 140) == 140
    assert land.release("municipality:2 people", [c, d], 72) is None
    assert land.release("municipality:2 people", [c, d], 70) == 70


@pytest.mark.slow
def test_no_history_over_three_levels_leaves_a_pair_that_differs_by_a_few(cast, now):
    random, said = Random(7), 0
    for _ in range(25):
        db.session.rollback()
        start_writing()
        land = Land(cast, now)
        for each in land.everything:
            land.true[each.id] = random.choice((0, 3, 7, 12, 20, 40))
        for _ in range(10):
            change = random.choice(land.everything)
            land.true[change.id] = max(0, land.true[change.id] + random.randint(-6, 6))
            level = random.choice(("evening", "town", "province"))
            if level == "evening":
                land.release_one(change, land.true[change.id])
            elif level == "town":
                number, own = random.choice(list(land.towns.items()))
                land.release(f"municipality:{number} people", own)
            else:
                land.release("province:GE people", land.everything)
        said += sum(figure is not None for _, figure in land.out)
        for (one, figure), (other, before) in combinations(land.out, 2):
            if one & other and isinstance(figure, int) and isinstance(before, int):
                assert not 0 < abs(figure - before) < K
    assert said > 50
