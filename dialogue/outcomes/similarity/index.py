"""Cosine similarity with inverse document frequency, over counted features."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log, sqrt

Scores = list[float]


class Index:
    """Counted features of many sentences, to be compared with those that were put.

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
        self._places: dict[str, list[tuple[int, float]]] = {}

    def put(self, place: int, features: Counter[str]) -> None:
        """Have these features at a place, to be compared with from now on."""
        for feature, weight in self._weighed(features):
            self._places.setdefault(feature, []).append((place, weight))

    def add(self, total: Scores, features: Counter[str], share: float) -> None:
        """Add a share of the cosine, 0 to 1, of these features with every place."""
        for feature, weight in self._weighed(features):
            part = share * weight
            for place, there in self._places.get(feature, ()):
                total[place] += part * there

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
