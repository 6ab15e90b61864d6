"""What must be right about the texts of a guide."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogue.guides.format.invalid import Problem
from dialogue.guides.format.parts import GuideFile, all_texts
from dialogue.guides.format.sentences import N_, sentence
from dialogue.guides.format.texts import (
    FLEMISH_WORDS,
    PLACEHOLDERS,
    LocalText,
    placeholders_in,
)

NO_SUCH_PLACEHOLDER = N_(
    "“{%(name)s}” is not a placeholder. Choose one of: %(options)s."
)
LOOSE_BRACE = N_("A brace { or } stands alone in this text.")
LANGUAGE_NOT_NAMED = N_("The language “%(language)s” is missing under “languages”.")
NOT_TRANSLATED = N_("This text is missing in the language “%(language)s”.")
OTHER_PLACEHOLDERS = N_(
    "The text in “%(language)s” has other placeholders than the one in “%(first)s”."
)
FLEMISH = N_("In Belgium one says “%(flemish)s” for “%(dutch)s”: add a text in nl-BE.")


def text_problems(guide: GuideFile) -> Iterator[Problem]:
    """Unknown placeholders, loose braces, languages that are not accounted for."""
    named = {note.language for note in guide.languages}
    for path, text in all_texts(guide):
        for language, words in text.versions:
            where = f"{path}.{language}"
            if language not in named:
                said = sentence(LANGUAGE_NOT_NAMED, language=language)
                yield Problem(where, said)
            yield from _placeholder_problems(where, words)


def _placeholder_problems(where: str, words: str) -> Iterator[Problem]:
    for name in placeholders_in(words):
        if name not in PLACEHOLDERS:
            options = ", ".join(PLACEHOLDERS)
            said = sentence(NO_SUCH_PLACEHOLDER, name=name, options=options)
            yield Problem(where, said)
    if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", words)):
        yield Problem(where, sentence(LOOSE_BRACE))


def text_warnings(guide: GuideFile) -> Iterator[Problem]:
    """Missing translations, other placeholders, words that are not used in Belgium."""
    named = [note.language for note in guide.languages]
    for path, text in all_texts(guide):
        for language in named:
            # A regional language (nl-BE) only holds what differs from its base.
            if "-" not in language and text.get(language) is None:
                yield Problem(path, sentence(NOT_TRANSLATED, language=language))
        yield from _other_placeholders(path, text)
        yield from _dutch_only(path, text)


def _other_placeholders(path: str, text: LocalText) -> Iterator[Problem]:
    first_language, first = text.versions[0]
    wanted = set(placeholders_in(first))
    for language, words in text.versions[1:]:
        if set(placeholders_in(words)) != wanted:
            said = sentence(OTHER_PLACEHOLDERS, language=language, first=first_language)
            yield Problem(f"{path}.{language}", said)


def _dutch_only(path: str, text: LocalText) -> Iterator[Problem]:
    words = text.get("nl-BE") or text.get("nl") or ""
    for dutch, flemish in FLEMISH_WORDS.items():
        if re.search(rf"\b{re.escape(dutch)}", words, re.IGNORECASE):
            yield Problem(path, sentence(FLEMISH, dutch=dutch, flemish=flemish))
