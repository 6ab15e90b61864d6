"""What tables pay for whom nobody interprets, and what a swap changes of it."""

from __future__ import annotations

import numpy as np

from dialogue.seating.optimiser import soft
from dialogue.seating.optimiser.arrays import Arrays, Floats


def prices(arrays: Arrays, penalty: float) -> Floats:
    """(L, S+1, S+1) what a table pays for (needing, bridging) each language."""
    chairs, langs = arrays.chairs, len(arrays.languages)
    out = np.zeros((langs, chairs + 1, chairs + 1), dtype=np.float32)
    out[:, :, 0] = np.arange(chairs + 1)
    out[: arrays.musts] *= penalty
    out[arrays.musts :] *= soft.PLACE * soft.unit(arrays.room)
    return out


def swaps(tongue: Floats) -> Floats:
    """(L (S+1)^2, 6) price changes of a language state, for one table.

    Columns: needing leaves, bridging leaves, needing comes, bridging comes,
    and what (needing leaves, bridging comes) and (bridging leaves, needing
    comes) cost beyond the sum of their parts.
    """
    size = tongue.shape[1]
    out = np.zeros((*tongue.shape, 6), dtype=np.float32)
    top = size - 1
    for n in range(size):
        for b in range(size):
            here, fewer, more = tongue[:, n, b], max(n - 1, 0), min(n + 1, top)
            less, plus = max(b - 1, 0), min(b + 1, top)
            now = out[:, n, b]
            now[:, 0] = tongue[:, fewer, b] - here
            now[:, 1] = tongue[:, n, less] - here
            now[:, 2] = tongue[:, more, b] - here
            now[:, 3] = tongue[:, n, plus] - here
            now[:, 4] = tongue[:, fewer, plus] - here - now[:, 0] - now[:, 3]
            now[:, 5] = tongue[:, more, less] - here - now[:, 1] - now[:, 2]
    return out.reshape(-1, 6)
