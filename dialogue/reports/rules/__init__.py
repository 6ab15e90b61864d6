"""Pure decisions about reports: what is missing, and what may be done."""

from dialogue.reports.rules.deciding import (
    ANSWER_STATES,
    FEWEST_EVENINGS,
    MOST_WORDS,
    check_can_answer,
    check_can_begin,
    check_can_edit,
    check_can_issue,
    check_can_join,
    check_can_merge,
    check_due,
    check_merged_words,
    check_not_merged,
    state_after,
)
from dialogue.reports.rules.missing import Missing, Ready, missing_bits

__all__ = [
    "ANSWER_STATES",
    "FEWEST_EVENINGS",
    "MOST_WORDS",
    "Missing",
    "Ready",
    "check_can_answer",
    "check_can_begin",
    "check_can_edit",
    "check_can_issue",
    "check_can_join",
    "check_can_merge",
    "check_due",
    "check_merged_words",
    "check_not_merged",
    "missing_bits",
    "state_after",
]
