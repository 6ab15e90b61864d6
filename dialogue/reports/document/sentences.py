"""Sentences get their numbers: by theme, then in an order that tells nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dialogue.conversations.models import (
    CapturedOn,
    Confirmation,
    Contribution,
    Kind,
    QuoteConsent,
)
from dialogue.outcomes import queries as harvest
from dialogue.outcomes.findings import Findings, blind_order
from dialogue.outcomes.models import Theme as HarvestTheme
from dialogue.outcomes.queries import Sentence as Said
from dialogue.outcomes.rules import SORTED_KINDS
from dialogue.reports.document.parts import Sentence, Theme, Words
from dialogue.sessions.models import DialogueSession

# Need signals have a store, rights and a clock of their own: never in a report.
LAST = (Kind.REQUEST, Kind.COMMITMENT)
_AWAY = {CapturedOn.TELEPHONE: "telephone", CapturedOn.DOOR: "door"}


@dataclass(frozen=True, slots=True)
class Numbered:
    """The sentences in the document's order, and the number of each contribution."""

    sentences: tuple[Sentence, ...]
    of: Mapping[str, int]  # contribution id: number


def number_sentences(dialogue_session: DialogueSession) -> Numbered:
    """Themes in their order, then what lies in none, then requests and promises."""
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
    return Numbered(
        tuple(
            _sentence(number, each.contribution, themes.get(each.theme_id or 0))
            for number, each in enumerate(said, 1)
        ),
        {each.id: number for number, each in enumerate(said, 1)},
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
