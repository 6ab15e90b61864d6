"""The bridge from the harvest to counting: one place computes, everyone reads.

``facts.facts_of`` gathers what a dialogue session's tables confirmed into frozen facts;
``findings_of`` counts them. Screens, the report and exports read these findings and
never count for themselves.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dialogue.conversations.models import QuoteConsent
from dialogue.outcomes import queries
from dialogue.outcomes.agreement import Agreement, agreement_of
from dialogue.outcomes.counting import (
    Cluster,
    ClusterFinding,
    Evening,
    EveningFindings,
    Slate,
    Statement,
    count_cluster,
    count_evening,
)
from dialogue.outcomes.facts import (
    blind,
    by_statement,
    facts_of,
    mention,
    minority,
    put_to_cards,
)
from dialogue.outcomes.models import OnlineRound
from dialogue.outcomes.queries import Clustered, Idea, Sentence
from dialogue.outcomes.rules import SORTED_KINDS
from dialogue.sessions.models import DialogueSession


class Findings(Struct, frozen=True):
    """What one dialogue session adds up to.

    ``evening.clusters`` are its themes (their ids are those of the themes, as text);
    ``evening.statements`` what was put to the secret card (id: ``statement_key``);
    ``slate`` holds ids of sentences for page one, or of statements; of sentences that
    say the same one stands for all, at all their tables. ``clusters`` are those heaps
    with the sentence people wrote (ids of clusters, as text; members by their own id);
    who is in none stands alone. ``agreement`` is there when two people sorted.
    ``online`` is the round whose statements are among ``evening.statements`` (online.py
    says what may be shown of it); it has no part in page one.
    """

    evening: EveningFindings
    slate: Slate
    facts: Evening
    members: Mapping[str, tuple[Sentence, ...]]  # statement id: its sentences
    clusters: tuple[ClusterFinding, ...] = ()
    ideas: tuple[Idea, ...] = ()
    agreement: Agreement | None = None
    online: OnlineRound | None = None


def findings_of(dialogue_session: DialogueSession) -> Findings:
    """Count one dialogue session: themes, statements, page one, measures, notes."""
    sentences = queries.sentences_of(dialogue_session)
    facts = facts_of(dialogue_session, sentences)
    heaps = queries.worded(queries.clusters_of(dialogue_session, sentences))
    candidates = _candidates(sentences, heaps)
    return Findings(
        evening=count_evening(facts),
        slate=count_evening(
            replace(facts, clusters=candidates, statements=_at_tables(facts))
        ).slate,
        facts=facts,
        members=by_statement(sentences),
        clusters=count_clusters(heaps, tables_held=len(facts.tables)),
        ideas=tuple(queries.ideas_of(dialogue_session, sentences)),
        agreement=agreement_of(queries.comparison_of(dialogue_session)),
        online=queries.online_round_of(dialogue_session),
    )


def _at_tables(facts: Evening) -> tuple[Statement, ...]:
    # Page one is for tables and declared sides; nobody chose a group of a round.
    return tuple(each for each in facts.statements if not each.online)


def reach_of(
    dialogue_session: DialogueSession,
    sentences: Sequence[Sentence],
    heaps: Sequence[Clustered],
) -> tuple[ClusterFinding, ...]:
    """How far clusters of an evening reach, for a page that shows them."""
    held = len(facts_of(dialogue_session, sentences).tables)
    return count_clusters(heaps, tables_held=held)


def count_clusters(
    heaps: Sequence[Clustered], *, tables_held: int
) -> tuple[ClusterFinding, ...]:
    """How far each cluster reaches: tables first; sentences, never people."""
    return tuple(
        count_cluster(
            Cluster(
                str(heap.cluster.id),
                heap.cluster.text,
                tuple(mention(each) for each in blind(heap.members)),
                theme=str(heap.theme_id or ""),
                minority=minority(heap.members),
            ),
            tables_held=tables_held,
        )
        for heap in heaps
    )


def _candidates(
    sentences: Sequence[Sentence], heaps: Sequence[Clustered]
) -> tuple[Cluster, ...]:
    """Each sentence that may be printed by itself: candidates for page one.

    Of a cluster its first one that may, for the tables of all.
    """
    heap_of = {each.id: heap for heap in heaps for each in heap.members}
    found, taken = [], set()
    for each in blind(sentences):
        if not _may_stand_alone(each):
            continue
        heap = heap_of.get(each.id)
        if heap is None:
            found.append(Cluster(each.id, each.contribution.text, (mention(each),)))
        elif heap.cluster.id not in taken:
            taken.add(heap.cluster.id)
            same = tuple(mention(one) for one in blind(heap.members))
            found.append(Cluster(each.id, each.contribution.text, same))
    return tuple(found)


def _may_stand_alone(each: Sentence) -> bool:
    said = each.contribution
    return (
        said.kind in SORTED_KINDS
        and said.quote_consent is not QuoteConsent.NO
        and not put_to_cards(said)
    )
