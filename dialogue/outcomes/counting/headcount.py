"""One reconciled head-count: the same numbers on screen, on the list and on paper."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import asdict

from .phrases import N_, Phrase


class DoesNotAddUp(ValueError):
    """The numbers of a head-count contradict each other; `reasons` say how."""

    def __init__(self, reasons: tuple[Phrase, ...]) -> None:
        super().__init__(" ".join(reason.english() for reason in reasons))
        self.reasons = reasons


class Standing(StrEnum):
    """What became of people who signed up."""

    SEAT = "seat"
    WAITING = "waiting"
    CANCELLED = "cancelled"
    WALK_IN = "walk-in"


class Party(Struct, frozen=True):
    """People under one registration: how many, how they stand, how many came."""

    people: int
    standing: Standing
    came: int = 0


class HeadCount(Struct, frozen=True):
    """Numbers of people, never of registrations.

    `signed_up` are all who ever signed up, those `waiting` and `cancelled`
    included. `came` are all residents who took part, of whom `walked_in` had no
    seat. `helpers` (hosts, interpreters, companions who work) are in none of
    the other numbers. Raises DoesNotAddUp when an identity does not hold.
    """

    invited: int = 0
    reached: int = 0
    signed_up: int = 0
    waiting: int = 0
    cancelled: int = 0
    came: int = 0
    walked_in: int = 0
    helpers: int = 0

    def __post_init__(self) -> None:
        reasons = tuple(Phrase(why) for why, holds in self._identities() if not holds)
        if reasons:
            raise DoesNotAddUp(reasons)

    def _identities(self) -> tuple[tuple[str, bool], ...]:
        return (
            (
                N_("A number of people cannot be negative."),
                min(asdict(self).values()) >= 0,
            ),
            (
                N_("More people were reached than were invited."),
                self.reached <= self.invited,
            ),
            (
                N_("More people wait or cancelled than signed up."),
                self.had_seat >= 0,
            ),
            (
                N_("More people walked in than came."),
                self.walked_in <= self.came,
            ),
            (
                N_("More people came on a seat than there were seats taken."),
                self.came - self.walked_in <= self.had_seat,
            ),
        )

    @property
    def had_seat(self) -> int:
        """People who had a seat when the doors opened."""
        return self.signed_up - self.waiting - self.cancelled

    @property
    def stayed_away(self) -> int:
        """People who had a seat and did not come."""
        return self.had_seat - (self.came - self.walked_in)

    @property
    def present(self) -> int:
        """Everybody in the room: residents and helpers."""
        return self.came + self.helpers

    def as_numbers(self) -> dict[str, int]:
        """Give bare numbers that stay when the registrations are deleted."""
        return asdict(self)


def count_heads(
    parties: Iterable[Party], *, invited: int = 0, reached: int = 0, helpers: int = 0
) -> HeadCount:
    """Reconcile registrations into one head-count.

    Of a party on the waiting list or cancelled, those who came all the same
    have walked in. Raises DoesNotAddUp when more came of a seat than it holds.
    """
    listed = tuple(parties)
    if any(party.came > party.people for party in listed):
        raise DoesNotAddUp(
            (Phrase(N_("More people of one registration came than it holds.")),)
        )
    signed = [party for party in listed if party.standing is not Standing.WALK_IN]

    def people(standing: Standing) -> int:
        return sum(party.people for party in listed if party.standing is standing)

    return HeadCount(
        invited=invited,
        reached=reached,
        signed_up=sum(party.people for party in signed),
        waiting=people(Standing.WAITING),
        cancelled=people(Standing.CANCELLED),
        came=sum(party.came for party in listed),
        walked_in=sum(p.came for p in listed if p.standing is not Standing.SEAT),
        helpers=helpers,
    )
