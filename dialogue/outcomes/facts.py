"""The frozen facts of a dialogue session: what its tables confirmed, for counting."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from dialogue.conversations import queries as talks
from dialogue.conversations.models import CapturedOn, Contribution
from dialogue.guides.format import GuideFile, Sensitivity
from dialogue.outcomes import queries
from dialogue.outcomes.counting import (
    Answers,
    Channel,
    Cluster,
    Evening,
    HeldTable,
    MeasureAnswer,
    Mention,
    MinoritySentence,
    Moment,
    Statement,
)
from dialogue.outcomes.online import statements_of
from dialogue.outcomes.queries import Sentence
from dialogue.sessions.models import DialogueSession

_CHANNELS = {CapturedOn.TELEPHONE: Channel.TELEPHONE, CapturedOn.DOOR: Channel.DOOR}
_MOMENTS = {each.value: each for each in Moment}


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
        if each.held
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


def by_statement(sentences: Iterable[Sentence]) -> dict[str, tuple[Sentence, ...]]:
    """The sentences put to the card, by statement, in an order that is table-blind."""
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
        for key, same in by_statement(sentences).items()
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
            tuple(mention(each) for each in blind(lies[theme.id])),
            theme=str(theme.id),
            minority=minority(lies[theme.id]),
        )
        for theme in queries.themes_of(dialogue_session)
        if lies[theme.id]
    )


def minority(sentences: Iterable[Sentence]) -> tuple[MinoritySentence, ...]:
    """What some participants said, with their reasons."""
    return tuple(
        MinoritySentence(each.contribution.text, each.contribution.reason)
        for each in blind(sentences)
        if each.contribution.minority
    )


def blind(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Sentences in an order that says nothing about table, moment or person."""
    return sorted(sentences, key=lambda each: blind_order(each.contribution))


def mention(each: Sentence) -> Mention:
    """A sentence as counting knows it."""
    said = each.contribution
    return Mention(
        each.id,
        str(each.table),
        channel=_CHANNELS.get(said.captured_on, Channel.TABLE),
        by_proxy=said.on_behalf,
    )
