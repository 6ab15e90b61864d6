"""Disclosure control: figures that say something about a group and nobody in it.

``protect`` is for one table, ``protect_beside`` for a table of which some figures
are out already, ``show_answers`` for one question with all rules for small numbers,
``merge_small`` for what to do before anything is hidden, and ``decide_release`` for
every figure that leaves, held against all that ever left.
"""

from dialogue.outcomes.protection.command import protect_command
from dialogue.outcomes.protection.ledger import (
    Cell,
    Decision,
    Entry,
    Ledger,
    Release,
    Subject,
    Sum,
    decide_release,
)
from dialogue.outcomes.protection.merging import (
    Merged,
    merge_small,
    merge_small_columns,
)
from dialogue.outcomes.protection.network import exposed, intervals
from dialogue.outcomes.protection.small_numbers import (
    Answers,
    ShownAnswers,
    Withheld,
    has_enough_tables,
    merge_non_response,
    round_attendance,
    show_answers,
    show_pairs,
    smallest_group,
    soften_unanimity,
)
from dialogue.outcomes.protection.suppression import protect, protect_beside
from dialogue.outcomes.protection.tables import (
    Figure,
    Place,
    ProtectedTable,
    Range,
    Table,
    TableRefused,
)

__all__ = [
    "Answers",
    "Cell",
    "Decision",
    "Entry",
    "Figure",
    "Ledger",
    "Merged",
    "Place",
    "ProtectedTable",
    "Range",
    "Release",
    "ShownAnswers",
    "Subject",
    "Sum",
    "Table",
    "TableRefused",
    "Withheld",
    "decide_release",
    "exposed",
    "has_enough_tables",
    "intervals",
    "merge_non_response",
    "merge_small",
    "merge_small_columns",
    "protect",
    "protect_beside",
    "protect_command",
    "round_attendance",
    "show_answers",
    "show_pairs",
    "smallest_group",
    "soften_unanimity",
]
