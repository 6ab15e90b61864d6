"""The fewest figures that can be hidden, found exactly and in another way.

One whole-number programme a table, solved by branch and bound: a yes or no for each
figure, and for each small figure two tables that the reader cannot exclude, one with
a higher and one with a lower value, at least k - 1 apart.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_array


def fewest_hidden(grid: list[list[int]], k: int, withheld=()) -> int:
    """Give the least number of hidden figures, totals and withheld ones included."""
    height, width = len(grid), len(grid[0])
    figures = height * width
    value = [v for row in grid for v in row]
    small = [n for n, v in enumerate(value) if 0 < v < k]
    if not small:
        return len(withheld)
    moves = 2 * len(small)
    far = k - 1
    columns = figures * (1 + moves)
    matrix = lil_array((moves * (2 * figures + height + width) + len(small), columns))
    low: list[float] = []
    high: list[float] = []

    def add(weights: dict[int, float], least: float, most: float) -> None:
        for column, weight in weights.items():
            matrix[len(low), column] = weight
        low.append(least)
        high.append(most)

    for move in range(moves):
        at = figures * (1 + move)
        for n in range(figures):
            add({at + n: 1.0, n: -far}, -np.inf, 0.0)
            add({at + n: 1.0, n: min(value[n], far)}, 0.0, np.inf)
        for parts, total in sums(height, width):
            add({**{at + n: 1.0 for n in parts}, at + total: -1.0}, 0.0, 0.0)
    for i, n in enumerate(small):
        up, down = figures * (1 + 2 * i) + n, figures * (2 + 2 * i) + n
        add({up: 1.0, down: -1.0}, far, np.inf)
    least = np.concatenate([np.zeros(figures), np.full(figures * moves, -far)])
    most = np.concatenate([np.ones(figures), np.full(figures * moves, far)])
    least[[*small, *(r * width + c for r, c in withheld)]] = 1
    found = milp(
        np.concatenate([np.ones(figures), np.zeros(figures * moves)]),
        constraints=LinearConstraint(matrix.tocsr(), low, high),
        bounds=Bounds(least, most),
        integrality=np.concatenate([np.ones(figures), np.zeros(figures * moves)]),
        options={"mip_rel_gap": 0},
    )
    assert found.status == 0, found.message
    return round(found.fun)


def sums(height: int, width: int) -> list[tuple[list[int], int]]:
    """Give the places of the parts and of the total, for every row and column."""
    places = np.arange(height * width).reshape(height, width)
    lines = [*places, *places.T]
    return [([int(n) for n in line[:-1]], int(line[-1])) for line in lines]
