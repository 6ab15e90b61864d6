"""How hot the search is: as hot as makes a set share of the pairs of tables move.

Rooms freeze at different temperatures, so the temperature follows what happens:
the share of drawn swaps that are made falls from ``BUSY`` to ``STILL`` (more
where there are many tables), and the end is a quench, nearly only improvements.
"""

from __future__ import annotations

from dataclasses import dataclass

from dialogue.seating.optimiser.model import State

BUSY, STILL = (0.2, 0.5), (0.02, 0.03)
"""The share of pairs of tables that swap at the beginning and at the end, for few
pairs and for many; tuned on generated rooms."""
BUSY_EACH, STILL_EACH = 0.02, 0.001
COOLING = 0.94
"""From here on the search is quenched."""
QUENCH = 0.1
FIRST, WARM = 1.5, 0.5
"""The first temperature; and of a seating that is good already."""
LEAST, MOST = 0.15, 4.0
SLOWLY = 0.25
FALL, RISE = 0.9, 1.05


def unit(state: State) -> float:
    """The price of a typical wasted conversation: the scale of temperature."""
    room = state.model.arrays.room
    weights = [a.weight for a in room.attributes if a.weight > 0]
    if weights:
        return sum(weights) / len(weights) / 1.2
    return max(0.05, room.repeat / 4.0)


@dataclass(slots=True)
class Thermostat:
    """Temperatures are in units of a typical wasted conversation (``scale``).

    ``pairs`` are the pairs of tables of a round; ``begin`` is how far a search
    has come before it starts (0 to 1).
    """

    scale: float
    pairs: int = 1
    now: float = FIRST
    begin: float = 0.0
    moved: int = 0
    tried: int = 0

    @property
    def cold(self) -> float:
        """One over the temperature, in units of loss."""
        return 1.0 / (self.now * self.scale)

    def count(self, moved: int, tried: int) -> None:
        """Note how many pairs of tables swapped, of how many."""
        self.moved += moved
        self.tried += tried

    def turn(self, progress: float) -> None:
        """Warmer or colder, by what was counted since the last turn."""
        if progress >= COOLING:
            self.now = QUENCH
        elif self.tried:
            far = self.begin + (1.0 - self.begin) * progress / COOLING
            busy = min(BUSY[1], max(BUSY[0], BUSY_EACH * self.pairs))
            still = min(STILL[1], max(STILL[0], STILL_EACH * self.pairs))
            wanted = busy * (still / busy) ** far
            share = max(1e-4, self.moved / self.tried)
            turn = min(RISE, max(FALL, (wanted / share) ** SLOWLY))
            self.now = min(MOST, max(LEAST, self.now * turn))
            self.moved = self.tried = 0
