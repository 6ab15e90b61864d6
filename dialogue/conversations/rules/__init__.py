"""What may be written at a table, and what read-back may do: pure decisions."""

from dialogue.conversations.rules.evening import (
    MOST_AT_TABLE,
    OPEN_AFTER,
    by_day,
    check_can_enter,
    check_present,
    check_slips,
    most_at_table,
    same_code,
    seconds_left,
    wait_after,
)
from dialogue.conversations.rules.lines import (
    Sheet,
    Words,
    check_can_write,
    check_details,
    counted_field,
    number_for,
    sheets_of,
    written_fields,
)
from dialogue.conversations.rules.reading import (
    Cards,
    ReadBack,
    check_can_close,
    check_can_consent,
    check_can_count,
    check_can_read_back,
    check_cards,
)
from dialogue.conversations.rules.translating import (
    LANGUAGES,
    check_can_translate,
    same_language,
)

__all__ = [
    "LANGUAGES",
    "MOST_AT_TABLE",
    "OPEN_AFTER",
    "Cards",
    "ReadBack",
    "Sheet",
    "Words",
    "by_day",
    "check_can_close",
    "check_can_consent",
    "check_can_count",
    "check_can_enter",
    "check_can_read_back",
    "check_can_translate",
    "check_can_write",
    "check_cards",
    "check_details",
    "check_present",
    "check_slips",
    "counted_field",
    "most_at_table",
    "number_for",
    "same_code",
    "same_language",
    "seconds_left",
    "sheets_of",
    "wait_after",
    "written_fields",
]
