"""The draft of one hand: shared, counted, taken over, dropped."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Delete, Update, delete, update

from dialogue.foundation.database import db
from dialogue.outcomes import queries
from dialogue.outcomes.models import (
    COUNTS,
    Cluster,
    ClusterMember,
    ClusterStep,
    Sorting,
    SortStep,
    Theme,
)
from dialogue.sessions.models import DialogueSession


def share_themes(dialogue_session: DialogueSession, hands: Iterable[int]) -> None:
    """What each made for themselves becomes everybody's; alike names become one."""
    for hand in hands:
        for own in queries.themes_of_hand(dialogue_session, hand):
            there = queries.themes_of(dialogue_session)
            names = {each.name.casefold(): each for each in there}
            twin = names.get(own.name.casefold())
            if twin is None:
                own.hand = COUNTS
                own.position = max((each.position for each in there), default=0) + 1
            else:
                lying = update(Sorting).where(Sorting.theme_id == own.id)
                _do(dialogue_session, lying.values(theme_id=twin.id))
            db.session.flush()


def count(dialogue_session: DialogueSession, placed: Mapping[str, int]) -> None:
    """From now on these placements count, and no others."""
    _forget_steps(dialogue_session, SortStep, COUNTS)
    _unsort(dialogue_session, COUNTS)
    db.session.add_all(
        Sorting(
            municipality_id=dialogue_session.municipality_id,
            contribution_id=each,
            hand=COUNTS,
            theme_id=theme,
        )
        for each, theme in placed.items()
    )
    db.session.flush()


def take_over(
    dialogue_session: DialogueSession,
    cluster_id: int,
    sentences: Iterable[str],
    hand: int,
) -> None:
    """A cluster of one hand counts: a copy, whatever becomes of the draft."""
    own = queries.cluster_in(dialogue_session, cluster_id, hand)
    copy = Cluster(
        municipality_id=own.municipality_id, hand=COUNTS, text=own.text,
        dialogue_session_id=own.dialogue_session_id, language=own.language,
        made_by=own.made_by,
    )  # fmt: skip
    db.session.add(copy)
    db.session.flush()
    for each in sorted(sentences):
        clear(dialogue_session, each)
        db.session.add(
            ClusterMember(
                municipality_id=own.municipality_id,
                contribution_id=each,
                hand=COUNTS,
                cluster_id=copy.id,
            )
        )
    db.session.flush()


def clear(dialogue_session: DialogueSession, sentence_id: str) -> None:
    """The sentence lies in no cluster that counts."""
    said = queries.sentence_if_there(dialogue_session, sentence_id)
    row = queries.member_row(said) if said is not None else None
    if row is not None:
        db.session.delete(row)
        db.session.flush()


def empty_clusters(dialogue_session: DialogueSession, hand: int) -> None:
    """No sentence lies in a cluster of this hand; there is nothing to take back."""
    clusters = [each.id for each in queries.drafted(dialogue_session, [hand])]
    _forget_steps(dialogue_session, ClusterStep, hand)
    inside = ClusterMember.cluster_id.in_(clusters)
    _do(dialogue_session, delete(ClusterMember).where(inside))
    _do(dialogue_session, delete(Cluster).where(Cluster.id.in_(clusters)))


def drop_draft(dialogue_session: DialogueSession, hand: int) -> None:
    """Everything of one hand goes; never what counts."""
    if hand == COUNTS:
        return
    _forget_steps(dialogue_session, SortStep, hand)
    empty_clusters(dialogue_session, hand)
    _unsort(dialogue_session, hand)
    own = Theme.dialogue_session_id == dialogue_session.id, Theme.hand == hand
    _do(dialogue_session, delete(Theme).where(*own))


def _unsort(dialogue_session: DialogueSession, hand: int) -> None:
    themes = queries.theme_ids(dialogue_session)
    lying = Sorting.hand == hand, Sorting.theme_id.in_(themes)
    _do(dialogue_session, delete(Sorting).where(*lying))


def _forget_steps(
    dialogue_session: DialogueSession, steps: type[SortStep | ClusterStep], hand: int
) -> None:
    own = steps.dialogue_session_id == dialogue_session.id, steps.hand == hand
    _do(dialogue_session, delete(steps).where(*own))


def _do(dialogue_session: DialogueSession, statement: Delete | Update) -> None:
    db.session.flush()
    db.session.execute(
        statement.execution_options(scope=dialogue_session.municipality_id)
    )
