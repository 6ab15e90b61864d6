"""An attacker with a linear programme, who knows nothing but what was published."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

CLOSE = 1e-6
ENDLESS = 1e6


class Book:
    """Many small attacks, laid beside each other in one linear programme.

    Each attack asks how high or how low one figure can be. The attacks share no
    variable, so the best of their sum is the best of each.
    """

    def __init__(self) -> None:
        self.cost: list[float] = []
        self.bounds: list[tuple[float, float]] = []
        self.entries: list[tuple[int, int, float]] = []
        self.right: list[float] = []
        self.asked: list[dict[tuple[int, int], int]] = []

    def ask(self, grid: list[list[object]], place: tuple[int, int], sign: float) -> int:
        """Ask for the highest (sign 1) or lowest (-1) value of the figure at a place.

        ``grid`` is a table with totals in its last row and column. Gives the number
        of the answer.
        """
        number: dict[tuple[int, int], int] = {}
        for r, row in enumerate(grid):
            for c, figure in enumerate(row):
                if type(figure) is int:
                    continue
                number[r, c] = len(self.cost)
                low, high = (
                    (0.0, ENDLESS)
                    if figure is None
                    else (float(figure.low), float(figure.high))
                )
                self.cost.append(-sign if (r, c) == place else 0.0)
                self.bounds.append((low, high))
        last_row, last_column = len(grid) - 1, len(grid[0]) - 1
        for r in range(last_row + 1):
            line = [(r, c) for c in range(last_column)]
            self._equation(grid, number, line, (r, last_column))
        for c in range(last_column + 1):
            line = [(r, c) for r in range(last_row)]
            self._equation(grid, number, line, (last_row, c))
        self.asked.append(number)
        return len(self.asked) - 1

    def _equation(self, grid, number, parts, total) -> None:
        right = 0.0
        here = []
        for place, weight in [*((p, 1.0) for p in parts), (total, -1.0)]:
            if place in number:
                here.append((number[place], weight))
            else:
                right -= weight * grid[place[0]][place[1]]
        if here:
            row = len(self.right)
            self.right.append(right)
            self.entries.extend((row, n, weight) for n, weight in here)

    def answers(self) -> list[dict[tuple[int, int], float]]:
        """Give for each attack a whole table that cannot be excluded, by place."""
        if not self.asked:
            return []
        rows, columns, weights = zip(*self.entries, strict=True)
        matrix = csr_array(
            (weights, (rows, columns)), shape=(len(self.right), len(self.cost))
        )
        found = linprog(
            self.cost,
            A_eq=matrix,
            b_eq=self.right,
            bounds=np.array(self.bounds),
            method="highs-ds",
        )
        assert found.status == 0, found.message
        return [
            {place: float(found.x[n]) for place, n in number.items()}
            for number in self.asked
        ]


def possible_numbers(attacks) -> list[int]:
    """Say for every (grid, place) how many whole numbers the attacker must leave open.

    A figure that nothing bounds counts as very many.
    """
    book = Book()
    pairs = [(p, book.ask(g, p, 1.0), book.ask(g, p, -1.0)) for g, p in attacks]
    answers = book.answers()
    return [whole_numbers(answers[low][p], answers[high][p]) for p, high, low in pairs]


def whole_numbers(low: float, high: float) -> int:
    return int(np.floor(high + CLOSE) - np.ceil(low - CLOSE)) + 1


def narrowed(tables) -> list[int]:
    """Attack (grid, places, k) tables; give what was narrowed to fewer than k numbers.

    Two tables that cannot be excluded often leave k numbers for several places at
    once, and those need no attack of their own.
    """
    found = []
    left = [(grid, list(places), k) for grid, places, k in tables if places]
    while left:
        book = Book()
        for grid, places, _ in left:
            book.ask(grid, places[0], 1.0)
            book.ask(grid, places[0], -1.0)
        answers = book.answers()
        still = []
        for n, (grid, places, k) in enumerate(left):
            one, other = answers[2 * n], answers[2 * n + 1]
            width = {
                p: whole_numbers(min(one[p], other[p]), max(one[p], other[p]))
                for p in places
            }
            if width[places[0]] < k:
                found.append(width[places[0]])
            rest = [p for p in places[1:] if width[p] < k]
            if rest:
                still.append((grid, rest, k))
        left = still
    return found
