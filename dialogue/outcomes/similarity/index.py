"""Cosine similarity with inverse document frequency, over counted features."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]


class Index:
    """Counted features of many sentences, ready to be compared with another.

    The weight of a feature is (1 + ln count) x (ln((1 + n) / (1 + df)) + 1),
    and every sentence has length 1 (Salton and Buckley, 1988).
    """

    def __init__(self, counted: Sequence[Counter[str]]) -> None:
        self.size = len(counted)
        spread: Counter[str] = Counter()
        for features in counted:
            spread.update(features.keys())
        self._idf = {
            feature: log((1 + self.size) / (1 + times)) + 1
            for feature, times in spread.items()
        }
        places: dict[str, list[int]] = {}
        weights: dict[str, list[float]] = {}
        for place, features in enumerate(counted):
            for feature, weight in self._weighed(features):
                places.setdefault(feature, []).append(place)
                weights.setdefault(feature, []).append(weight)
        self._places = {f: np.array(at, dtype=np.intp) for f, at in places.items()}
        self._weights = {f: np.array(w, dtype=np.float64) for f, w in weights.items()}

    def scores(self, features: Counter[str]) -> Scores:
        """Give the cosine, 0 to 1, of these features with every sentence."""
        total = np.zeros(self.size)
        for feature, weight in self._weighed(features):
            if feature in self._places:
                # Each sentence is there once, so this adds and never loses.
                total[self._places[feature]] += weight * self._weights[feature]
        return total

    def weight(self, feature: str) -> float:
        """Give how telling a feature is: high when few sentences have it."""
        return self._idf.get(feature, log(1 + self.size) + 1)

    def _weighed(self, features: Counter[str]) -> Iterable[tuple[str, float]]:
        weighed = [
            (feature, (1 + log(times)) * self.weight(feature))
            for feature, times in sorted(features.items())
        ]
        length = sqrt(sum(weight * weight for _, weight in weighed))
        return [(feature, weight / length) for feature, weight in weighed]
