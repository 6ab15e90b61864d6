"""Every change to who sits where. All end in one step that can be undone."""

from dialogue.seating.actions.chairs import (
    deal_everybody,
    lock_person,
    lock_round,
    move,
    swap,
    take_chairs,
    undo,
)
from dialogue.seating.actions.forgetting import forget_seating, forget_when_over
from dialogue.seating.actions.tables import (
    TableWords,
    add_table,
    change_table,
    lock_table,
    remove_table,
)

__all__ = [
    "TableWords",
    "add_table",
    "change_table",
    "deal_everybody",
    "forget_seating",
    "forget_when_over",
    "lock_person",
    "lock_round",
    "lock_table",
    "move",
    "remove_table",
    "swap",
    "take_chairs",
    "undo",
]
