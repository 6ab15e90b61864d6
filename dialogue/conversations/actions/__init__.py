"""Changing what is said: the evening's clock, writing, cards, read-back, slips."""

from dialogue.conversations.actions.evening import (
    add_minutes,
    end_evening,
    go_to_step,
    keep_step,
    new_code,
    pause,
    prepare_evening,
    reopen_evening,
    resume,
    right_code,
    skip_step,
    wrong_code,
)
from dialogue.conversations.actions.reading import (
    close_read_back,
    consent,
    read_back,
    reopen_read_back,
    wipe_withdrawn,
)
from dialogue.conversations.actions.slips import (
    add_pair,
    add_slips,
    remove_pair,
    replace_slips,
)
from dialogue.conversations.actions.translating import (
    forget_translations,
    remove_translation,
    translate,
)
from dialogue.conversations.actions.writing import (
    count_cards,
    erase,
    rewrite,
    set_present,
    strike,
    write,
)

__all__ = [
    "add_minutes",
    "add_pair",
    "add_slips",
    "close_read_back",
    "consent",
    "count_cards",
    "end_evening",
    "erase",
    "forget_translations",
    "go_to_step",
    "keep_step",
    "new_code",
    "pause",
    "prepare_evening",
    "read_back",
    "remove_pair",
    "remove_translation",
    "reopen_evening",
    "reopen_read_back",
    "replace_slips",
    "resume",
    "rewrite",
    "right_code",
    "set_present",
    "skip_step",
    "strike",
    "translate",
    "wipe_withdrawn",
    "write",
    "wrong_code",
]
