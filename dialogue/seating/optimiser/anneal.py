"""One cooling of a batch of seatings; the best valid one is kept.

A batch cools together; now and then the hopeless copies are replaced by the
promising ones in proportion to their Boltzmann weights (population
annealing). The end is a quench: nearly only improvements.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import InitVar, dataclass, field

import numpy as np

from dialogue.seating.optimiser import kernel
from dialogue.seating.optimiser.arrays import Array, Ints
from dialogue.seating.optimiser.blocks import step_blocks
from dialogue.seating.optimiser.kinder import FAIR, new_faces
from dialogue.seating.optimiser.mending import mend
from dialogue.seating.optimiser.model import State, new_state, seating_of, totals
from dialogue.seating.optimiser.thermostat import COOLING, WARM, Thermostat, unit

SMALL_ROOM = 6
LOOK_FROM = 0.3
SHARE = 0.35
KIND_FROM = 0.8
WIDE_ROOM = 14
EVERY = 20
SELDOM = 80

Generator = np.random.Generator


@dataclass(slots=True)
class Best:
    """The best seating so far; ``hard`` is the price of its violations.

    ``kind`` is the best valid seating that leaves nobody behind, if any.
    """

    loss: float
    hard: float
    seating: Ints
    kind_loss: float = np.inf
    kind: Ints | None = None

    def better(self, loss: float, hard: float) -> bool:
        """Is (loss, hard) better? Valid beats invalid, then the loss counts."""
        if (hard > 0) != (self.hard > 0):
            return self.hard > 0
        return loss < self.loss - 1e-6


@dataclass(slots=True)
class Clock:
    """How far the cooling is: by steps, or by CPU seconds (``until``)."""

    steps: int | None = None
    began: float = 0.0
    until: float = 0.0

    def progress(self, step: int) -> float:
        """0 at the beginning, 1 or more at the end."""
        if self.steps is not None:
            return step / self.steps
        span = max(1e-6, self.until - self.began)
        return (time.process_time() - self.began) / span


def batch_size(tables: int, rounds: int) -> int:
    """Seatings cooled together: about a hundred pairs of tables a step."""
    half = max(1, tables // 2)
    if half >= WIDE_ROOM:
        return max(1, round(56 / (half * rounds)))
    return max(1, min(40, round((120 if half < SMALL_ROOM else 56) / half)))


@dataclass(slots=True)
class Cooling:
    """A cooling under way."""

    state: State
    best: Best
    clock: Clock
    rng: Generator
    bound: float
    report: Callable[[float, Best], None] | None = None
    stop: Callable[[], bool] | None = None
    heat: Thermostat = field(init=False)
    warm: InitVar[bool] = False

    def __post_init__(self, warm: bool) -> None:
        pairs = self.state.chairs.shape[2] // 2
        self.heat = Thermostat(unit(self.state), pairs)
        if warm:
            self.heat.now, self.heat.begin = WARM, 0.5

    def run(self) -> None:
        """Cool until the clock runs out, the bound is met, or told to stop."""
        batch, rounds, tables = self.state.chairs.shape[:3]
        wide = tables // 2 >= WIDE_ROOM
        share, due, settled = self._share(), 0.0, False
        step, progress = 0, 0.0
        sampled, last = 0.0, self.heat.cold
        self.look()
        while tables > 1:
            if step % EVERY == 0:
                progress = self.clock.progress(step)
                if self._over(progress):
                    break
                self.heat.turn(progress)
                settled = self._watch(step, progress, settled)
            if batch > 1 and progress >= sampled + 0.01:
                sampled = progress
                last = self._resample(self.heat.cold, last)
            due += share
            self._step(_jobs(batch, rounds, step, wide), step, due >= 1.0)
            due -= due >= 1.0
            step += 1
        self.look(True)

    def _step(self, jobs: Ints, step: int, whole: bool) -> None:
        """Swap chairs, or ``whole`` blocks, at paired tables."""
        rows = kernel.pair_tables(self.state, jobs, self.rng)
        if whole:
            sizes = sorted(self.state.rank)
            size = sizes[step % len(sizes)]
            step_blocks(self.state, rows, self.heat.cold, self.rng, size)
        else:
            moved = kernel.step(self.state, rows, self.heat.cold, self.rng)
            self.heat.count(moved, len(rows[0]))

    def _watch(self, step: int, progress: float, settled: bool) -> bool:
        """Keep the best; once the quench begins, see that something is valid."""
        late = progress >= COOLING
        if late and not settled:
            self._settle()
        if progress >= LOOK_FROM and (late or step % SELDOM == 0):
            self.look(progress >= KIND_FROM)
        return late

    def _settle(self) -> None:
        """Before the quench: if no seating of the batch is valid, mend one."""
        loss, hard = totals(self.state)
        if (hard <= 0).any():
            return
        b = int(loss.argmin())
        mended = mend(self.state.model.arrays, seating_of(self.state, b), self.state)
        state = self.state
        fresh = new_state(state.model, mended[None], state.held > 0, state.shut)
        state.chairs[b], state.price[b] = fresh.chairs[0], fresh.price[0]

    def _share(self) -> float:
        """The share of steps that move whole blocks."""
        arrays = self.state.model.arrays
        inside = sum(len(block) for block in arrays.blocks)
        if not self.state.rank:
            return 0.0
        return min(0.5, max(0.04, SHARE * inside / arrays.n))

    def _over(self, progress: float) -> bool:
        if self.report is not None:
            self.report(min(1.0, progress), self.best)
        if self.stop is not None and self.stop():
            return True
        done = self.best.hard == 0 and self.best.loss <= self.bound + 1e-6
        return progress >= 1.0 or done

    def look(self, kind: bool = False) -> Array:
        """Price the batch exactly and keep the best; the losses (B,)."""
        loss, hard = totals(self.state)
        b = int(np.lexsort((loss, hard > 0))[0])
        if self.best.better(float(loss[b]), float(hard[b])):
            self.best.loss, self.best.hard = float(loss[b]), float(hard[b])
            self.best.seating = seating_of(self.state, b)
        if kind:
            self._look_kindly(loss, hard)
        return loss

    def _look_kindly(self, loss: Array, hard: Array) -> None:
        arrays, best = self.state.model.arrays, self.best
        for b in np.argsort(np.where(hard > 0, np.inf, loss)):
            if hard[b] > 0 or loss[b] >= best.kind_loss - 1e-6:
                return
            seating = seating_of(self.state, int(b))
            faces = new_faces(arrays, seating)
            if faces.min() >= FAIR * faces.mean():
                best.kind_loss, best.kind = float(loss[b]), seating
                return

    def _resample(self, cold: float, last: float) -> float:
        """Replace copies in proportion to their Boltzmann weights."""
        loss = self.look()
        batch = len(loss)
        weight = np.exp(np.minimum(0.0, -max(0.0, cold - last) * (loss - loss.min())))
        ladder = np.cumsum(weight) / weight.sum()
        points = (np.arange(batch) + self.rng.random()) / batch
        pick = np.minimum(np.searchsorted(ladder, points), batch - 1)
        count = np.bincount(pick, minlength=batch)
        gone = np.flatnonzero(count == 0)
        twice = np.repeat(np.arange(batch), np.maximum(count - 1, 0))
        self.state.chairs[gone] = self.state.chairs[twice]
        self.state.price[gone] = self.state.price[twice]
        return cold


def _jobs(batch: int, rounds: int, step: int, wide: bool) -> Ints:
    """Which rounds of which seatings take part in a step.

    In a wide room all rounds at once: the few meetings two rounds arrange in
    the same step are priced a step late. Else one round of each seating.
    """
    if wide:
        return np.arange(batch * rounds)
    turn = np.arange(batch)
    return turn * rounds + (turn + step) % rounds
