"""What the ledger decides, one case at a time."""

import pytest

from dialogue.outcomes.protection.ledger import (
    Cell,
    Decision,
    Ledger,
    Release,
    Subject,
    Sum,
    decide_release,
)

NOORD = Subject("session noord", frozenset({"noord"}))
ZUID = Subject("session zuid", frozenset({"zuid"}))
TOWN = Subject("municipality", frozenset({"noord", "zuid"}))
TOWN_BEFORE = Subject("municipality", frozenset({"noord"}))


def cell(subject, category="agree", measure="statement 7"):
    return Cell(subject, measure, category)


def released(*releases, k=5):
    """Release one after the other; give the figures of the last one and the ledger."""
    ledger, decided = Ledger(), None
    for number, figures in enumerate(releases):
        asked = (
            figures
            if isinstance(figures, Release)
            else Release(f"v{number}", {cell(s): f for s, f in figures.items()})
        )
        decided = decide_release(ledger, asked, k)
        ledger = ledger.with_release(decided)
    return decided, ledger


def figures_of(*releases, k=5):
    return list(released(*releases, k=k)[0].figures.values())


def test_first_figure_is_released():
    decided, _ = released({NOORD: 12})
    assert decided.figures[cell(NOORD)] == 12
    assert decided.decisions[cell(NOORD)] is Decision.NEW


def test_figure_that_changed_by_fewer_than_five_repeats_the_old_one():
    decided, _ = released({NOORD: 12}, {NOORD: 13})
    assert decided.figures[cell(NOORD)] == 12
    assert decided.decisions[cell(NOORD)] is Decision.REPEATED


def test_figure_that_changed_by_five_is_released():
    assert figures_of({NOORD: 12}, {NOORD: 17}) == [17]
    assert figures_of({NOORD: 12}, {NOORD: 7}) == [7]


def test_sensitive_figure_has_to_change_by_ten():
    assert figures_of({NOORD: 12}, {NOORD: 21}, k=10) == [12]
    assert figures_of({NOORD: 12}, {NOORD: 22}, k=10) == [22]


def test_figure_is_held_against_the_oldest_version_too():
    # 12 → 17 is five, but 14 would be two above what stood in the first version.
    assert figures_of({NOORD: 12}, {NOORD: 20}, {NOORD: 14}) == [20]


def test_small_figure_is_never_released_and_zero_may_be():
    decided, _ = released({NOORD: 3, ZUID: 0})
    assert list(decided.figures.values()) == [None, 0]
    assert decided.decisions[cell(NOORD)] is Decision.HIDDEN


def test_town_that_would_give_away_its_other_session_is_hidden():
    assert figures_of({NOORD: 12}, {TOWN: 14}) == [None]
    assert figures_of({NOORD: 12}, {TOWN: 17}) == [17]
    assert figures_of({NOORD: 12}, {TOWN: 12}) == [12]


def test_session_that_would_give_away_the_other_is_hidden_after_the_town():
    assert figures_of({TOWN: 14}, {NOORD: 12}) == [None]
    assert figures_of({TOWN: 14}, {NOORD: 9}) == [9]


def test_town_and_session_in_one_release_are_held_against_each_other():
    assert figures_of({TOWN: 14, NOORD: 12}) == [14, None]
    assert figures_of({NOORD: 12, TOWN: 14}) == [12, None]


def test_other_sessions_and_other_measures_may_differ_by_one():
    assert figures_of({NOORD: 12}, {ZUID: 13}) == [13]
    other = Release("other", {cell(NOORD, measure="statement 8"): 13})
    assert figures_of({NOORD: 12}, other) == [13]


def test_last_of_three_sessions_is_not_had_by_taking_the_others_from_the_town():
    third = Subject("session oost", frozenset({"oost"}))
    town = Subject("municipality", TOWN.members | third.members)
    assert figures_of({NOORD: 12}, {ZUID: 15}, {town: 30}) == [None]
    assert figures_of({NOORD: 12}, {town: 30}, {ZUID: 15}) == [None]
    assert figures_of({NOORD: 12}, {ZUID: 15}, {town: 27}) == [27]
    assert figures_of({NOORD: 12}, {ZUID: 15}, {town: 32}) == [32]


def test_town_of_forty_sessions_is_decided_and_adds_up():
    many = [Subject(f"session {n}", frozenset({f"s{n}"})) for n in range(40)]
    everyone = Subject("municipality", frozenset(f"s{n}" for n in range(40)))
    figures = {one: 5 + number for number, one in enumerate(many)}
    assert figures_of(figures, {everyone: sum(figures.values())}) == [980]
    assert figures_of(figures, {everyone: sum(figures.values()) + 3}) == [None]


