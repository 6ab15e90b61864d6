"""The thresholds of counting: defaults that a municipality may set otherwise."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct


class CountingSettings(Struct, frozen=True):
    """Every threshold that turns answers into words.

    Shares are exact fractions: a verdict on the edge of a threshold must not
    depend on how a decimal happens to be rounded.
    """

    shared_at_least: Fraction = Fraction(3, 5)
    """Lowest p of any side from which a statement is shared."""
    divided_below: Fraction = Fraction(2, 5)
    """A side below this, while another reaches `shared_at_least`, divides."""
    divided_share: Fraction = Fraction(1, 3)
    """This share for and this share against divides as well."""
    unsure_share: Fraction = Fraction(3, 10)
    """Share of "don't know" from which a statement is unsure."""
    answers_per_side: int = 5
    """A side with fewer answers is "too few people to say"."""
    in_ten_from: int = 30
    """From so many answers "about 6 in 10" is added to the counts."""
    percentages_from: int = 100
    """From so many answers percentages take the place of counts."""
    averages_from_pairs: int = 20
    """From so many pairs an average may be named."""
    k: int = 5
    """Smallest number of people a published figure may show."""
    k_sensitive: int = 10
    """The same, where a theme is sensitive."""
    least_tables: int = 2
    """A figure stands on at least so many tables."""

    def __post_init__(self) -> None:
        if not 0 <= self.divided_below <= self.shared_at_least <= 1:
            raise ValueError("0 <= divided_below <= shared_at_least <= 1 must hold.")
        if not (0 < self.divided_share <= Fraction(1, 2) and self.unsure_share > 0):
            raise ValueError("divided_share lies in (0, 1/2], unsure_share above 0.")
        if not 0 < self.in_ten_from <= self.percentages_from:
            raise ValueError("in_ten_from comes before percentages_from.")
        smallest = (self.k, self.k_sensitive, self.least_tables, self.answers_per_side)
        if min(smallest) < 1 or self.averages_from_pairs < 1:
            raise ValueError("Thresholds are at least 1.")

    def smallest_figure(self, *, sensitive: bool) -> int:
        """The k that holds for a theme."""
        return self.k_sensitive if sensitive else self.k


DEFAULTS = CountingSettings()
