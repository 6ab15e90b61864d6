"""Reading tables, chairs and what people wish; always of one dialogue session."""

from dialogue.seating.queries.evenings import (
    over_since,
    seated_figures,
)
from dialogue.seating.queries.tables import (
    chairs_of,
    default_tables,
    kept_tables,
    last_step,
    proposals_of,
    set_up_of,
    steps_of,
    stop_asked,
    table_of,
    tables_of,
)
from dialogue.seating.queries.told import (
    Wished,
    neighbours_of,
    note_of,
    note_place,
    notes_of,
    wish_in,
    wish_place,
    wishes_of,
)

__all__ = [
    "Wished",
    "chairs_of",
    "default_tables",
    "kept_tables",
    "last_step",
    "neighbours_of",
    "note_of",
    "note_place",
    "notes_of",
    "over_since",
    "proposals_of",
    "seated_figures",
    "set_up_of",
    "steps_of",
    "stop_asked",
    "table_of",
    "tables_of",
    "wish_in",
    "wish_place",
    "wishes_of",
]
