"""Similarity: which sentences are alike, seen by a transparent text measure.

::

    suggest(sentences, *, language="nl", top=5, at_least=0.1)
        -> for each sentence a tuple of Suggestion(place, score, shared)
    likely_themes(sentence, themed_examples, *, language="nl", top=3)
        -> tuple[ThemeGuess(theme, score, example, shared), ...]
    ThemeFinder(themed_examples, *, language="nl").likely(sentence, top=3)
    normal_form(text) -> str      # NFC, no tatweel: how a sentence is stored
    fold(text) -> str             # for comparing only

Dutch, English, French, Turkish and Arabic have stop words and light stemming;
any other language is compared without.
"""

from .folding import fold, normal_form
from .suggesting import Suggestion, ThemeFinder, ThemeGuess, likely_themes, suggest

__all__ = [
    "Suggestion",
    "ThemeFinder",
    "ThemeGuess",
    "fold",
    "likely_themes",
    "normal_form",
    "suggest",
]
