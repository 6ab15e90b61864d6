"""Texts in several languages: look-up with fallback, and placeholders."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct

#: Placeholders that a guide may use. The last five are said by the person who
#: leads the conversation; the product does not know them and prints a blank.
PLACEHOLDERS = (
    "topic",
    "municipality",
    "plan",
    "date",
    "count",
    "caller",
    "organisation",
    "acquaintance",
    "day",
)

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_LAST_RESORT = ("nl", "en")

#: Words of the Netherlands with the words that Flanders and Brussels use.
FLEMISH_WORDS: Mapping[str, str] = {
    "wethouder": "schepen",
    "college van B en W": "college van burgemeester en schepenen",
    "griffier": "algemeen directeur",
    "bijstand": "leefloon",
    "wijkteam": "OCMW",
    "participatieverordening": "participatiereglement",
    "buurthuis": "ontmoetingsplek",
    "het Rijk": "de Vlaamse of de federale overheid",
}


class FoundText(NamedTuple):
    """A text and the language it is in, for the page's `lang` attribute."""

    text: str
    language: str


class LocalText(Struct, frozen=True):
    """One field in one or more languages, in the order of the file."""

    versions: tuple[tuple[str, str], ...]

    def get(self, language: str) -> str | None:
        """The text in exactly this language, or None."""
        return dict(self.versions).get(language)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(language for language, _ in self.versions)


def languages_tried(language: str) -> tuple[str, ...]:
    """The order of look-up: nl-BE gives nl-BE, nl, en; fr gives fr, nl, en."""
    tried = (language, language.partition("-")[0], *_LAST_RESORT)
    return tuple(dict.fromkeys(tried))


def text(field: LocalText, language: str) -> FoundText:
    """The text in `language`, or in the nearest language that the field has."""
    for tried in languages_tried(language):
        found = field.get(tried)
        if found is not None:
            return FoundText(found, tried)
    first_language, first = field.versions[0]
    return FoundText(first, first_language)


def placeholders_in(sentence: str) -> tuple[str, ...]:
    """The names between braces, in order of appearance, each once."""
    return tuple(dict.fromkeys(_PLACEHOLDER.findall(sentence)))


def fill(sentence: str, values: Mapping[str, str], blank: str = "…") -> str:
    """Replace placeholders by their values; what is not known becomes `blank`.

    Only names of the format are replaced, once: a value that holds braces
    itself stays as it was typed.
    """

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in PLACEHOLDERS:
            return match.group(0)
        return values.get(name) or blank

    return _PLACEHOLDER.sub(value, sentence)
