"""Reading the harvest: sentences, themes, steps of sorting, merged requests."""

from dialogue.outcomes.queries.counts import (
    Kinds,
    municipality_counts,
    programme_counts,
    session_counts,
)
from dialogue.outcomes.queries.online import online_round_of
from dialogue.outcomes.queries.progress import (
    Harvest,
    harvests_of,
)
from dialogue.outcomes.queries.requests import (
    loose_requests,
    merged_already,
    next_request_number,
    request_in,
    requests_of,
    tables_behind,
    taken_apart_in,
)
from dialogue.outcomes.queries.sentences import (
    Sentence,
    lies_in,
    sentence_in,
    sentences_of,
    sorting_of,
    theme_in,
    themes_of,
    to_sort,
)
from dialogue.outcomes.queries.steps import (
    last_step,
    look_at,
    looks_of,
    skips_of,
)
from dialogue.outcomes.queries.towns import (
    TownSentence,
    TownTheme,
    sessions_by_id,
    town_sentences,
    town_themes,
)

__all__ = [
    "Harvest",
    "Kinds",
    "Sentence",
    "TownSentence",
    "TownTheme",
    "harvests_of",
    "last_step",
    "lies_in",
    "look_at",
    "looks_of",
    "loose_requests",
    "merged_already",
    "municipality_counts",
    "next_request_number",
    "online_round_of",
    "programme_counts",
    "request_in",
    "requests_of",
    "sentence_in",
    "sentences_of",
    "session_counts",
    "sessions_by_id",
    "skips_of",
    "sorting_of",
    "tables_behind",
    "taken_apart_in",
    "theme_in",
    "themes_of",
    "to_sort",
    "town_sentences",
    "town_themes",
]
