"""Suggest which sentences are alike, and to which theme one may belong.

Transparent: shared words and shared runs of letters, weighed by how rare they
are. No language model, no network; the same input gives the same suggestions.
A suggestion is never more than that: people decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from heapq import heappush, heappushpop

from msgspec import Struct

from .features import letter_runs, stems, telling_words
from .index import Index, Scores

_WORDS_WEIGH = 0.6
_NAMED_WORDS = 5
_NEAREST = 3
_LEAST = 1e-6  # what rounding leaves of nothing


class Suggestion(Struct, frozen=True):
    """Another sentence (by its place), how alike, and through which words.

    `score` runs from 0 to 1. `shared` are the telling words, as written in this
    sentence in folded form, the rarest first; it is empty when only parts of
    words are shared.
    """

    place: int
    score: float
    shared: tuple[str, ...]


class ThemeGuess(Struct, frozen=True):
    """A theme, how likely from 0 to 1, and the example that is most like it."""

    theme: str
    score: float
    example: str
    shared: tuple[str, ...]


class _Read(Struct, frozen=True):
    words: tuple[str, ...]
    stems: Counter[str]
    runs: Counter[str]
    stem_of: Mapping[str, str]


def suggest(
    sentences: Sequence[str],
    *,
    language: str | Sequence[str] = "nl",
    top: int = 5,
    at_least: float = 0.1,
) -> tuple[tuple[Suggestion, ...], ...]:
    """Give for each sentence the others that are most like it, best first.

    `language` is one tag for all ("nl", "nl-BE", "en", "fr", "tr", "ar"; another
    works too, without stemming) or one for each sentence. At most `top` others,
    none under `at_least`. Ties go to the earlier sentence. Raises ValueError
    when there are not as many languages as sentences.
    """
    read = _read_all(sentences, language)
    measure = _Measure(read)
    best: list[list[tuple[float, int]]] = [[] for _ in read]
    for place, one in enumerate(read):  # each pair once: likeness goes both ways
        for other, score in enumerate(measure.scores(one, place)):
            if score >= at_least and score >= _LEAST:
                _keep(best[place], score, other, top)
                _keep(best[other], score, place, top)
        measure.put(place, one)
    return tuple(
        tuple(
            Suggestion(-other, score, measure.shared(one, read[-other]))
            for score, other in sorted(found, reverse=True)
        )
        for one, found in zip(read, best, strict=True)
    )


def _keep(found: list[tuple[float, int]], score: float, place: int, top: int) -> None:
    if len(found) < top:
        heappush(found, (score, -place))
    elif found and (score, -place) > found[0]:
        heappushpop(found, (score, -place))


def likely_themes(
    sentence: str,
    themed_examples: Mapping[str, Sequence[str]],
    *,
    language: str = "nl",
    top: int = 3,
    at_least: float = 0.05,
) -> tuple[ThemeGuess, ...]:
    """Give the themes whose examples are most like a sentence, best first.

    A theme counts by the mean of its three nearest examples, the nearest
    counting double. Ties go by the name of the theme.
    """
    return ThemeFinder(themed_examples, language=language).likely(
        sentence, top=top, at_least=at_least
    )


class ThemeFinder:
    """Examples per theme, read once, to be asked about many sentences."""

    def __init__(
        self, themed_examples: Mapping[str, Sequence[str]], *, language: str = "nl"
    ) -> None:
        """Read the examples: sentences that people put under a theme."""
        self._language = language
        self._examples = [
            (theme, example)
            for theme in sorted(themed_examples)
            for example in themed_examples[theme]
        ]
        self._read = _read_all([text for _, text in self._examples], language)
        self._measure = _Measure(self._read)
        for place, one in enumerate(self._read):
            self._measure.put(place, one)

    def likely(
        self, sentence: str, *, top: int = 3, at_least: float = 0.05
    ) -> tuple[ThemeGuess, ...]:
        """Give the likeliest themes of one sentence; see `likely_themes`."""
        (asked,) = _read_all([sentence], self._language)
        scores = self._measure.scores(asked, len(self._read))
        by_theme: dict[str, list[tuple[float, int]]] = {}
        for place, (theme, _) in enumerate(self._examples):
            by_theme.setdefault(theme, []).append((float(scores[place]), -place))
        guesses = [
            self._guess(asked, theme, sorted(found, reverse=True)[:_NEAREST])
            for theme, found in by_theme.items()
        ]
        good = [guess for guess in guesses if guess.score >= at_least]
        return tuple(sorted(good, key=lambda one: (-one.score, one.theme))[:top])

    def _guess(
        self, asked: _Read, theme: str, nearest: list[tuple[float, int]]
    ) -> ThemeGuess:
        best = -nearest[0][1]
        total = nearest[0][0] + sum(score for score, _ in nearest)
        return ThemeGuess(
            theme,
            round(total / (len(nearest) + 1), 6),
            self._examples[best][1],
            self._measure.shared(asked, self._read[best]),
        )


class _Measure:
    """How alike sentences are; the weights are those of all that were ``read``."""

    def __init__(self, read: Sequence[_Read]) -> None:
        self._stems = Index([one.stems for one in read])
        self._runs = Index([one.runs for one in read])

    def put(self, place: int, one: _Read) -> None:
        self._stems.put(place, one.stems)
        self._runs.put(place, one.runs)

    def scores(self, one: _Read, places: int) -> Scores:
        """How like it is to each of the first ``places`` that were put."""
        total = [0.0] * places
        self._stems.add(total, one.stems, _WORDS_WEIGH)
        self._runs.add(total, one.runs, 1 - _WORDS_WEIGH)
        # Rounded, so that a tie is a tie on every machine.
        return [round(each, 6) if each < 1 else 1.0 for each in total]

    def shared(self, one: _Read, other: _Read) -> tuple[str, ...]:
        common = {
            stem: word for word, stem in one.stem_of.items() if stem in other.stems
        }
        order = sorted(common, key=lambda stem: (-self._stems.weight(stem), stem))
        return tuple(common[stem] for stem in order[:_NAMED_WORDS])


def _read_all(sentences: Sequence[str], language: str | Sequence[str]) -> list[_Read]:
    languages = [language] * len(sentences) if isinstance(language, str) else language
    if len(languages) != len(sentences):
        raise ValueError("There must be one language for each sentence.")
    return [_read(*pair) for pair in zip(sentences, languages, strict=True)]


def _read(sentence: str, language: str) -> _Read:
    words = telling_words(sentence, language)
    counted = stems(words, language)
    stem_of = {word: next(iter(stems([word], language))) for word in words}
    return _Read(tuple(words), counted, letter_runs(words, language), stem_of)
