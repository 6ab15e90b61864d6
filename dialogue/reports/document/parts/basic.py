"""Words in a language, and figures as they are published."""

from msgspec import Struct


class Words(Struct, frozen=True):
    """A text and the language it is in."""

    text: str
    lang: str


Texts = tuple[Words, ...]


class Shown(Struct, frozen=True):
    """A published figure: a number (low = high), a range, or hidden (neither)."""

    low: int | None = None
    high: int | None = None

    @property
    def number(self) -> int | None:
        """The number, when it is one."""
        return self.low if self.low is not None and self.low == self.high else None

    @property
    def hidden(self) -> bool:
        """Whether nothing is said about it."""
        return self.low is None or self.high is None


HIDDEN = Shown()
