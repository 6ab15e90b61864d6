"""Disclosure control: figures that say something about a group and nobody in it."""

from dialogue.outcomes.protection.network import intervals
from dialogue.outcomes.protection.suppression import protect
from dialogue.outcomes.protection.tables import (
    Figure,
    ProtectedTable,
    Range,
    Table,
    TableRefused,
)

__all__ = [
    "Figure",
    "ProtectedTable",
    "Range",
    "Table",
    "TableRefused",
    "intervals",
    "protect",
]
