"""Text made comparable: one spelling for what a reader sees as the same.

Folding is for comparing only. What people wrote is kept as they wrote it, in
NFC.
"""

from __future__ import annotations

import unicodedata

_TATWEEL = "\u0640"
_APOSTROPHES = "\u2018\u2019\u02bc\u02b9\u02bb\u0060\u00b4\u2032\uff07"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2212\u00ad"

# Letters that Unicode does not take apart but readers do.
_LETTERS = {
    "\u0131": "i",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ß": "ss",
    "ħ": "h",
    # Arabic: alef wasla and the dotless, Persian and Urdu forms.
    "\u0671": "\u0627",
    "\u0649": "\u064a",
    "\u06cc": "\u064a",
    "\u06a9": "\u0643",
    "\u0629": "\u0647",
    # Hamza by itself is left out as often as it is written.
    "\u0621": "",
}
_ONE_BY_ONE = str.maketrans(
    {
        **_LETTERS,
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_HYPHENS, "-"),
        _TATWEEL: "",
    }
)


def normal_form(text: str) -> str:
    """Give the text as it is stored: NFC, without the stretching tatweel.

    Tatweel only widens an Arabic word; it carries nothing.
    """
    return unicodedata.normalize("NFC", text).replace(_TATWEEL, "")


def fold(text: str) -> str:
    """Give a text for comparing: no case, no accents, one form of each letter.

    Dotted and dotless i become one, so do the Arabic alef, yeh and kaf forms
    and teh marbuta with heh; Arabic vowel signs and tatweel go; digits of any
    script become 0 to 9. Spaces and punctuation stay. `fold(fold(x)) == fold(x)`.
    """
    if text.isascii():  # most words by far, in which one mark has two forms
        return text.lower().replace("\u0060", "'")
    apart = unicodedata.normalize("NFKD", text.casefold()).casefold()
    plain = "".join(
        letter for letter in apart if not unicodedata.category(letter).startswith("M")
    )
    plain = unicodedata.normalize("NFKD", plain.translate(_ONE_BY_ONE))
    return "".join(_digit(letter) for letter in plain)


def _digit(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)
