"""The bridge from the harvest to counting: one place computes, everyone reads.

``facts_of`` gathers what a dialogue session's tables confirmed into frozen facts;
``findings_of`` counts them. Screens, the report and exports read these findings and
never count for themselves.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from dialogue.conversations import queries as talks
from dialogue.conversations.models import CapturedOn, Contribution, QuoteConsent
from dialogue.guides.format import GuideFile, Sensitivity
from dialogue.outcomes import queries
from dialogue.outcomes.agreement import Agreement, agreement_of
from dialogue.outcomes.counting import (
    Answers,
    Channel,
    Cluster,
    ClusterFinding,
    Evening,
    EveningFindings,
    HeldTable,
    MeasureAnswer,
    Mention,
    MinoritySentence,
    Moment,
    Slate,
    Statement,
    count_cluster,
    count_evening,
)
from dialogue.outcomes.models import OnlineRound
from dialogue.outcomes.online import statements_of
from dialogue.outcomes.queries import Clustered, Idea, Sentence
from dialogue.outcomes.rules import SORTED_KINDS
from dialogue.sessions.models import DialogueSession

_CHANNELS = {CapturedOn.TELEPHONE: Channel.TELEPHONE, CapturedOn.DOOR: Channel.DOOR}
_MOMENTS = {each.value: each for each in Moment}


@dataclass(frozen=True, slots=True)
class Findings:
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
    heaps = queries.clusters_of(dialogue_session, sentences)
    candidates = _candidates(sentences, heaps)
    return Findings(
        evening=count_evening(facts),
        slate=count_evening(
            replace(facts, clusters=candidates, statements=_at_tables(facts))
        ).slate,
        facts=facts,
        members=_by_statement(sentences),
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
                tuple(_mention(each) for each in _blind(heap.members)),
                theme=str(heap.theme_id or ""),
                minority=_minority(heap.members),
            ),
            tables_held=tables_held,
        )
        for heap in heaps
    )


def facts_of(
    dialogue_session: DialogueSession, sentences: Sequence[Sentence]
) -> Evening:
    """The frozen facts of a dialogue session: its evening, and its online round."""
    guide = talks.guide_of(dialogue_session)
    found = queries.online_round_of(dialogue_session)
    online = statements_of(found, sensitive=is_sensitive(guide)) if found else ()
    evening = talks.evening_of(dialogue_session)
    if evening is None:
        return Evening(statements=online)
    present = {each.number: each for each in talks.progress_of(evening)}
    held = tuple(
        HeldTable(str(each.number), each.present or 0, "", each.read_back)
        for each in present.values()
        if each.present or each.written or each.confirmed or each.withdrawn
    )
    people = {number: each.present for number, each in present.items()}
    town, number = dialogue_session.municipality_id, dialogue_session.id
    return Evening(
        tables=held,
        statements=_statements(sentences, people, is_sensitive(guide)) + online,
        clusters=_themes(dialogue_session, sentences),
        measures=tuple(
            MeasureAnswer(measure, _MOMENTS[moment], pair, value)
            for measure, moment, pair, value in talks.measure_slips(evening)
            if moment in _MOMENTS
        ),
        withdrawn=talks.withdrawn_count(town, number),
        skipped_steps=tuple(evening.skipped),
    )


def is_sensitive(guide: GuideFile) -> bool:
    """Whether the larger threshold for small numbers holds."""
    return guide.sensitivity is Sensitivity.HIGH


def statement_key(contribution: Contribution) -> str:
    """The same for one statement that several tables put to the card."""
    words = " ".join(contribution.text.casefold().split()).rstrip(".!")
    return sha256(f"{contribution.step}\n{words}".encode()).hexdigest()[:20]


def blind_order(contribution: Contribution) -> tuple[str, str]:
    """A place in a list that says nothing about table, moment or person."""
    return sha256(contribution.text.encode()).hexdigest(), contribution.id


def put_to_cards(contribution: Contribution) -> bool:
    """Whether secret cards were put down for this sentence."""
    return contribution.agree is not None


def _by_statement(sentences: Iterable[Sentence]) -> dict[str, tuple[Sentence, ...]]:
    found: dict[str, list[Sentence]] = defaultdict(list)
    for each in sentences:
        if put_to_cards(each.contribution):
            found[statement_key(each.contribution)].append(each)
    return {
        key: tuple(sorted(same, key=lambda one: blind_order(one.contribution)))
        for key, same in sorted(found.items())
    }


def _statements(
    sentences: Sequence[Sentence], people: Mapping[int, int | None], sensitive: bool
) -> tuple[Statement, ...]:
    return tuple(
        _statement(key, same, people, sensitive)
        for key, same in _by_statement(sentences).items()
    )


def _statement(
    key: str,
    same: Sequence[Sentence],
    people: Mapping[int, int | None],
    sensitive: bool,
) -> Statement:
    sides: dict[str, Answers] = {
        side: Answers() for each in same for side in each.contribution.table_talk.sides
    }
    undeclared, silent = Answers(), 0
    for each in same:
        cards = each.contribution
        for side, (agree, disagree, unsure) in _per_side(cards).items():
            answers = Answers(agree, disagree, unsure)
            if side:
                sides[side] = sides.get(side, Answers()) + answers
            else:
                undeclared += answers
        shown = (cards.agree or 0) + (cards.disagree or 0) + (cards.unsure or 0)
        silent += max(0, (people.get(each.table) or shown) - shown)
    first = same[0].contribution
    return Statement(
        key,
        first.text,
        sides=tuple(sorted(sides.items())),
        undeclared=undeclared,
        no_answer=silent,
        tables=frozenset(str(each.table) for each in same),
        theme=str(same[0].theme_id or ""),
        sensitive=sensitive,
        minority=tuple(
            MinoritySentence(each.contribution.text, each.contribution.reason)
            for each in same
            if each.contribution.minority
        ),
    )


def _per_side(cards: Contribution) -> Mapping[str, Sequence[int]]:
    if cards.per_side:
        return dict(cards.per_side)
    return {"": (cards.agree or 0, cards.disagree or 0, cards.unsure or 0)}


def _themes(
    dialogue_session: DialogueSession, sentences: Sequence[Sentence]
) -> tuple[Cluster, ...]:
    lies: dict[int, list[Sentence]] = defaultdict(list)
    for each in sentences:
        if each.theme_id is not None:
            lies[each.theme_id].append(each)
    return tuple(
        Cluster(
            str(theme.id),
            theme.name,
            tuple(_mention(each) for each in _blind(lies[theme.id])),
            theme=str(theme.id),
            minority=_minority(lies[theme.id]),
        )
        for theme in queries.themes_of(dialogue_session)
        if lies[theme.id]
    )


def _minority(sentences: Iterable[Sentence]) -> tuple[MinoritySentence, ...]:
    return tuple(
        MinoritySentence(each.contribution.text, each.contribution.reason)
        for each in _blind(sentences)
        if each.contribution.minority
    )


def _candidates(
    sentences: Sequence[Sentence], heaps: Sequence[Clustered]
) -> tuple[Cluster, ...]:
    """Each sentence that may be printed by itself: candidates for page one.

    Of a cluster its first one that may, for the tables of all.
    """
    heap_of = {each.id: heap for heap in heaps for each in heap.members}
    found, taken = [], set()
    for each in _blind(sentences):
        if not _may_stand_alone(each):
            continue
        heap = heap_of.get(each.id)
        if heap is None:
            found.append(Cluster(each.id, each.contribution.text, (_mention(each),)))
        elif heap.cluster.id not in taken:
            taken.add(heap.cluster.id)
            same = tuple(_mention(one) for one in _blind(heap.members))
            found.append(Cluster(each.id, each.contribution.text, same))
    return tuple(found)


def _may_stand_alone(each: Sentence) -> bool:
    said = each.contribution
    return (
        said.kind in SORTED_KINDS
        and said.quote_consent is not QuoteConsent.NO
        and not put_to_cards(said)
    )


def _blind(sentences: Iterable[Sentence]) -> list[Sentence]:
    return sorted(sentences, key=lambda each: blind_order(each.contribution))


def _mention(each: Sentence) -> Mention:
    said = each.contribution
    return Mention(
        each.id,
        str(each.table),
        channel=_CHANNELS.get(said.captured_on, Channel.TABLE),
        by_proxy=said.on_behalf,
    )
