"""How names of places are folded, and what counts as a postcode."""

import re
import unicodedata

from flask_babel import lazy_gettext as _l

from dialogue.access.permissions import Role
from dialogue.foundation.errors import RuleBroken
from dialogue.municipalities.models import Membership

_UNFOLDABLE = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ĳ": "ij", "đ": "d"}
)
SAINTS = frozenset({"st", "ste", "sint", "saint", "sainte", "sankt"})
_PHONE = re.compile(r"[0-9+()/. -]+")
ANSWER_DAYS = (7, 365)
CONTACT_KEPT_DAYS = (1, 365)
_POSTCODE = re.compile(r"([1-9]\d{3})\s*([a-z]{2})?", re.IGNORECASE)
_POSTCODE_FIRST = re.compile(_POSTCODE.pattern + r"(?:\s.*)?", re.IGNORECASE)

# First parts of addresses that are the house's own: no municipality may be called so.
RESERVED = frozenset(
    {
        "account",
        "accessibility",
        "answer",
        "clerk",
        "demo",
        "desk",
        "health",
        "invitation",
        "mine",
        "municipalities",
        "privacy",
        "programme",
        "report",
        "reset",
        "security",
        "second-factor",
        "sign-in",
        "sign-out",
        "signed-out",
        "static",
        "t",
        "table",
        "verify",
        "well-known",
    }
)


def fold(name: str) -> str:
    """A name as people may type it: lower case, no diacritics, one space.

    ``'s-Hertogenbosch`` and ``s hertogenbosch`` fold to the same text.
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_UNFOLDABLE))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", letters).split())


def spellings(folded: str) -> tuple[str, ...]:
    """How a folded name may be written that has a saint: ``st vith``, ``sankt vith``.

    Everybody shortens the word, and each language here has its own.
    """
    words = folded.split()
    if SAINTS.isdisjoint(words):
        return (folded,)
    return tuple(
        " ".join(saint if word in SAINTS else word for word in words)
        for saint in sorted(SAINTS)
    )


def slug_of(name: str) -> str:
    """A name as part of an address: ``s-hertogenbosch``."""
    return fold(name).replace(" ", "-")


def postcode_in(text: str) -> str | None:
    """The four digits of a postcode, or None.

    ``1011 AB`` or ``9000``, alone or with the town or number that people write behind.
    """
    found = _POSTCODE_FIRST.fullmatch(text.strip())
    return found.group(1) if found else None


def postcode_as_written(country: str, text: str) -> str:
    """A postcode as the post writes it: ``1234 AB`` (NL) or ``9000`` (BE).

    Raises RuleBroken at ``postcode`` when it is none of that country.
    """
    found = _POSTCODE.fullmatch(text.strip()) if text.isascii() else None
    if country == "NL" and found and found.group(2):
        return f"{found.group(1)} {found.group(2).upper()}"
    if country == "BE" and found and not found.group(2):
        return found.group(1)
    sentence = (
        _l("A postcode looks like 1234 AB.")
        if country == "NL"
        else _l("A postcode has four digits, like 9000.")
    )
    raise RuleBroken(sentence, field="postcode")


def check_phone(text: str) -> None:
    """Refuse what nobody can dial: three to fifteen digits, with + ( ) - . / around."""
    digits = sum(char.isdigit() for char in text)
    if not (_PHONE.fullmatch(text) and 3 <= digits <= 15):
        raise RuleBroken(
            _l(
                "This is not a telephone number. It looks like 14 0199 or "
                "+32 9 210 10 10."
            ),
            field="phone",
        )


def check_leaves_a_coordinator(leaving: Membership, coordinators: int) -> None:
    """Refuse when nobody would be left who can invite others."""
    if leaving.role is Role.COORDINATOR and coordinators <= 1:
        raise RuleBroken(
            _l("This is the only coordinator here. Invite another coordinator first."),
            field="role",
        )
