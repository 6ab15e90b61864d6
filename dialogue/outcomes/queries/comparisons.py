"""Two people who sort one evening, each for themselves."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from sqlalchemy import select

from dialogue.foundation.database import all_of, db, within
from dialogue.outcomes.comparing import Group, Heaps, groups_of, placed_differently
from dialogue.outcomes.models import COUNTS, Cluster, Comparison, Theme
from dialogue.outcomes.queries.clusters import clusters_of
from dialogue.outcomes.queries.sentences import sentences_of
from dialogue.outcomes.rules import SORTED_KINDS
from dialogue.sessions.models import DialogueSession


def comparison_of(dialogue_session: DialogueSession) -> Comparison | None:
    """The last comparison of an evening: under way, to be settled, or settled."""
    found: Comparison | None = db.session.scalars(
        within(
            dialogue_session.municipality_id,
            select(Comparison)
            .where(Comparison.dialogue_session_id == dialogue_session.id)
            .order_by(Comparison.id.desc())
            .limit(1),
        )
    ).one_or_none()
    return found


def hand_of(dialogue_session: DialogueSession, account_id: int | None) -> int:
    """With which hand somebody sorts: their own while two sort apart, else COUNTS."""
    found = comparison_of(dialogue_session)
    if found is None or found.compared_at is not None or account_id is None:
        return COUNTS
    own = account_id in (found.first_account_id, found.second_account_id)
    return account_id if own else COUNTS


def themes_of_hand(dialogue_session: DialogueSession, hand: int) -> Sequence[Theme]:
    """The themes in sight that one hand made and nobody else sees."""
    found: Sequence[Theme] = all_of(
        within(
            dialogue_session.municipality_id,
            select(Theme)
            .where(
                Theme.dialogue_session_id == dialogue_session.id,
                Theme.hand == hand,
                Theme.dropped_at.is_(None),
            )
            .order_by(Theme.id),
        )
    )
    return found


class Differences(Struct, frozen=True):
    """What two people did differently: sentences by theme, and groups of clusters.

    A sentence is settled when it lies somewhere, a group when somebody said so.
    """

    placed: tuple[Mapping[str, int], Mapping[str, int]]
    sentences: tuple[str, ...]
    heaps: tuple[Heaps, Heaps]
    groups: tuple[Group, ...]
    open_sentences: frozenset[str]
    open_groups: frozenset[str]

    @property
    def left(self) -> int:
        """How many are not settled yet."""
        return len(self.open_sentences) + len(self.open_groups)


def differences_of(
    dialogue_session: DialogueSession, comparison: Comparison
) -> Differences:
    """The differences of two drafts that were compared and are not closed yet."""
    one, two = comparison.first_account_id, comparison.second_account_id or COUNTS
    placed = placed_by(dialogue_session, one), placed_by(dialogue_session, two)
    heaps = heaps_of(dialogue_session, one), heaps_of(dialogue_session, two)
    unequal = placed_differently(*placed)
    counted = placed_by(dialogue_session, COUNTS)
    groups = groups_of(*heaps)
    settled = set(comparison.settled)
    return Differences(
        placed, unequal, heaps, groups,
        frozenset(each for each in unequal if each not in counted),
        frozenset(each.key for each in groups if each.key not in settled),
    )  # fmt: skip


def placed_by(dialogue_session: DialogueSession, hand: int) -> Mapping[str, int]:
    """Sentence to theme, by one hand: confirmed sentences that are sorted."""
    return {
        each.id: each.theme_id
        for each in sentences_of(dialogue_session, hand)
        if each.theme_id is not None and each.contribution.kind in SORTED_KINDS
    }


def heaps_of(dialogue_session: DialogueSession, hand: int) -> Heaps:
    """Cluster to its sentences, by one hand: clusters in sight."""
    said = sentences_of(dialogue_session, hand)
    return {
        each.cluster.id: frozenset(one.id for one in each.members)
        for each in clusters_of(dialogue_session, said, hand)
    }


def drafted(
    dialogue_session: DialogueSession, hands: Sequence[int]
) -> Sequence[Cluster]:
    """The clusters of these hands, in sight or not."""
    found: Sequence[Cluster] = all_of(
        within(
            dialogue_session.municipality_id,
            select(Cluster).where(
                Cluster.dialogue_session_id == dialogue_session.id,
                Cluster.hand.in_(hands),
            ),
        )
    )
    return found


def theme_ids(dialogue_session: DialogueSession) -> Sequence[int]:
    """The ids of all themes of an evening, of whatever hand, dropped ones too."""
    return db.session.scalars(
        within(
            dialogue_session.municipality_id,
            select(Theme.id).where(Theme.dialogue_session_id == dialogue_session.id),
        )
    ).all()
