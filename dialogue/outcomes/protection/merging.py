"""Merging before hiding: two categories said as one keep more than a hidden cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from dialogue.outcomes.protection.network import is_small
from dialogue.outcomes.protection.tables import Table, TableRefused, check_count


class Merged(Struct, frozen=True):
    """Categories after merging, with the table whose columns they are.

    ``made_of`` names the first categories of every merged one.
    """

    categories: tuple[str, ...]
    table: Table
    made_of: Mapping[str, tuple[str, ...]]

    @property
    def counts(self) -> tuple[int, ...]:
        """The counts of a one-dimensional table, one a category."""
        return self.table.counts[0]


def merge_small(
    categories: Sequence[str],
    counts: Sequence[int],
    mergeable: Mapping[str, Sequence[str]],
    k: int = 5,
) -> Merged:
    """Merge categories of which one has a count of 1 up to and with k - 1.

    ``mergeable`` maps the name of a merged category to its members, in the order to
    try; a later one may hold an earlier one. Nothing merges that is large enough.
    Raises TableRefused when the names and the counts do not fit.
    """
    return merge_small_columns(categories, Table.of_one_row(counts), mergeable, k)


def merge_small_columns(
    categories: Sequence[str],
    table: Table,
    mergeable: Mapping[str, Sequence[str]],
    k: int = 5,
) -> Merged:
    """Merge columns of which one holds a small count in any row; see merge_small."""
    if len(set(categories)) < len(categories):
        raise TableRefused("Two categories have the same name.")
    if len(categories) != len(table.counts[0]):
        raise TableRefused("There is not one count for each category.")
    columns = dict(zip(categories, zip(*table.counts, strict=True), strict=True))
    made_of: dict[str, tuple[str, ...]] = {}
    for name, members in mergeable.items():
        if all(member in columns for member in members) and any(
            is_small(count, k) for member in members for count in columns[member]
        ):
            columns = _merge(columns, name, tuple(members))
            made_of[name] = _first_names(members, made_of)
    for column in columns.values():
        for count in column:
            check_count(count)
    rows = tuple(zip(*columns.values(), strict=True))
    kept = {name: made_of[name] for name in columns if name in made_of}
    return Merged(tuple(columns), Table(rows), kept)


def _merge(
    columns: Mapping[str, tuple[int, ...]], name: str, members: tuple[str, ...]
) -> dict[str, tuple[int, ...]]:
    """Put the merged column where its first member stood."""
    together = tuple(map(sum, zip(*(columns[m] for m in members), strict=True)))
    merged: dict[str, tuple[int, ...]] = {}
    for category, column in columns.items():
        if category in members:
            merged.setdefault(name, together)
        else:
            merged[category] = column
    return merged


def _first_names(
    members: Sequence[str], made_of: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    return tuple(first for m in members for first in made_of.get(m, (m,)))
