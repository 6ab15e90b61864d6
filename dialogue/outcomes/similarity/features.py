"""What of a sentence is compared: the stems of its telling words, and letters."""

from __future__ import annotations

import re
from collections import Counter

from .folding import fold
from .lists import STOP_WORDS
from .stemming import stemmer

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu)'")


def telling_words(sentence: str, language: str) -> list[str]:
    """Give the folded words of a sentence without its small words.

    A sentence of only small words keeps them all: "not for me" is something.
    """
    main = language.split("-")[0].lower()
    words = _WORD.findall(fold(sentence))
    if main == "fr":
        words = [_ELISION.sub("", word) for word in words]
    words = [word.replace("'", "") for word in words]
    stop = STOP_WORDS.get(main, frozenset())
    return [word for word in words if word not in stop] or words


def stems(words: list[str], language: str) -> Counter[str]:
    """Count the stems of words."""
    return Counter(map(stemmer(language), words))


def letter_runs(words: list[str], language: str) -> Counter[str]:
    """Count runs of four letters (three in Arabic), the edges of words included.

    They see the "huur" in "huurprijs" and forgive a slip of the pen.
    """
    length = 3 if language.split("-")[0].lower() == "ar" else 4
    runs: Counter[str] = Counter()
    for word in words:
        framed = f"_{word}_"
        runs.update(
            framed[i : i + length] for i in range(max(1, len(framed) - length + 1))
        )
    return runs
