"""Sorting: a sentence into a theme, under the stack, and back again."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dialogue.conversations.models import Contribution
from dialogue.foundation.database import db
from dialogue.foundation.errors import RuleBroken
from dialogue.outcomes import queries, rules
from dialogue.outcomes.actions.themes import add_theme
from dialogue.outcomes.models import COUNTS, Sorting, SortStep, Theme
from dialogue.sessions.models import DialogueSession


def sort(
    contribution: Contribution,
    theme: Theme | None,
    *,
    account_id: int | None,
    hand: int = COUNTS,
) -> int | None:
    """Put a sentence in a theme (None: take it out). Returns where it lay before."""
    rules.check_can_sort(contribution)
    row = queries.sorting_of(contribution, hand)
    before = queries.lies_in(contribution, hand)
    if theme is None:
        if row is not None:
            db.session.delete(row)
    elif row is None:
        db.session.add(
            Sorting(
                municipality_id=contribution.municipality_id,
                theme_id=theme.id,
                contribution_id=contribution.id,
                hand=hand,
                by_account_id=account_id,
            )
        )
    else:
        row.theme_id, row.by_account_id = theme.id, account_id
    db.session.flush()
    return before


def sort_many(
    dialogue_session: DialogueSession,
    contributions: Sequence[Contribution],
    theme: Theme | None,
    *,
    account_id: int | None,
    hand: int = COUNTS,
) -> int:
    """Sort by hand, each to be taken back with ``undo``; returns how many moved."""
    moved = 0
    to = theme.id if theme is not None else None
    for contribution in contributions:
        before = sort(contribution, theme, account_id=account_id, hand=hand)
        if before != to:
            moved += 1
            step = _note(dialogue_session, contribution, account_id, hand)
            step.from_theme_id, step.to_theme_id = before, to
    db.session.flush()
    return moved


def sort_over_evenings(
    sentences: Sequence[tuple[Contribution, DialogueSession]],
    name: str,
    *,
    account_id: int | None,
) -> Mapping[int, int]:
    """Sort sentences of several evenings into the theme of this name ("": into none).

    An evening without such a theme gets it, with the social right it has elsewhere.
    Returns how many moved, by dialogue session, each to be taken back there.
    """
    moved = {}
    for evening, those in evenings_to_sort(sentences, account_id):
        theme = _theme_named(evening, name) if name else None
        moved[evening.id] = sort_many(evening, those, theme, account_id=account_id)
    return {number: many for number, many in moved.items() if many}


def evenings_to_sort(
    sentences: Sequence[tuple[Contribution, DialogueSession]], account_id: int | None
) -> Iterator[tuple[DialogueSession, list[Contribution]]]:
    """The sentences by evening, oldest evening first; none that two sort apart."""
    by_evening: dict[int, list[Contribution]] = defaultdict(list)
    evenings = {each.id: each for _said, each in sentences}
    for said, dialogue_session in sentences:
        by_evening[dialogue_session.id].append(said)
    for number, those in sorted(by_evening.items()):
        rules.check_may_sort(queries.comparison_of(evenings[number]), account_id)
        if queries.hand_of(evenings[number], account_id) != COUNTS:
            raise RuleBroken(rules.SORTS_APART)
        yield evenings[number], those


def _theme_named(dialogue_session: DialogueSession, name: str) -> Theme:
    for each in queries.themes_of(dialogue_session):
        if each.name.casefold() == name.casefold():
            return each
    elsewhere = queries.theme_elsewhere(dialogue_session.municipality_id, name)
    if elsewhere is None:
        return add_theme(dialogue_session, name)
    return add_theme(dialogue_session, elsewhere.name, elsewhere.right)


def put_under(
    dialogue_session: DialogueSession,
    contribution: Contribution,
    *,
    account_id: int | None,
    hand: int = COUNTS,
) -> None:
    """Leave a sentence for later: it goes under the stack."""
    rules.check_can_sort(contribution)
    step = _note(dialogue_session, contribution, account_id, hand)
    step.skipped = True
    db.session.flush()


def undo(
    dialogue_session: DialogueSession,
    *,
    account_id: int | None,
    hand: int = COUNTS,
    steps: int = 1,
) -> int:
    """Take back what this account did last; returns how many steps went back.

    A sentence that somebody else sorted since stays where they put it.
    """
    back = 0
    for _step in range(steps):
        step = queries.last_step(dialogue_session, account_id, hand)
        if step is None:
            break
        _take_back(dialogue_session, step, account_id)
        back += 1
    return back


def _take_back(
    dialogue_session: DialogueSession, step: SortStep, account_id: int | None
) -> None:
    if not step.skipped:
        contribution = queries.sentence_in(dialogue_session, step.contribution_id)
        if queries.lies_in(contribution, step.hand) == step.to_theme_id:
            themes = queries.themes_of(dialogue_session, step.hand)
            in_sight = {each.id: each for each in themes}
            home = in_sight.get(step.from_theme_id) if step.from_theme_id else None
            sort(contribution, home, account_id=account_id, hand=step.hand)
    db.session.delete(step)
    db.session.flush()


def _note(
    dialogue_session: DialogueSession,
    contribution: Contribution,
    account_id: int | None,
    hand: int,
) -> SortStep:
    step = SortStep(
        municipality_id=contribution.municipality_id, account_id=account_id,
        dialogue_session_id=dialogue_session.id, contribution_id=contribution.id,
        hand=hand,
    )  # fmt: skip
    db.session.add(step)
    return step
