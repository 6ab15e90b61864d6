"""Which sentences say the same: clusters with their members, and who stands alone."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct
from sqlalchemy import select

from dialogue.conversations.models import Contribution
from dialogue.foundation.database import all_of, db, one, within
from dialogue.outcomes.models import COUNTS, Cluster, ClusterMember, ClusterStep
from dialogue.outcomes.queries.sentences import Sentence
from dialogue.outcomes.rules import LEAST_MEMBERS, SORTED_KINDS
from dialogue.sessions.models import DialogueSession


class Clustered(Struct, frozen=True):
    """A cluster in sight with its confirmed members, in an order that is table-blind.

    ``theme_id`` is the theme most of its members lie in; None while none is sorted.
    """

    cluster: Cluster
    members: tuple[Sentence, ...]

    @property
    def theme_id(self) -> int | None:
        """The theme most members lie in; of as many, the one that was made first."""
        themes = [each.theme_id for each in self.members if each.theme_id is not None]
        return min(set(themes), key=lambda one: (-themes.count(one), one), default=None)


def clusters_of(
    dialogue_session: DialogueSession,
    sentences: Sequence[Sentence],
    hand: int = COUNTS,
) -> list[Clustered]:
    """The clusters in sight, oldest first; ``sentences`` are those of the session."""
    where = members_of(dialogue_session, hand)
    lying: dict[int, list[Sentence]] = defaultdict(list)
    for each in sorted(sentences, key=lambda one: one.id):
        if each.id in where:
            lying[where[each.id]].append(each)
    found = _by_hand(dialogue_session, hand)
    return [
        Clustered(cluster, tuple(lying[cluster.id]))
        for cluster in found
        if len(lying[cluster.id]) >= LEAST_MEMBERS
    ]


def worded(clusters: Sequence[Clustered]) -> list[Clustered]:
    """Those that have words.

    A cluster whose words were those of a sentence that was withdrawn has none, and does
    not go out: its sentences stand alone until somebody writes new words.
    """
    return [each for each in clusters if each.cluster.text]


def standing_alone(
    sentences: Sequence[Sentence], clusters: Sequence[Clustered]
) -> list[Sentence]:
    """The sentences in no cluster: each stands by itself, none is left over."""
    inside = {each.id for cluster in clusters for each in cluster.members}
    return [
        each for each in sentences
        if each.contribution.kind in SORTED_KINDS and each.id not in inside
    ]  # fmt: skip


def members_of(
    dialogue_session: DialogueSession, hand: int = COUNTS
) -> Mapping[str, int]:
    """Sentence to cluster, by one hand; also of clusters that are out of sight."""
    rows = db.session.execute(
        within(
            dialogue_session.municipality_id,
            select(ClusterMember.contribution_id, ClusterMember.cluster_id)
            .join(Cluster, Cluster.id == ClusterMember.cluster_id)
            .where(
                Cluster.dialogue_session_id == dialogue_session.id,
                ClusterMember.hand == hand,
            ),
        )
    )
    return {row.contribution_id: row.cluster_id for row in rows}


def cluster_in(
    dialogue_session: DialogueSession, cluster_id: int, hand: int = COUNTS
) -> Cluster:
    """One cluster of this session and hand, or NotHere."""
    found: Cluster = one(
        within(
            dialogue_session.municipality_id,
            select(Cluster).where(
                Cluster.id == cluster_id,
                Cluster.dialogue_session_id == dialogue_session.id,
                Cluster.hand == hand,
            ),
        )
    )
    return found


def cluster_worded(dialogue_session: DialogueSession, text: str) -> Cluster | None:
    """The first cluster that counts with these words, whatever the capitals."""
    found = _by_hand(dialogue_session, COUNTS)
    wanted = text.casefold()
    return next((each for each in found if each.text.casefold() == wanted), None)


def clusters_beside(contribution: Contribution) -> Sequence[Cluster]:
    """Every cluster of this sentence's evening, of whatever hand, in sight or not."""
    number = contribution.table_talk.evening.dialogue_session_id
    found: Sequence[Cluster] = all_of(
        within(
            contribution.municipality_id,
            select(Cluster).where(Cluster.dialogue_session_id == number),
        )
    )
    return found


def rewordings_beside(contribution: Contribution) -> Sequence[ClusterStep]:
    """The steps at this sentence's evening that keep words of before."""
    number = contribution.table_talk.evening.dialogue_session_id
    found: Sequence[ClusterStep] = all_of(
        within(
            contribution.municipality_id,
            select(ClusterStep).where(ClusterStep.dialogue_session_id == number),
        )
    )
    return [each for each in found if each.texts]


def member_row(contribution: Contribution, hand: int = COUNTS) -> ClusterMember | None:
    """The row that says in which cluster a sentence lies, if any."""
    found: ClusterMember | None = db.session.scalars(
        within(
            contribution.municipality_id,
            select(ClusterMember).where(
                ClusterMember.contribution_id == contribution.id,
                ClusterMember.hand == hand,
            ),
        )
    ).one_or_none()
    return found


def last_cluster_step(
    dialogue_session: DialogueSession, account_id: int | None, hand: int = COUNTS
) -> ClusterStep | None:
    """What this account did last in clustering, to be taken back."""
    found: ClusterStep | None = db.session.scalars(
        within(
            dialogue_session.municipality_id,
            select(ClusterStep)
            .where(
                ClusterStep.dialogue_session_id == dialogue_session.id,
                ClusterStep.account_id == account_id,
                ClusterStep.hand == hand,
            )
            .order_by(ClusterStep.id.desc())
            .limit(1),
        )
    ).one_or_none()
    return found


def looked_alone(
    dialogue_session: DialogueSession, hand: int = COUNTS
) -> frozenset[str]:
    """The sentences of which somebody said that they stand alone."""
    return frozenset(
        db.session.scalars(
            within(
                dialogue_session.municipality_id,
                select(ClusterStep.alone).where(
                    ClusterStep.dialogue_session_id == dialogue_session.id,
                    ClusterStep.hand == hand,
                    ClusterStep.alone.is_not(None),
                ),
            )
        )
    )


def _by_hand(dialogue_session: DialogueSession, hand: int) -> Sequence[Cluster]:
    found: Sequence[Cluster] = all_of(
        within(
            dialogue_session.municipality_id,
            select(Cluster)
            .where(
                Cluster.dialogue_session_id == dialogue_session.id,
                Cluster.hand == hand,
            )
            .order_by(Cluster.id),
        )
    )
    return found
