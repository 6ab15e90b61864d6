"""The simple rule: from a room to a seating, in one pass. Pure.

Parties stay together, who must sit apart does, who uses a wheelchair gets an
accessible table, and tables are filled evenly. The optimiser has a richer door of its
own (seating/optimiser).
"""

from collections.abc import Iterable, Mapping, Sequence

from flask_babel import lazy_gettext as _l
from msgspec import Struct, field

from dialogue.foundation.errors import RuleBroken

Key = tuple[int, int]
"""(registration id, the how-manieth person of it)."""


class Guest(Struct, frozen=True):
    """Somebody to seat; guests with the same ``party`` share a table.

    ``wheelchair``: an accessible table; with ``yields`` only if there is one.
    """

    key: Key
    party: str
    wheelchair: bool = False
    yields: bool = False


class Spot(Struct, frozen=True):
    """A table: its number, its chairs, and whether a wheelchair fits."""

    number: int
    most: int
    accessible: bool = True
    locked: bool = False


class _Filling(Struct):
    spots: Mapping[int, Spot]
    foes: Mapping[Key, set[Key]]
    at: dict[int, set[Key]] = field(default_factory=dict)

    def sits(self, key: Key, number: int) -> None:
        """Somebody has a chair at this table."""
        self.at.setdefault(number, set()).add(key)

    def here(self, number: int) -> set[Key]:
        return self.at.get(number, set())

    def avoids(self, party: Sequence[Guest]) -> set[Key]:
        """Who must not sit with any of them."""
        return set().union(*(self.foes.get(one.key, set()) for one in party))

    def chairs(self, party: Sequence[Guest], *, wheelchair: bool) -> list[int]:
        """The tables where the whole party has chairs."""
        return [
            number
            for number, spot in self.spots.items()
            if not spot.locked
            and spot.most - len(self.here(number)) >= len(party)
            and (spot.accessible or not wheelchair)
        ]

    def best(self, party: Sequence[Guest], *, wheelchair: bool) -> int | None:
        """The emptiest table for its size where the party fits, beside no foe."""
        foes = self.avoids(party)
        fits = self.chairs(party, wheelchair=wheelchair)
        # Where a wheelchair fits is kept for wheelchairs as long as others fit.
        return min(
            (number for number in fits if not foes & self.here(number)),
            key=lambda number: (
                (len(self.here(number)) + len(party)) / self.spots[number].most,
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
    apart: Iterable[tuple[Key, Key]] = (),
) -> dict[Key, int]:
    """The table number of every guest.

    ``stay`` says who keeps which table; locked tables take nobody else. ``turn``
    deals the same people in another order, for a second round. ``apart`` are two who
    must not share a table, even when they came together. The same input gives the
    same seating. Raises RuleBroken when there is no chair for somebody.
    """
    stay = stay or {}
    filling = _Filling({spot.number: spot for spot in spots}, _foes(apart))
    out: dict[Key, int] = {}
    for guest in guests:
        if stay.get(guest.key) in filling.spots:
            out[guest.key] = stay[guest.key]
            filling.sits(guest.key, stay[guest.key])
    left = [each for each in guests if each.key not in out]
    for party in _parties(left, filling, turn):
        _seat(party, filling, out)
    return out


def _foes(apart: Iterable[tuple[Key, Key]]) -> dict[Key, set[Key]]:
    found: dict[Key, set[Key]] = {}
    for one, other in apart:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def _seat(party: Sequence[Guest], filling: _Filling, out: dict[Key, int]) -> None:
    wheelchair = any(each.wheelchair for each in party)
    must = any(each.wheelchair and not each.yields for each in party)
    number = filling.best(party, wheelchair=wheelchair)
    if number is None and wheelchair and not must:
        number = filling.best(party, wheelchair=False)
    if number is not None:
        for guest in party:
            out[guest.key] = number
            filling.sits(guest.key, number)
        return
    if len(party) == 1:
        foes = bool(filling.chairs(party, wheelchair=must))
        raise RuleBroken(_no_chair(wheelchair=must, foes=foes))
    for guest in party:  # no table holds them all: as near as chairs allow
        _seat([guest], filling, out)


def _no_chair(*, wheelchair: bool, foes: bool) -> object:
    if foes:
        return _l(
            "Who must sit apart cannot be dealt over these tables. Take a wish away, "
            "say of one that it holds “if it is possible”, or add a "
            "table."
        )
    if wheelchair:
        return _l(
            "No accessible table has a chair left for somebody in a wheelchair. "
            "Make another table accessible, or give one more chairs."
        )
    return _l(
        "There are more people than chairs. Add a table, or give tables more chairs."
    )


def _parties(
    guests: Sequence[Guest], filling: _Filling, turn: int
) -> list[list[Guest]]:
    """The hardest to place first: wheelchairs, who avoids most, the largest.

    Who came together and must sit apart is parted, the others stay with the first.
    """
    found: dict[str, list[list[Guest]]] = {}
    for guest in guests:
        groups = found.setdefault(guest.party, [])
        foes = filling.avoids([guest])
        calm = [each for each in groups if not foes & {one.key for one in each}]
        if calm:
            calm[0].append(guest)
        else:
            groups.append([guest])
    parties = [group for groups in found.values() for group in groups]
    if turn > 1 and parties:  # another round: everybody beside other people
        step = turn * turn % len(parties)
        parties = parties[step::turn] + [
            one for at, one in enumerate(parties) if at < step or (at - step) % turn
        ]
    return sorted(
        parties,
        key=lambda party: (
            min((not one.wheelchair) * 2 + one.yields for one in party),
            -len(filling.avoids(party)),
            -len(party),
        ),
    )
