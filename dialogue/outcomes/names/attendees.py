"""Names of people who came, asked as yes or no and never listed."""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Iterable

from dialogue.outcomes.similarity.folding import fold

from .words import PARTICLES

_NO_LETTERS = re.compile(r"[\W_]+")


def normalise_name(name: str) -> str:
    """Give a name as it is compared: folded, apostrophes gone, words by one space.

    "Anne-Fleur van 't Hoff" becomes "anne fleur van t hoff".
    """
    return _NO_LETTERS.sub(" ", fold(name).replace("'", " ")).strip()


def name_forms(full_name: str) -> frozenset[str]:
    """Give every normalised form by which a sentence may name this person.

    The whole name, each word of it that is not a particle, each run from a
    particle to the end (surname with tussenvoegsel), hyphenated parts together
    and apart, the surname first, and the surname as it is written in a hurry.
    """
    words = normalise_name(full_name).split()
    forms = {" ".join(words)}
    forms |= {word for word in words if word not in PARTICLES and _says_enough(word)}
    starts = [i for i, word in enumerate(words) if i and word in PARTICLES]
    for i in starts:
        surname, given = words[i:], words[:i]
        forms |= {" ".join(surname), " ".join(given), " ".join(surname + given)}
    if len(words) > 1 and not starts:
        forms |= {" ".join(words[1:]), " ".join([*words[1:], words[0]])}
    forms |= {form for i in starts[:1] for form in _as_hurried(words[i:])}
    forms |= _hyphenated(full_name)
    return frozenset(form for form in forms if _stands_alone(form))


def _as_hurried(surname: list[str]) -> set[str]:
    """Give a surname as it is written in a hurry: "vandermeer", "vd Meer"."""
    hurried = {"".join(surname)}
    if surname[0] == "van" and surname[1] in {"de", "der", "den"} and surname[2:]:
        rest = " ".join(surname[2:])
        hurried |= {f"vd {rest}", f"v d {rest}"}
    return hurried


def _hyphenated(full_name: str) -> set[str]:
    whole = (normalise_name(part) for part in full_name.split() if "-" in fold(part))
    return {form for part in whole for form in (part, part.replace(" ", ""))}


def _stands_alone(form: str) -> bool:
    return (
        any(word not in PARTICLES and _says_enough(word) for word in form.split())
        or len(form.split()) > 1
    )


def _says_enough(word: str) -> bool:
    # One letter of the Latin alphabet is an initial; one of another is a name.
    return len(word) > 1 or not word.isascii()


class HashedNames:
    """The names of one session behind a keyed hash: it can only say yes or no."""

    def __init__(self, full_names: Iterable[str], *, key: bytes | None = None) -> None:
        """Hash all forms of the names; without a key, one is drawn and kept here."""
        self._key = key or secrets.token_bytes(32)
        self._hashes = frozenset(
            self._hash(form) for name in full_names for form in name_forms(name)
        )

    def __call__(self, normalised_name: str) -> bool:
        """Answer whether somebody of this session is so named."""
        return self._hash(normalised_name) in self._hashes

    def _hash(self, form: str) -> bytes:
        return hmac.digest(self._key, form.encode(), "sha256")
