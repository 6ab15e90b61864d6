"""Errors a person may see: a sentence that says what to do next."""

from typing import Any

Sentence = Any  # a str or a flask_babel LazyString: both become text with str()


class RuleBroken(Exception):
    """A rule of the domain said no. Carries a sentence a person can act on.

    ``field`` names the form field the sentence belongs to, if one is to blame.
    """

    def __init__(self, sentence: Sentence, *, field: str | None = None) -> None:
        super().__init__(repr(sentence))
        self.sentence = sentence
        self.field = field


class NotHere(Exception):
    """The thing asked for does not exist for whoever asks: becomes a 404."""
