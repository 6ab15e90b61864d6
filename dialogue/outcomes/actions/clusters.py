"""Clusters: sentences that say the same, under a sentence that people write."""

from collections.abc import Mapping, Sequence
from typing import Any

from dialogue.conversations.models import Contribution
from dialogue.foundation.database import db, lock_row
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.rules import check_fresh
from dialogue.outcomes import queries, rules
from dialogue.outcomes.actions.sorting import evenings_to_sort
from dialogue.outcomes.models import COUNTS, Cluster, ClusterMember, ClusterStep
from dialogue.sessions.models import DialogueSession


def make_cluster(
    dialogue_session: DialogueSession,
    sentences: Sequence[Contribution],
    text: str,
    *,
    language: str = "nl",
    account_id: int | None,
    hand: int = COUNTS,
) -> Cluster:
    """Put sentences together, wherever they lay: out of another cluster it splits it.

    At least two; each goes on being listed.
    """
    lock_row(DialogueSession, dialogue_session.id)
    rules.check_can_cluster(sentences, text)
    cluster = _new(dialogue_session, text, language, account_id, hand)
    step = _step(dialogue_session, account_id, hand)
    step.moves = [_put(each, cluster, hand) for each in sentences]
    db.session.flush()
    return cluster


def cluster_over_evenings(
    sentences: Sequence[tuple[Contribution, DialogueSession]],
    text: str,
    *,
    language: str,
    account_id: int | None,
) -> Mapping[int, int]:
    """Put sentences of several evenings together under one sentence.

    Each evening has a cluster of these words with its own sentences, so that each stays
    its own to report, to sort apart and to take back; over the evenings clusters are
    one when their words are, as themes are. One sentence of an evening stands alone
    there. Returns how many moved, by dialogue session.
    """
    rules.check_can_cluster([said for said, _evening in sentences], text)
    moved = {}
    for evening, those in evenings_to_sort(sentences, account_id):
        lock_row(DialogueSession, evening.id)
        cluster = queries.cluster_worded(evening, text)
        if cluster is None:
            cluster = _new(evening, text, language, account_id, COUNTS)
        moved[evening.id] = put_in_cluster(
            evening, those, cluster, account_id=account_id
        )
    return {number: many for number, many in moved.items() if many}


def put_in_cluster(
    dialogue_session: DialogueSession,
    sentences: Sequence[Contribution],
    cluster: Cluster | None,
    *,
    account_id: int | None,
    hand: int = COUNTS,
) -> int:
    """Join sentences to a cluster, or (None) let them stand alone.

    Returns how many moved. Of a cluster with one sentence left that one stands alone.
    """
    lock_row(DialogueSession, dialogue_session.id)
    for each in sentences:
        rules.check_can_sort(each)
    moves = [_put(each, cluster, hand) for each in sentences]
    moves = [each for each in moves if each[1] != each[2]]
    if moves:
        _step(dialogue_session, account_id, hand).moves = moves
    db.session.flush()
    return len(moves)


def rename_cluster(
    dialogue_session: DialogueSession,
    cluster: Cluster,
    text: str,
    *,
    language: str = "",
    seen: str | None,
    account_id: int | None,
) -> None:
    """Another sentence over the same members."""
    lock_row(DialogueSession, dialogue_session.id)
    rules.check_cluster_text(text)
    check_fresh(cluster.revision, seen)
    if text != cluster.text:
        step = _step(dialogue_session, account_id, cluster.hand)
        step.texts = [[cluster.id, cluster.text, text]]
    _reword(cluster, text)
    cluster.language = language or cluster.language
    db.session.flush()


def stand_alone(
    dialogue_session: DialogueSession,
    contribution: Contribution,
    *,
    account_id: int | None,
    hand: int = COUNTS,
) -> None:
    """Somebody looked: nothing else says the same. It is not asked again."""
    rules.check_can_sort(contribution)
    _step(dialogue_session, account_id, hand).alone = contribution.id
    db.session.flush()


def keep_cluster(
    cluster: Cluster, *, account_id: int | None, seen: str | None = None
) -> None:
    """Somebody looked: nobody can be recognised by the sentence people wrote.

    ``seen`` is the revision they looked at: words written since were not looked at.
    """
    if seen is not None and seen != str(cluster.revision):
        raise RuleBroken(rules.LOOK_AGAIN)
    cluster.checked_by, cluster.checked_words = account_id, rules.digest(cluster.text)
    db.session.flush()


def undo_clustering(
    dialogue_session: DialogueSession,
    *,
    account_id: int | None,
    hand: int = COUNTS,
    steps: int = 1,
) -> int:
    """Take back what this account did last; returns how many steps went back.

    What somebody else moved or wrote since stays as they left it.
    """
    lock_row(DialogueSession, dialogue_session.id)
    back = 0
    for _each in range(steps):
        step = queries.last_cluster_step(dialogue_session, account_id, hand)
        if step is None:
            break
        _take_back(dialogue_session, step)
        back += 1
    return back


def _take_back(dialogue_session: DialogueSession, step: ClusterStep) -> None:
    for sentence_id, before, after in reversed(step.moves):
        said = queries.sentence_if_there(dialogue_session, sentence_id)
        if said is None:
            continue
        row = queries.member_row(said, step.hand)
        if (row.cluster_id if row else None) == after:
            home = before and queries.cluster_in(dialogue_session, before, step.hand)
            _put(said, home or None, step.hand)
    for cluster_id, before, after in step.texts:
        cluster = queries.cluster_in(dialogue_session, cluster_id, step.hand)
        if cluster.text == after:
            _reword(cluster, before)
    db.session.delete(step)
    db.session.flush()


def _new(
    dialogue_session: DialogueSession,
    text: str,
    language: str,
    account_id: int | None,
    hand: int,
) -> Cluster:
    cluster = Cluster(
        municipality_id=dialogue_session.municipality_id,
        dialogue_session_id=dialogue_session.id,
        hand=hand, text=text, language=language, made_by=account_id,
    )  # fmt: skip
    db.session.add(cluster)
    db.session.flush()
    return cluster


def _reword(cluster: Cluster, text: str) -> None:
    cluster.text = text
    cluster.revision += 1


def _put(said: Contribution, cluster: Cluster | None, hand: int) -> list[Any]:
    """Where it lay and lies now: [sentence, cluster before, cluster after]."""
    row = queries.member_row(said, hand)
    before = row.cluster_id if row else None
    after = cluster.id if cluster else None
    if row is not None and cluster is None:
        db.session.delete(row)
    elif row is not None and cluster is not None:
        row.cluster_id = cluster.id
    elif cluster is not None:
        db.session.add(
            ClusterMember(
                municipality_id=said.municipality_id,
                contribution_id=said.id,
                hand=hand,
                cluster_id=cluster.id,
            )
        )
    db.session.flush()
    return [said.id, before, after]


def _step(
    dialogue_session: DialogueSession, account_id: int | None, hand: int
) -> ClusterStep:
    step = ClusterStep(
        municipality_id=dialogue_session.municipality_id, account_id=account_id,
        dialogue_session_id=dialogue_session.id, hand=hand, moves=[], texts=[],
    )  # fmt: skip
    db.session.add(step)
    return step
