"""Two people sort the same sentences apart, compare, and settle what differs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dialogue.foundation import journal
from dialogue.foundation.database import db, lock_row
from dialogue.outcomes import queries, rules
from dialogue.outcomes.actions import drafts
from dialogue.outcomes.agreement import (
    adjusted_rand,
    equal_placements,
    krippendorff_alpha,
)
from dialogue.outcomes.comparing import (
    Group,
    Heaps,
    groups_of,
    is_agreed,
    partition,
)
from dialogue.outcomes.models import COUNTS, Comparison
from dialogue.sessions.models import DialogueSession


def begin_comparison(
    dialogue_session: DialogueSession, *, account_id: int, now: datetime
) -> Comparison:
    """The first of two people begins with an empty draft of their own."""
    lock_row(DialogueSession, dialogue_session.id)
    rules.check_can_begin(queries.comparison_of(dialogue_session))
    found = Comparison(
        municipality_id=dialogue_session.municipality_id,
        dialogue_session_id=dialogue_session.id,
        first_account_id=account_id, figures={}, settled=[],
    )  # fmt: skip
    db.session.add(found)
    db.session.flush()
    _write("began sorting with two", found, now)
    return found


def join_comparison(
    dialogue_session: DialogueSession, comparison: Comparison, *, account_id: int
) -> None:
    """The second person joins, with an empty draft too."""
    lock_row(DialogueSession, dialogue_session.id)
    rules.check_can_join(comparison, account_id)
    comparison.second_account_id = account_id
    db.session.flush()


def say_done(
    dialogue_session: DialogueSession,
    comparison: Comparison,
    *,
    account_id: int,
    now: datetime,
) -> bool:
    """One of the two is done. When both are, their drafts are compared: returns True.

    What they placed alike counts from then on; what differs waits to be settled.
    """
    lock_row(DialogueSession, dialogue_session.id)
    said = queries.sentences_of(dialogue_session, account_id)
    rules.check_can_finish(comparison, account_id, len(queries.to_sort(said)))
    _mark(comparison, account_id, done=True)
    if not (comparison.first_done and comparison.second_done):
        return False
    _compare(dialogue_session, comparison, now)
    return True


def sort_on(
    dialogue_session: DialogueSession, comparison: Comparison, *, account_id: int
) -> None:
    """Undo of being done, while the other is not."""
    lock_row(DialogueSession, dialogue_session.id)
    rules.check_takes_part(comparison, account_id)
    _mark(comparison, account_id, done=False)


def go_on_alone(
    dialogue_session: DialogueSession,
    comparison: Comparison,
    *,
    account_id: int,
    now: datetime,
) -> None:
    """One of the two goes on alone: the other's draft is dropped.

    What they placed themselves counts; what they did not touch stays as it was before
    the two began, so that who began by mistake loses nothing.
    """
    lock_row(DialogueSession, dialogue_session.id)
    rules.check_takes_part(comparison, account_id)
    _count_one(dialogue_session, comparison, account_id)
    _write("went on sorting alone", comparison, now)
    db.session.delete(comparison)
    db.session.flush()


def end_for_them(
    dialogue_session: DialogueSession,
    comparison: Comparison,
    *,
    whose: int,
    account_id: int,
    now: datetime,
) -> None:
    """Somebody else ends it, for two who do not come back.

    What one of the two sorted (``whose``) counts, as if they had gone on alone; so
    nobody who ends it has to look into a draft first. For whoever may harvest this
    evening and does not take part.
    """
    lock_row(DialogueSession, dialogue_session.id)
    rules.check_can_end(comparison, whose, account_id)
    _count_one(dialogue_session, comparison, whose)
    _write("ended sorting of two", comparison, now)
    db.session.delete(comparison)
    db.session.flush()


def _count_one(
    dialogue_session: DialogueSession, comparison: Comparison, account_id: int
) -> None:
    """What one of the two sorted counts from now on; both drafts go."""
    others = {comparison.first_account_id, comparison.second_account_id} - {account_id}
    drafts.share_themes(dialogue_session, [account_id])
    own = queries.placed_by(dialogue_session, account_id)
    drafts.count(
        dialogue_session, {**queries.placed_by(dialogue_session, COUNTS), **own}
    )
    heaps = queries.heaps_of(dialogue_session, account_id)
    for cluster_id in heaps:
        drafts.take_over(dialogue_session, cluster_id, heaps[cluster_id], account_id)
    for hand in (account_id, *(each for each in others if each is not None)):
        drafts.drop_draft(dialogue_session, hand)


def settle_group(
    dialogue_session: DialogueSession, comparison: Comparison, group: Group, take: str
) -> None:
    """Settle clusters that differ: take those of the ``first`` or the ``second``.

    ``by hand`` leaves what lies on the page of the clusters now.
    """
    lock_row(DialogueSession, dialogue_session.id)
    rules.check_compared(comparison)
    sides = {
        "first": (group.first, comparison.first_account_id),
        "second": (group.second, comparison.second_account_id),
    }
    if take in sides:
        chosen, hand = sides[take]
        heaps = queries.heaps_of(dialogue_session, hand or COUNTS)
        for sentence_id in group.sentences:
            drafts.clear(dialogue_session, sentence_id)
        for cluster_id in chosen:
            drafts.take_over(
                dialogue_session, cluster_id, heaps[cluster_id], hand or COUNTS
            )
    comparison.settled = sorted({*comparison.settled, group.key})
    db.session.flush()


def close_comparison(
    dialogue_session: DialogueSession, comparison: Comparison, *, now: datetime
) -> None:
    """All is settled: the drafts go, how much the two agreed stays."""
    lock_row(DialogueSession, dialogue_session.id)
    rules.check_compared(comparison)
    rules.check_all_settled(queries.differences_of(dialogue_session, comparison).left)
    for hand in (comparison.first_account_id, comparison.second_account_id):
        drafts.drop_draft(dialogue_session, hand or COUNTS)
    comparison.settled_at, comparison.settled = now, []
    _write("settled differences", comparison, now)
    db.session.flush()


def _mark(comparison: Comparison, account_id: int, *, done: bool) -> None:
    if account_id == comparison.first_account_id:
        comparison.first_done = done
    else:
        comparison.second_done = done
    db.session.flush()


def _compare(
    dialogue_session: DialogueSession, comparison: Comparison, now: datetime
) -> None:
    hands = [comparison.first_account_id, comparison.second_account_id or COUNTS]
    drafts.share_themes(dialogue_session, hands)
    placed = [queries.placed_by(dialogue_session, hand) for hand in hands]
    heaps = [queries.heaps_of(dialogue_session, hand) for hand in hands]
    comparison.figures = _figures(placed[0], placed[1], heaps[0], heaps[1])
    comparison.compared_at = now
    alike = {
        each: theme for each, theme in placed[0].items() if placed[1].get(each) == theme
    }
    drafts.count(dialogue_session, alike)
    if any(heaps):  # who put nothing together says nothing about what lies together
        drafts.empty_clusters(dialogue_session, COUNTS)
    texts = {each.id: each.text for each in queries.drafted(dialogue_session, hands)}
    for group in groups_of(heaps[0], heaps[1]):
        if is_agreed(group, heaps[0], heaps[1], texts):
            drafts.take_over(
                dialogue_session, group.first[0], group.sentences, hands[0]
            )
            comparison.settled = sorted({*comparison.settled, group.key})
    _write("compared two sortings", comparison, now)
    db.session.flush()


def _figures(
    one: Mapping[str, int], two: Mapping[str, int], ours: Heaps, theirs: Heaps
) -> dict[str, Any]:
    both = sorted(one.keys() & two.keys())
    themes = [(one[each], two[each]) for each in both]
    first, second = partition(ours, both), partition(theirs, both)
    alpha = krippendorff_alpha(themes)
    rand = adjusted_rand([(first[each], second[each]) for each in both])
    return {
        "sentences": len(both), "alike": equal_placements(themes),
        "alpha": None if alpha is None else round(alpha, 4),
        "rand": None if rand is None else round(rand, 4),
    }  # fmt: skip


def _write(act: str, found: Comparison, now: datetime) -> None:
    journal.write(
        act, f"session:{found.dialogue_session_id}", now=now,
        municipality_id=found.municipality_id,
    )  # fmt: skip
