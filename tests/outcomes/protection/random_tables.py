"""Random tables of every kind that an evening can give, from a seed."""

from __future__ import annotations

from random import Random

from dialogue.outcomes.protection import Table


def random_table(random: Random, longest: int = 6) -> Table:
    """Give a table of one or two dimensions, with few or many zeros and small counts."""
    rows, columns = random.randint(2, longest), random.randint(2, longest)
    shape = random.random()
    if shape < 0.15:
        rows = 1
    elif shape < 0.3:
        columns = 1
    elif shape < 0.32:
        rows = columns = 1
    highest = random.choice([2, 4, 6, 10, 30, 100])
    empty = random.choice([0.0, 0.1, 0.3, 0.6, 0.9])
    return Table.of(
        [
            [
                0 if random.random() < empty else random.randint(0, highest)
                for _ in range(columns)
            ]
            for _ in range(rows)
        ]
    )
