"""The search: paired-tables heat bath, cooled; the best valid seating is kept."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dialogue.seating.optimiser import kernel, start
from dialogue.seating.optimiser.arrays import Array, Arrays, Ints
from dialogue.seating.optimiser.model import (
    Model,
    State,
    build,
    new_state,
    seating_of,
    totals,
)
from dialogue.seating.optimiser.room import Room

P = {
    k: float(os.environ.get(k, v))
    for k, v in dict(T0=2.5, T1=0.35, K=112, ALL=14, CHECK=40, BLK=2.0).items()
}

@dataclass
class Best:
    loss: float
    hard: float
    seating: Ints


def run(room: Room, budget: float, seed: int):
    t0 = time.process_time()
    arrays = Arrays(room)
    model = build(arrays)
    rng = np.random.default_rng(seed)
    R, T, n = room.rounds, arrays.tables, arrays.n
    half = max(1, T // 2)
    held = np.zeros((R, n + 1), bool)
    shut = np.zeros((R, T), bool)
    together = half >= P["ALL"]  # all rounds of a seating in one batch
    per = half * (R if together else 1)
    B = max(1, round(P["K"] / per))
    starts = np.stack([start.greedy(model, rng, held) for _ in range(B)])
    if (rot := start.rotation(model, rng)) is not None and T < 20:
        starts[0] = rot
    state = new_state(model, starts, held, shut)
    loss, hard = totals(state)
    tg = time.process_time() - t0
    best = Best(1e18, 1e18, starts[0])
    def look():
        loss, hard = totals(state)
        key = np.where(hard > 0, 1e9 + loss, loss)
        b = int(key.argmin())
        if key[b] < (1e9 + best.loss if best.hard > 0 else best.loss) - 1e-9:
            best.loss, best.hard, best.seating = float(loss[b]), float(hard[b]), seating_of(state, b)
        return loss, hard
    start_loss = look()
    sizes = sorted({len(b) for b in arrays.blocks if len(b) <= arrays.chairs})
    nb = sum(len(b) for b in arrays.blocks)
    share = min(0.5, P["BLK"] * nb / n / 2 ) if sizes else 0.0
    every = np.arange(B * R)
    k = 0
    prog = 0.0
    blocks_due = 0.0
    temp = P["T0"]
    while prog < 1:
        if k % 20 == 0:
            prog = (time.process_time() - t0) / budget
            temp = P["T0"] * (P["T1"] / P["T0"]) ** min(1,prog)
        jobs = every if together else np.arange(B) * R + (np.arange(B) + k) % R
        rows = kernel.pair_tables(state, jobs, rng)
        blocks_due += share
        if blocks_due >= 1:
            blocks_due -= 1
            kernel.step_blocks(state, rows, 1 / temp, rng, sizes[k % len(sizes)])
        else:
            kernel.step(state, rows, np.float32(1 / temp), rng)
        k += 1
        if k % int(P["CHECK"]) == 0 and prog > 0.5:
            look()
    look()
    return best, dict(steps=k, B=B, greedy=tg, gl=start_loss)
