"""What a detector marks: a stretch of a sentence, and what it may give away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum

from msgspec import Struct

IsAttendee = Callable[[str], bool]


class Kind(StrEnum):
    """What a stretch of text may give away."""

    NAME = "name"
    PHONE = "phone"
    MAIL = "mail"
    ADDRESS = "address"
    POSTCODE = "postcode"
    IBAN = "iban"
    BSN = "bsn"
    NATIONAL_NUMBER = "rijksregisternummer"
    PLATE = "licence plate"
    RARE = "rare description"


# Of two kinds that claim the same text, the earlier one gets it.
_ORDER = (
    Kind.MAIL,
    Kind.IBAN,
    Kind.NATIONAL_NUMBER,
    Kind.PHONE,
    Kind.BSN,
    Kind.ADDRESS,
    Kind.PLATE,
    Kind.POSTCODE,
    Kind.NAME,
    Kind.RARE,
)


class Span(Struct, frozen=True, order=True):
    """Characters `start` to `end` (exclusive) of the sentence, and why.

    `certain` is False where the shape fits but a check digit fails, or where
    only the words around it point to a person. Both are shown to people.
    """

    start: int
    end: int
    kind: Kind
    certain: bool = True

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


def settle(found: Iterable[Span]) -> tuple[Span, ...]:
    """Keep the spans that do not overlap, the more telling kind first.

    A rare description may hold other spans: it is about the whole phrase.
    """
    kept: list[Span] = []
    for span in sorted(
        found,
        key=lambda one: (_ORDER.index(one.kind), not one.certain, one.start - one.end),
    ):
        rivals = [one for one in kept if one.overlaps(span)]
        if not rivals or span.kind is Kind.RARE:
            kept.append(span)
    return tuple(sorted(kept))