def test_session_may_grow_after_its_town_has_reported():
    assert figures_of({NOORD: 12, ZUID: 15, TOWN: 27}, {NOORD: 40}) == [40]


def test_neighbourhoods_that_cross_are_tried_in_every_sum():
    streets = [Subject(f"street {n}", frozenset({f"s{n}"})) for n in range(4)]
    west = Subject("west", frozenset({"s0", "s1"}))
    centre = Subject("centre", frozenset({"s1", "s2"}))
    whole = Subject("municipality", frozenset({"s0", "s1", "s2", "s3"}))
    out = {streets[0]: 10, west: 20, centre: 30, streets[3]: 9}
    # 49 - 10 - 30 leaves the 9 of the last street; 50 would leave one more.
    assert figures_of(out, {whole: 49}) == [49]
    assert figures_of(out, {whole: 50}) == [None]
    assert figures_of(out, {whole: 48}) == [None]


def test_programme_joins_as_one_more_subject():
    programme = Subject("programme", TOWN.members | {"gent"})
    assert figures_of({NOORD: 12, TOWN: 20}, {programme: 22}) == [None]
    assert figures_of({NOORD: 12, TOWN: 20}, {programme: 25}) == [25]


def test_town_that_gained_a_session_repeats_what_it_said_before():
    decided, _ = released({TOWN_BEFORE: 12}, {TOWN: 14})
    assert decided.figures[cell(TOWN)] == 12
    assert decided.decisions[cell(TOWN)] is Decision.REPEATED


def test_old_figure_is_hidden_where_repeating_it_would_betray_the_new_session():
    decided, _ = released({TOWN_BEFORE: 12}, {ZUID: 10}, {TOWN: 14})
    assert decided.figures[cell(TOWN)] is None


def table(subject, agree, disagree, total, label):
    cells = [cell(subject, name) for name in ("agree", "disagree", "all")]
    figures = dict(zip(cells, (agree, disagree, total), strict=True))
    return Release(label, figures, (Sum(cells[2], tuple(cells[:2])),))


def test_table_changes_as_a_whole_or_not_at_all():
    decided, _ = released(table(NOORD, 12, 20, 32, "a"), table(NOORD, 30, 21, 51, "b"))
    assert list(decided.figures.values()) == [12, 20, 32]
    decided, _ = released(table(NOORD, 12, 20, 32, "a"), table(NOORD, 30, 25, 55, "b"))
    assert list(decided.figures.values()) == [30, 25, 55]


def test_total_is_hidden_with_a_figure_that_it_would_give_away():
    decided, _ = released(table(NOORD, 12, 20, 32, "a"), table(TOWN, 14, 40, 54, "b"))
    assert list(decided.figures.values()) == [None, 40, None]


def test_refused_total_takes_its_smallest_part_along():
    decided, _ = released(
        Release("a", {cell(NOORD, "all"): 50}), table(TOWN, 14, 40, 54, "b")
    )
    assert list(decided.figures.values()) == [None, 40, None]


def test_figures_that_protection_hid_stay_as_they_are():
    decided, _ = released(table(NOORD, None, None, 32, "a"))
    assert list(decided.figures.values()) == [None, None, 32]


def test_ledger_keeps_every_release_in_order():
    _, ledger = released({NOORD: 12}, {NOORD: 13}, {NOORD: 20})
    assert [entry.figure for entry in ledger.entries] == [12, 12, 20]
    assert [entry.release for entry in ledger.entries] == ["v0", "v1", "v2"]


def test_release_that_cannot_be_is_refused():
    with pytest.raises(ValueError, match="below zero"):
        released({NOORD: -1})
    total = Sum(cell(NOORD, "all"), (cell(NOORD),))
    with pytest.raises(ValueError, match="does not hold"):
        released(Release("a", {cell(NOORD): 12}, (total,)))


def test_two_releases_never_go_by_the_same_label():
    with pytest.raises(ValueError, match="label"):
        released(Release("a", {cell(NOORD): 12}), Release("a", {cell(NOORD): 20}))


def test_total_that_the_parts_tell_anyhow_is_judged_though_it_was_left_out():
    decided, _ = released(
        Release("a", {cell(NOORD, "all"): 50}), table(TOWN, 14, 40, None, "b")
    )
    assert list(decided.figures.values()) == [None, 40, None]
