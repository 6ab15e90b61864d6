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
from dialogue.seating.actions.door import (
    choose_proposal,
    drop_proposals,
    keep_proposals,
)
from dialogue.seating.actions.forgetting import (
    forget_person,
    forget_seating,
    forget_when_over,
)
from dialogue.seating.actions.mixing import (
    Mixing,
    choose_mixing,
    drop_wish,
    note,
    weigh_wish,
    wish,
)
from dialogue.seating.actions.planning import ask_to_plan, ask_to_stop
from dialogue.seating.actions.tables import (
    TableWords,
    add_table,
    change_table,
    lock_table,
    remove_table,
)

__all__ = [
    "Mixing",
    "TableWords",
    "add_table",
    "ask_to_plan",
    "ask_to_stop",
    "change_table",
    "choose_mixing",
    "choose_proposal",
    "deal_everybody",
    "drop_proposals",
    "drop_wish",
    "forget_person",
    "forget_seating",
    "forget_when_over",
    "keep_proposals",
    "lock_person",
    "lock_round",
    "lock_table",
    "move",
    "note",
    "remove_table",
    "swap",
    "take_chairs",
    "undo",
    "weigh_wish",
    "wish",
]
