"""Light stemming: endings off, so that "straten" meets "straat".

Light on purpose. A stem need not be a word, only the same for forms of one
word; what it misses the character n-grams still catch.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_DOUBLED = re.compile(r"(.)\1")


def stemmer(language: str) -> Callable[[str], str]:
    """Give the stemmer of a language ("nl", "nl-BE" …); unknown: leave as it is."""
    return _STEMMERS.get(language.split("-")[0].lower(), _as_it_is)


def _as_it_is(word: str) -> str:
    return word


def _strip(word: str, endings: tuple[str, ...], *, least: int) -> str:
    """Take off the first ending that leaves at least so many letters."""
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


def _single(word: str) -> str:
    """Write doubled letters once: "bakken" and "bak", "straat" and "straten"."""
    return _DOUBLED.sub(r"\1", word)


def _dutch(word: str) -> str:
    stem = _strip(word, ("heden", "heid"), least=4)
    stem = _strip(stem, ("etje", "tjes", "tje", "pjes", "pje", "jes", "je"), least=3)
    stem = _strip(stem, ("ingen", "ende", "den", "ten", "ing", "en"), least=3)
    stem = _strip(stem, ("es", "s"), least=4)
    stem = _strip(stem, ("e", "t"), least=3)
    # Huizen and huis, brieven and brief.
    stem = stem[:-1] + {"z": "s", "v": "f"}.get(stem[-1], stem[-1])
    return _single(stem)


def _english(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    stem = _strip(word, ("ingly", "edly", "ings", "ing", "ed", "ly"), least=3)
    # "Housing" has no plural left to take off.
    plural = ("es", "s", "e") if stem == word else ("e",)
    return _single(_strip(stem, plural, least=3))


def _french(word: str) -> str:
    stem = _strip(
        word, ("issement", "ement", "ations", "ation", "ites", "ite"), least=4
    )
    stem = _strip(
        stem, ("eraient", "aient", "erait", "ions", "ent", "ees", "ait"), least=4
    )
    stem = _strip(stem, ("eux", "aux", "er", "ez", "ee", "es", "s", "x", "e"), least=3)
    return _single(stem)


def _turkish(word: str) -> str:
    # Five letters: as good as real stemming for searching Turkish (Can et al.,
    # 2008, "Information retrieval on Turkish texts").
    return word[:5]


def _arabic(word: str) -> str:
    # Light10 of Larkey, Ballesteros and Connell (2002), on folded letters.
    stem = word
    if stem.startswith("و") and len(stem) > 3:
        stem = stem[1:]
    for article in ("بال", "كال", "فال", "ال", "لل"):
        if stem.startswith(article) and len(stem) - len(article) >= 2:
            stem = stem[len(article) :]
            break
    return _strip(
        stem, ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي", "نا", "هم"), least=3
    )


_STEMMERS: dict[str, Callable[[str], str]] = {
    "nl": _dutch,
    "en": _english,
    "fr": _french,
    "tr": _turkish,
    "ar": _arabic,
}
