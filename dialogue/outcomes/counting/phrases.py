"""Sentences as data: an English msgid with its parameters, translated by the page.

Counting knows no request and no language, so it cannot translate. It hands out
phrases; a page, a PDF or a test turns them into text with its own gettext.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Union

from msgspec import Struct, field

Parameter = Union[str, int, "Phrase", tuple["Phrase", ...]]


def N_(text: str) -> str:  # noqa: N802 - the name Babel looks for
    """Mark a msgid for extraction; it is translated where it is shown."""
    return text


def ngettext(singular: str, plural: str) -> tuple[str, str]:
    """Mark a singular and a plural for extraction (Babel's name); does nothing."""
    return singular, plural


class Phrase(Struct, frozen=True):
    """One sentence or part of one, not yet in any language.

    `parameters` are filled in with `%(name)s`. A parameter may be a phrase, or
    several phrases, which are then joined by `separator`.
    With `plural` set, `number` decides between the two forms.
    """

    msgid: str
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    plural: str = ""
    number: int = 0
    separator: str = "; "

    def __hash__(self) -> int:
        return hash((self.msgid, tuple(sorted(self.parameters)), self.number))

    def render(
        self,
        gettext: Callable[[str], str],
        ngettext: Callable[[str, str, int], str],
    ) -> str:
        """Give the text in the language of the two functions.

        `gettext(msgid)` and `ngettext(singular, plural, number)` only look up;
        parameters are filled in here, so either may be Babel's or a stand-in.
        """
        if self.plural:
            template = ngettext(self.msgid, self.plural, self.number)
        else:
            template = gettext(self.msgid)

        def text_of(parameter: Parameter) -> str:
            if isinstance(parameter, Phrase):
                return parameter.render(gettext, ngettext)
            if isinstance(parameter, tuple):
                return self.separator.join(text_of(one) for one in parameter)
            return str(parameter)

        return template % {name: text_of(p) for name, p in self.parameters.items()}

    def english(self) -> str:
        """Give the sentence as it was written, for logs of nothing and tests."""
        return self.render(lambda text: text, lambda one, many, n: (one, many)[n != 1])


def counted(forms: tuple[str, str], number: int, **parameters: Parameter) -> Phrase:
    """Make a phrase with a singular and a plural; `%(number)s` is its number."""
    singular, plural = forms
    return Phrase(singular, {"number": number, **parameters}, plural, number)


def phrase(msgid: str, **parameters: Parameter) -> Phrase:
    """Make a phrase without a plural."""
    return Phrase(msgid, parameters)
