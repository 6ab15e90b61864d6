"""Plan a room: starts, coolings, a last look at whoever met fewest people.

With ``effort`` the plan depends on room, seed and effort alone: effort e runs
the stages 1..e, each three times as long as the one before, and keeps the
best, so more effort is never worse. With ``budget_seconds`` (CPU) one cooling
fills the time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from dialogue.seating.optimiser import start
from dialogue.seating.optimiser.anneal import Best, Clock, Cooling, batch_size
from dialogue.seating.optimiser.arrays import Array, Arrays, Ints
from dialogue.seating.optimiser.exact import example
from dialogue.seating.optimiser.kinder import FAIR, kinder, new_faces
from dialogue.seating.optimiser.mending import mend
from dialogue.seating.optimiser.model import Model, build, new_state, totals
from dialogue.seating.optimiser.room import Room, RoomInvalid, Seating
from dialogue.seating.optimiser.score import Reference, reference, terms, violations
from dialogue.seating.optimiser.soft import worth
from dialogue.seating.optimiser.wishes import wishes_of

DEFAULT_EFFORT = 3
"""About two CPU seconds of search."""
FIRST_STAGE = 300
FORCE = 4000
"""Nodes of the exact search for a round that stayed broken."""
FEW_PEOPLE = 12
"""Up to so many, and in a single round, new faces only follow table sizes."""
Progress = Callable[[float, float], None]
"""Told (fraction done, score of the best seating so far)."""


@dataclass(frozen=True, slots=True)
class Locked:
    """What must stay: ``seating`` says where; -1 where nothing is known.

    ``tables`` are (round, table): nobody leaves them, nobody joins them.
    ``people`` are (round, person): they stay, others may come and go.
    """

    seating: Sequence[Sequence[int]]
    rounds: frozenset[int] = frozenset()
    tables: frozenset[tuple[int, int]] = frozenset()
    people: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """A seating with what it achieved."""

    seating: Seating
    loss: float
    score: float
    reference: Reference
    hard: dict[str, int] = field(default_factory=dict)

    @property
    def feasible(self) -> bool:
        return not any(self.hard.values())


def describe(arrays: Arrays, seating: object, ref: Reference | None = None) -> Plan:
    """The plan a seating is: its loss, score and violations."""
    ref = ref or reference(arrays)
    loss = terms(arrays, seating).loss
    lines = np.asarray(seating, dtype=np.intp).tolist()
    return Plan(lines, loss, ref.score(loss), ref, violations(arrays, seating))


def plan(
    room: Room,
    *,
    budget_seconds: float | None = None,
    seed: int = 0,
    effort: int | None = None,
    on_progress: Progress | None = None,
    stop: Callable[[], bool] | None = None,
    locked: Locked | None = None,
) -> Plan:
    """The best seating found; ``hard`` of the plan tells what is violated.

    ``budget_seconds`` are CPU seconds of this process, ``effort`` a whole
    number from 1 (a moment) to 5 (tens of seconds). Raises RoomInvalid where
    the tables cannot hold the people or the locks contradict each other.
    """
    began = time.process_time()
    arrays = Arrays(room)
    if int(arrays.highs.sum()) < arrays.n:
        raise RoomInvalid("There are more people than chairs.")
    ref = reference(arrays)
    model = build(arrays)
    search = _Search(model, ref, seed, on_progress, stop, *_held(arrays, locked))
    if budget_seconds is not None:
        search.by_clock(began, began + budget_seconds)
    else:
        search.by_effort(DEFAULT_EFFORT if effort is None else effort)
    return describe(arrays, search.best.seating, ref)


def polish(
    room: Room, seating: Ints, *, seed: int, steps: int, locked: Locked | None = None
) -> Plan:
    """Cool for ``steps`` from a seating (R, n) that is good already.

    Deterministic; the plan may be worse where ``seating`` was nearly perfect.
    """
    arrays = Arrays(room)
    ref = reference(arrays)
    model = build(arrays)
    search = _Search(model, ref, seed, None, None, *_held(arrays, locked))
    search.from_warm(seating, steps)
    return describe(arrays, search.best.seating, ref)


def _held(arrays: Arrays, locked: Locked | None) -> tuple[Array, Array, Ints]:
    """(R, n+1) held people, (R, T) shut tables, (R, n) where the held sit."""
    rounds = arrays.room.rounds
    held = np.zeros((rounds, arrays.n + 1), dtype=bool)
    shut = np.zeros((rounds, arrays.tables), dtype=bool)
    given = arrays.pins.copy()
    if locked is not None:
        kept = np.asarray(locked.seating, dtype=np.intp)
        if kept.shape != given.shape:
            raise RoomInvalid("The locked seating does not fit the room.")
        for r in locked.rounds:
            shut[r] = True
        for r, t in locked.tables:
            shut[r, t] = True
        stay = np.zeros_like(given, dtype=bool)
        for r in range(rounds):
            stay[r] = (kept[r] >= 0) & shut[r][kept[r]]
        for r, i in locked.people:
            stay[r, i] = kept[r, i] >= 0
        given = np.where(stay, kept, given)
    held[:, :-1] = given >= 0
    for r in range(rounds):
        _fits(arrays, given[r])
    return held, shut, given


def _fits(arrays: Arrays, given: Ints) -> None:
    counts = np.bincount(given[given >= 0], minlength=arrays.tables)
    if (counts > arrays.chairs).any():
        raise RoomInvalid("More people are held at a table than it has chairs.")


@dataclass(slots=True)
class _Search:
    model: Model
    ref: Reference
    seed: int
    on_progress: Progress | None
    stop: Callable[[], bool] | None
    held: Array
    shut: Array
    given: Ints
    best: Best = field(
        default_factory=lambda: Best(np.inf, np.inf, np.zeros((0, 0), dtype=np.intp))
    )

    def by_effort(self, effort: int) -> None:
        """Stages 1..effort; deterministic."""
        total = sum(3**e for e in range(max(1, effort)))
        done = 0.0
        for stage in range(max(1, effort)):
            share = 3**stage / total
            self._cool(stage, Clock(steps=FIRST_STAGE * 3**stage), done, share)
            done += share
            if self._finished():
                break
        self._kinder()

    def by_clock(self, began: float, until: float) -> None:
        """One cooling within the CPU time, and the time the last look needs."""
        span = until - began
        reserve = min(0.06 * span, 0.001 * self.model.arrays.n)
        self._cool(0, Clock(began=began, until=until - reserve), 0.0, 1.0)
        self._kinder()

    def from_warm(self, seating: Ints, steps: int) -> None:
        """One cooling from a seating that is good, beginning less hot."""
        rng = np.random.default_rng([self.seed, 0])
        self.best.seating = seating
        self._run(seating[None], Clock(steps=steps), rng, warm=True)
        self._kinder()

    def _finished(self) -> bool:
        stopped = self.stop is not None and self.stop()
        done = self.best.hard == 0 and self.best.loss <= self.ref.bound + 1e-6
        return stopped or done

    def _cool(self, stage: int, clock: Clock, done: float, share: float) -> None:
        rng = np.random.default_rng([self.seed, stage])
        arrays = self.model.arrays
        count = batch_size(arrays.tables, arrays.room.rounds)
        starts = [
            start.greedy(self.model, rng, self.held, self.shut, self.given)
            for _ in range(count)
        ]
        turned = start.rotation(self.model, rng)
        if turned is not None and not self.held.any() and not self.shut.any():
            starts[0] = turned
        if not len(self.best.seating):
            self.best.seating = starts[0]
        report = None
        if self.on_progress is not None:
            report = self._reporter(done, share)
        self._run(np.stack(starts), clock, rng, report=report)

    def _run(
        self,
        seatings: Array,
        clock: Clock,
        rng: np.random.Generator,
        *,
        warm: bool = False,
        report: Callable[[float, Best], None] | None = None,
    ) -> None:
        state = new_state(self.model, seatings, self.held, self.shut)
        cooling = Cooling(state, self.best, clock, rng, self.ref.bound, warm=warm)
        cooling.report, cooling.stop = report, self.stop
        cooling.run()

    def _reporter(self, done: float, share: float) -> Callable[[float, Best], None]:
        def report(fraction: float, best: Best) -> None:
            if self.on_progress is not None and best.hard == 0:
                self.on_progress(done + share * fraction, self.ref.score(best.loss))
            elif self.on_progress is not None:
                self.on_progress(done + share * fraction, 0.0)

        return report

    def _mended(self) -> Ints:
        """The last resort where no valid seating was seen."""
        state = new_state(self.model, self.best.seating[None], self.held, self.shut)
        mended = mend(self.model.arrays, self.best.seating, state)
        mended = self._by_force(mended)
        loss, hard = totals(new_state(self.model, mended[None], self.held, self.shut))
        if self.best.better(float(loss[0]), float(hard[0])):
            self.best.loss, self.best.hard = float(loss[0]), float(hard[0])
            return mended
        return self.best.seating

    def _by_force(self, seating: Ints) -> Ints:
        """Rounds still broken, where nothing is locked, by exact search."""
        arrays, room = self.model.arrays, self.model.arrays.room
        out = seating.copy()
        for r, line in enumerate(seating):
            broken = any(violations(arrays, line[None], [r]).values())
            locked = (self.held[r, :-1] & (arrays.pins[r] < 0)).any()
            if broken and not locked and not self.shut[r].any():
                found = example(room, wishes_of(room, r), FORCE)
                out[r] = line if found is None else found
        return out

    def _kinder(self) -> None:
        """Prefer the best seating in which nobody is left behind."""
        best, arrays = self.best, self.model.arrays
        if best.hard > 0:
            best.seating = self._mended()
        if best.hard > 0 or arrays.n <= FEW_PEOPLE or arrays.room.rounds == 1:
            return
        helped = kinder(self.model, best.seating, self.held, self.shut)
        faces = new_faces(arrays, helped)
        poor = faces.min() < FAIR * faces.mean()
        if best.kind is not None and (poor or best.kind_loss < worth(arrays, helped)):
            helped = best.kind
        best.seating = helped
