"""Sentences that a page translates: an English msgid with its values."""

from __future__ import annotations

from msgspec import Struct


def N_(msgid: str) -> str:  # noqa: N802 - the name that pybabel looks for
    """Mark an English sentence for translation, and return it unchanged."""
    return msgid


class Sentence(Struct, frozen=True):
    """One sentence: `gettext(msgid) % values`.

    Kept as msgid and values, because this package knows no reader's language.
    """

    msgid: str
    params: tuple[tuple[str, str | int], ...] = ()

    @property
    def values(self) -> dict[str, str | int]:
        return dict(self.params)

    @property
    def english(self) -> str:
        return self.msgid % self.values

    def __str__(self) -> str:
        return self.english


def sentence(msgid: str, **params: str | int) -> Sentence:
    """A `Sentence` from an already marked msgid and its values."""
    return Sentence(msgid, tuple(params.items()))
