"""Reading the harvest: sentences, themes, steps of sorting, merged requests."""

from dialogue.outcomes.queries.clusters import (
    LEAST_MEMBERS,
    Clustered,
    cluster_in,
    clusters_of,
    last_cluster_step,
    looked_alone,
    member_row,
    members_of,
    standing_alone,
)
from dialogue.outcomes.queries.comparisons import (
    comparison_of,
    hand_of,
    themes_of_hand,
)
from dialogue.outcomes.queries.counts import (
    Kinds,
    municipality_counts,
    programme_counts,
    session_counts,
)
from dialogue.outcomes.queries.ideas import (
    Idea,
    idea_note,
    idea_notes,
    ideas_of,
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
    "LEAST_MEMBERS",
    "Clustered",
    "Harvest",
    "Idea",
    "Kinds",
    "Sentence",
    "TownSentence",
    "TownTheme",
    "cluster_in",
    "clusters_of",
    "comparison_of",
    "hand_of",
    "harvests_of",
    "idea_note",
    "idea_notes",
    "ideas_of",
    "last_cluster_step",
    "last_step",
    "lies_in",
    "look_at",
    "looked_alone",
    "looks_of",
    "loose_requests",
    "member_row",
    "members_of",
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
    "standing_alone",
    "tables_behind",
    "taken_apart_in",
    "theme_in",
    "themes_of",
    "themes_of_hand",
    "to_sort",
    "town_sentences",
    "town_themes",
]
