"""Changing the harvest: themes, sorting, looking, merging with sources kept."""

from dialogue.outcomes.actions.clusters import (
    cluster_over_evenings,
    keep_cluster,
    make_cluster,
    put_in_cluster,
    rename_cluster,
    stand_alone,
    undo_clustering,
)
from dialogue.outcomes.actions.comparing import (
    begin_comparison,
    close_comparison,
    end_for_them,
    go_on_alone,
    join_comparison,
    say_done,
    settle_group,
    sort_on,
)
from dialogue.outcomes.actions.following import follow_words
from dialogue.outcomes.actions.ideas import note_idea
from dialogue.outcomes.actions.looking import keep_words, mend_words
from dialogue.outcomes.actions.online import import_round, remove_round
from dialogue.outcomes.actions.requests import (
    Asked,
    change_request,
    freeze_requests,
    merge_requests,
    move_request,
    put_back,
    unmerge,
)
from dialogue.outcomes.actions.sorting import (
    put_under,
    sort,
    sort_many,
    sort_over_evenings,
    undo,
)
from dialogue.outcomes.actions.themes import (
    add_theme,
    bring_theme_back,
    drop_theme,
    rename_theme,
    seed_own_themes,
    seed_themes,
)

__all__ = [
    "Asked",
    "add_theme",
    "begin_comparison",
    "bring_theme_back",
    "change_request",
    "close_comparison",
    "cluster_over_evenings",
    "drop_theme",
    "end_for_them",
    "follow_words",
    "freeze_requests",
    "go_on_alone",
    "import_round",
    "join_comparison",
    "keep_cluster",
    "keep_words",
    "make_cluster",
    "mend_words",
    "merge_requests",
    "move_request",
    "note_idea",
    "put_back",
    "put_in_cluster",
    "put_under",
    "remove_round",
    "rename_cluster",
    "rename_theme",
    "say_done",
    "seed_own_themes",
    "seed_themes",
    "settle_group",
    "sort",
    "sort_many",
    "sort_on",
    "sort_over_evenings",
    "stand_alone",
    "undo",
    "undo_clustering",
    "unmerge",
]
