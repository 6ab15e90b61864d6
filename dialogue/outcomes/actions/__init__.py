"""Changing the harvest: themes, sorting, looking, merging with sources kept."""

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
from dialogue.outcomes.actions.sorting import put_under, sort, sort_many, undo
from dialogue.outcomes.actions.themes import (
    add_theme,
    bring_theme_back,
    drop_theme,
    rename_theme,
    seed_themes,
)

__all__ = [
    "Asked",
    "add_theme",
    "bring_theme_back",
    "change_request",
    "drop_theme",
    "freeze_requests",
    "import_round",
    "keep_words",
    "mend_words",
    "merge_requests",
    "move_request",
    "put_back",
    "put_under",
    "remove_round",
    "rename_theme",
    "seed_themes",
    "sort",
    "sort_many",
    "undo",
    "unmerge",
]
