"""Sentences get their numbers: by theme, then in an order that tells nothing."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dialogue.conversations import queries as talks
from dialogue.conversations.models import (
    CapturedOn,
    Confirmation,
    Contribution,
    Kind,
    QuoteConsent,
    Translation,
)
from dialogue.outcomes import queries as harvest
from dialogue.outcomes.facts import blind_order
from dialogue.outcomes.findings import Findings
from dialogue.outcomes.models import Theme as HarvestTheme
from dialogue.outcomes.queries import Idea
from dialogue.outcomes.queries import Sentence as Said
from dialogue.outcomes.rules import SORTED_KINDS
from dialogue.reports.document.parts import (
    Cluster,
    Sentence,
    Theme,
    Translated,
    Words,
)
from dialogue.sessions.models import DialogueSession

# Need signals have a store, rights and a clock of their own: never in a report.
LAST = (Kind.REQUEST, Kind.COMMITMENT)
_AWAY = {CapturedOn.TELEPHONE: "telephone", CapturedOn.DOOR: "door"}


class Numbered(Struct, frozen=True):
    """The sentences in the document's order, and the number of each contribution."""

    sentences: tuple[Sentence, ...]
    of: Mapping[str, int]  # contribution id: number


def number_sentences(dialogue_session: DialogueSession, findings: Findings) -> Numbered:
    """Themes in their order, then what lies in none, then requests and promises.

    Each with its translations beside it, and an idea with what it grows from.
    """
    themes = {
        theme.id: number for number, theme in enumerate(_filled(dialogue_session), 1)
    }
    said = [
        each for each in harvest.sentences_of(dialogue_session)
        if each.contribution.kind is not Kind.SIGNAL
    ]  # fmt: skip

    def place(each: Said) -> tuple[int, int, tuple[str, str]]:
        kind = each.contribution.kind
        last = LAST.index(kind) + 1 if kind in LAST else 0
        theme = themes.get(each.theme_id or 0, len(themes) + 1) if not last else 0
        return last, theme, blind_order(each.contribution)

    said.sort(key=place)
    of = {each.id: number for number, each in enumerate(said, 1)}
    town, translated = dialogue_session.municipality_id, talks.translations_of
    beside = translated(town, [dialogue_session.id])
    ideas = {each.sentence.id: each for each in findings.ideas}
    found = (
        _sentence(of[each.id], each.contribution, themes.get(each.theme_id or 0))
        for each in said
    )
    return Numbered(
        tuple(
            _with_idea(
                _with_others(one, beside.get(each.id, ())), ideas.get(each.id), of
            )
            for one, each in zip(found, said, strict=True)
        ),
        of,
    )


def _with_others(one: Sentence, translations: Sequence[Translation]) -> Sentence:
    if one.words is None:
        return one
    return replace(
        one,
        translations=tuple(
            Translated(
                Words(each.text, each.language),
                each.reason if one.reason else "",
                each.made_by.value,
            )
            for each in translations
        ),
    )


def _with_idea(one: Sentence, idea: Idea | None, of: Mapping[str, int]) -> Sentence:
    if idea is None or one.words is None:
        return one
    grows = Words(idea.grows_from, one.words.lang) if idea.grows_from else None
    root = of.get(idea.root.id, 0) if idea.root else 0
    return replace(
        one, place=idea.place, who_could=idea.who_could, grows_from=grows, root=root
    )


def _filled(dialogue_session: DialogueSession) -> list[HarvestTheme]:
    """The themes with something in them, in order."""
    used = {each.theme_id for each in harvest.sentences_of(dialogue_session)}
    return [each for each in harvest.themes_of(dialogue_session) if each.id in used]


def _sentence(number: int, said: Contribution, theme: int | None) -> Sentence:
    printed = said.quote_consent is not QuoteConsent.NO
    reason = said.reason if printed else ""
    return Sentence(
        number,
        said.kind.value,
        Words(said.text, said.language) if printed else None,
        theme=theme,
        changed=said.confirmation is Confirmation.CHANGED,
        minority=said.minority,
        reason=Words(reason, said.language) if reason else None,
        may_quote=said.quote_consent in (QuoteConsent.YES, QuoteConsent.WITHOUT_DETAIL),
        on_behalf=said.on_behalf,
        told=_AWAY.get(said.captured_on, ""),
        to=said.addressed_to if printed else "",
        pseudonym=said.pseudonym if said.kind is Kind.COMMITMENT and printed else "",
        check_on=said.check_on if printed else None,
    )


def clusters_in(
    dialogue_session: DialogueSession, findings: Findings, numbered: Numbered
) -> tuple[Cluster, ...]:
    """Sentences that people wrote over others; the members keep their own numbers."""
    themes = {each.id: at for at, each in enumerate(_filled(dialogue_session), 1)}
    languages = {
        str(each.cluster.id): each.cluster.language
        for each in harvest.clusters_of(
            dialogue_session, harvest.sentences_of(dialogue_session)
        )
    }
    return tuple(
        Cluster(
            number,
            Words(each.text, languages[each.id]),
            themes.get(int(each.theme or 0)),
            tuple(sorted(numbered.of[one] for one in each.members)),
            each.spread.tables,
            each.spread.tables_held,
        )
        for number, each in enumerate(findings.clusters, 1)
    )


def themes_in(
    dialogue_session: DialogueSession, findings: Findings, numbered: Numbered, lang: str
) -> tuple[Theme, ...]:
    """The themes with their reach and their sentences, in the order of the harvest."""
    reach = {each.id: each.spread for each in findings.evening.clusters}
    found = []
    for number, theme in enumerate(_filled(dialogue_session), 1):
        spread = reach[str(theme.id)]
        own = [each for each in numbered.sentences if each.theme == number]
        found.append(
            Theme(
                number,
                Words(theme.name, lang),
                theme.right.value if theme.right else "",
                spread.tables,
                spread.tables_held,
                lived=_numbers(own, Kind.EXPERIENCE, Kind.QUOTE),
                ideas=_numbers(own, Kind.IDEA),
                others=_numbers(
                    own, *SORTED_KINDS - {Kind.EXPERIENCE, Kind.QUOTE, Kind.IDEA}
                ),
                minority=tuple(each.number for each in own if each.minority),
                labels=spread.labels,
            )
        )
    return tuple(found)


def _numbers(sentences: Iterable[Sentence], *kinds: Kind) -> tuple[int, ...]:
    wanted = {kind.value for kind in kinds}
    return tuple(each.number for each in sentences if each.kind in wanted)
