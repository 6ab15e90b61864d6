"""Every select of the conversations room."""

from dialogue.conversations.queries.evening import (
    CARD,
    TABLE,
    Progress,
    Told,
    any_cards,
    card_code,
    evening_of,
    guide_of,
    hold_evening,
    progress_of,
    session_of,
    table_token,
    tables_planned,
    talk_by_card,
    talk_by_id,
    talk_by_token,
    talk_in,
    talks_of,
    told_of,
)
from dialogue.conversations.queries.live import (
    Live,
    live,
    step_minutes,
)
from dialogue.conversations.queries.measures import (
    measure_counts,
    measure_slips,
)
from dialogue.conversations.queries.said import (
    confirmed_contributions,
    contribution_at,
    contributions_of,
    sent_before,
    withdrawn_count,
)
from dialogue.conversations.queries.translations import (
    translation_in,
    translations_beside,
    translations_of,
)

__all__ = [
    "CARD",
    "TABLE",
    "Live",
    "Progress",
    "Told",
    "any_cards",
    "card_code",
    "confirmed_contributions",
    "contribution_at",
    "contributions_of",
    "evening_of",
    "guide_of",
    "hold_evening",
    "live",
    "measure_counts",
    "measure_slips",
    "progress_of",
    "sent_before",
    "session_of",
    "step_minutes",
    "table_token",
    "tables_planned",
    "talk_by_card",
    "talk_by_id",
    "talk_by_token",
    "talk_in",
    "talks_of",
    "told_of",
    "translation_in",
    "translations_beside",
    "translations_of",
    "withdrawn_count",
]
