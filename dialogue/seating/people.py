"""The people of one evening as seating sees them: keys and names, in one order.

Names are readable here only in memory: chairs hold numbers, names stay sealed.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from msgspec import Struct, field

from dialogue.foundation.vault import Unreadable
from dialogue.registrations.models import Registration, Standing, Way
from dialogue.registrations.sealed import key_of, reveal
from dialogue.seating.rules.dealing import Guest, Key
from dialogue.sessions.models import DialogueSession

BESIDE = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"})
WHEELCHAIR_WORDS = ("rolstoel", "wheelchair", "scootmobiel", "fauteuil roulant")


class Neighbour(Struct, frozen=True):
    """One person who has a seat: a name that is theirs alone in this room."""

    key: Key
    name: str
    party: str
    helper: bool = False
    wheelchair: bool = False
    walked_in: bool = False
    knows: Mapping[str, Any] = field(default_factory=dict)  # their note, readable

    @property
    def ref(self) -> str:
        """``12.1``: how pages and forms name a person."""
        return f"{self.key[0]}.{self.key[1]}"

    @property
    def wheelchair_yields(self) -> bool:
        """Whether another table will do when a wheelchair fits at none."""
        return bool(self.knows.get("wheelchair_soft"))


def by_name(name: str) -> list[tuple[str, int]]:
    """How lists are ordered: Ö beside O as one seeks it, numbers by their size."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(BESIDE))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    parts = re.split(r"(\d+)", letters)
    return [
        (word, int(number or 0))
        for word, number in zip(parts[::2], [*parts[1::2], ""], strict=True)
    ]


def letter_of(name: str) -> str:
    """Under which letter a list has a name."""
    return by_name(name)[0][0][:1].upper()


def as_key(ref: str | None) -> Key | None:
    """``12.1`` as a key; None when it is not one."""
    first, dot, second = (ref or "").partition(".")
    plain = all(part.isascii() and part.isdigit() for part in (first, second))
    if not (dot and plain and len(ref or "") < 20):
        return None
    return int(first), int(second)


def who_sits(
    dialogue_session: DialogueSession,
    registrations: Sequence[Registration],
    notes: Mapping[Key, Mapping[str, Any]] | None = None,
) -> list[Neighbour]:
    """Everybody who has a seat and did not stay away, in order of arrival."""
    try:
        key = key_of(dialogue_session)
    except Unreadable:  # these people are forgotten
        return []
    found: list[Neighbour] = []
    taken: dict[str, int] = {}
    here = [each for each in registrations if each.standing is Standing.SEATED]
    for each in sorted(here, key=lambda one: (one.line, one.id)):
        person = reveal(each, key)
        wheelchair = uses_wheelchair(person.needs)
        for number in range(1, _how_many(each) + 1):
            note = (notes or {}).get((each.id, number), {})
            base = person.name or _("(no name)")
            name = base if number == 1 else f"{base} +{number - 1}"
            found.append(
                Neighbour(
                    key=(each.id, number),
                    name=_only_one(name, taken),
                    party=str(each.id),
                    helper=each.helper,
                    wheelchair=note.get("wheelchair", wheelchair and number == 1),
                    walked_in=each.way is Way.WALK_IN,
                    knows=note,
                )
            )
    return found


def _how_many(registration: Registration) -> int:
    came = registration.came
    return registration.people if came is None else min(came, registration.people)


def _only_one(name: str, taken: dict[str, int]) -> str:
    """Two people called Gerda are ``Gerda`` and ``Gerda (2)``."""
    taken[name] = taken.get(name, 0) + 1
    if taken[name] == 1:
        return name
    return _only_one(f"{name} ({taken[name]})", taken)


def uses_wheelchair(needs: str) -> bool:
    """Whether the needs speak of a wheelchair, until somebody says otherwise."""
    return any(word in needs.casefold() for word in WHEELCHAIR_WORDS)


def guests_of(
    people: Sequence[Neighbour],
    helped: Sequence[tuple[Key, Key]] = (),
    *,
    parties_together: bool = True,
) -> list[Guest]:
    """The people as the simple rule takes them: who belongs together is one party."""
    party = {each.key: each.party if parties_together else each.ref for each in people}
    for helper, other in helped:
        if helper in party and other in party:
            old, new = party[helper], party[other]
            party = {key: new if name == old else name for key, name in party.items()}
    return [
        Guest(each.key, party[each.key], each.wheelchair, each.wheelchair_yields)
        for each in people
    ]
