"""Whether so many sentences can still reach every table and side (set cover).

Groups are the bits of whole numbers. The exact search branches on the group
with the fewest sentences, so an evening (tens of tables) is decided at once.
Past a limit it gives up: it may then miss a cover that exists, but it never
claims one that does not.
"""

from __future__ import annotations

from collections.abc import Iterable

_NODES = 20_000


class Cover:
    """The sentences that can be chosen, as bit masks of the groups they reach."""

    def __init__(self, masks: Iterable[int]) -> None:
        distinct = sorted(set(masks) - {0}, key=lambda mask: (-mask.bit_count(), mask))
        # A sentence whose groups another reaches as well is never needed.
        self._masks: list[int] = []
        for mask in distinct:
            if not any(mask & ~other == 0 for other in self._masks):
                self._masks.append(mask)
        self._nodes = 0
        self._failed: set[tuple[int, int]] = set()

    def reaches(self, wanted: int, slots: int) -> bool:
        """Tell whether at most `slots` sentences reach every wanted bit."""
        if self._greedy_rest(wanted, slots) == 0:
            return True
        self._nodes, self._failed = 0, set()
        return self._search(wanted, slots)

    def goal(self, slots: int) -> int:
        """Give the bits that a choice of `slots` sentences will be held to.

        All bits that any sentence has, if they can be reached together;
        otherwise what a greedy cover reaches.
        """
        everything = 0
        for mask in self._masks:
            everything |= mask
        if self.reaches(everything, slots):
            return everything
        return everything & ~self._greedy_rest(everything, slots)

    def _greedy_rest(self, wanted: int, slots: int) -> int:
        for _ in range(slots):
            best = max(
                self._masks, key=lambda mask: (mask & wanted).bit_count(), default=0
            )
            if not best & wanted:
                break
            wanted &= ~best
        return wanted

    def _search(self, wanted: int, slots: int) -> bool:
        if wanted == 0:
            return True
        self._nodes += 1
        if self._hopeless(wanted, slots):
            return False
        for mask in self._options(wanted):
            if self._search(wanted & ~mask, slots - 1):
                return True
        self._failed.add((wanted, slots))
        return False

    def _hopeless(self, wanted: int, slots: int) -> bool:
        if slots <= 0 or self._nodes > _NODES or (wanted, slots) in self._failed:
            return True
        widest = max(((mask & wanted).bit_count() for mask in self._masks), default=0)
        return widest * slots < wanted.bit_count()

    def _options(self, wanted: int) -> list[int]:
        """Give the sentences of the wanted group that has the fewest."""
        fewest: list[int] = self._masks
        rest = wanted
        while rest:
            bit = rest & -rest
            rest ^= bit
            options = [mask for mask in self._masks if mask & bit]
            if len(options) < len(fewest):
                fewest = options
        bit_wins = sorted(fewest, key=lambda mask: (-(mask & wanted).bit_count(), mask))
        return [mask for mask in bit_wins if mask & wanted]
