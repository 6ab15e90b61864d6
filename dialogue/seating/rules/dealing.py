"""The simple rule: from a room to a seating, without wishes. Pure.

Parties stay together, who uses a wheelchair gets an accessible table, and tables are
filled evenly. The optimiser has a richer door of its own (seating/optimiser).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _l

from dialogue.foundation.errors import RuleBroken

Key = tuple[int, int]
"""(registration id, the how-manieth person of it)."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to seat; guests with the same ``party`` share a table."""

    key: Key
    party: str
    wheelchair: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A table: its number, its chairs, and whether a wheelchair fits."""

    number: int
    most: int
    accessible: bool = True
    locked: bool = False


@dataclass(slots=True)
class _Filling:
    spots: Mapping[int, Spot]
    share: Mapping[int, float]
    at: dict[int, int] = field(default_factory=dict)

    def free(self, number: int) -> int:
        return self.spots[number].most - self.at.get(number, 0)

    def best(self, size: int, *, wheelchair: bool) -> int | None:
        """The emptiest table for its size where the whole party fits."""
        fits = [
            number
            for number, spot in self.spots.items()
            if not spot.locked
            and self.free(number) >= size
            and (spot.accessible or not wheelchair)
        ]
        # Where a wheelchair fits is kept for wheelchairs as long as others fit.
        return min(
            fits,
            key=lambda number: (
                (self.at.get(number, 0) + size) / self.share[number],
                self.spots[number].accessible and not wheelchair,
                number,
            ),
            default=None,
        )


def deal(
    guests: Sequence[Guest],
    spots: Sequence[Spot],
    *,
    stay: Mapping[Key, int] | None = None,
    turn: int = 1,
) -> dict[Key, int]:
    """The table number of every guest.

    ``stay`` says who keeps which table; locked tables take nobody else. ``turn``
    deals the same people in another order, for a second round. The same input gives
    the same seating. Raises RuleBroken when there are too few chairs.
    """
    stay = stay or {}
    filling = _Filling({spot.number: spot for spot in spots}, _shares(spots))
    out: dict[Key, int] = {}
    for guest in guests:
        if stay.get(guest.key) in filling.spots:
            out[guest.key] = stay[guest.key]
            filling.at[stay[guest.key]] = filling.at.get(stay[guest.key], 0) + 1
    for party in _parties([each for each in guests if each.key not in out], turn):
        _seat(party, filling, out)
    return out


def _seat(party: Sequence[Guest], filling: _Filling, out: dict[Key, int]) -> None:
    wheelchair = any(each.wheelchair for each in party)
    number = filling.best(len(party), wheelchair=wheelchair)
    if number is not None:
        for guest in party:
            out[guest.key] = number
        filling.at[number] = filling.at.get(number, 0) + len(party)
        return
    if len(party) == 1:
        raise RuleBroken(_no_chair(wheelchair=wheelchair))
    for guest in party:  # no table holds them all: as near as chairs allow
        _seat([guest], filling, out)


def _no_chair(*, wheelchair: bool) -> object:
    if wheelchair:
        return _l(
            "No accessible table has a chair left for somebody in a wheelchair. "
            "Make another table accessible, or give one more chairs."
        )
    return _l(
        "There are more people than chairs. Add a table, or give tables more chairs."
    )


def _shares(spots: Sequence[Spot]) -> dict[int, float]:
    return {spot.number: float(max(1, spot.most)) for spot in spots}


def _parties(guests: Sequence[Guest], turn: int) -> list[list[Guest]]:
    """The hardest to place first: wheelchairs, then the largest parties."""
    found: dict[str, list[Guest]] = {}
    for guest in guests:
        found.setdefault(guest.party, []).append(guest)
    parties = list(found.values())
    if turn > 1 and parties:  # another round: everybody beside other people
        step = turn * turn % len(parties)
        parties = parties[step::turn] + [
            one for at, one in enumerate(parties) if at < step or (at - step) % turn
        ]
    return sorted(
        parties,
        key=lambda party: (not any(one.wheelchair for one in party), -len(party)),
    )
