"""Every change to who comes: seats are decided here, in one locked step each."""

from dialogue.registrations.actions.astray import put_right
from dialogue.registrations.actions.calls import Outcome, posted, settle_call
from dialogue.registrations.actions.evening import (
    Asked,
    close_list,
    drop_round,
    note_missing,
    note_round,
    tick,
    tick_all,
    walk_in,
)
from dialogue.registrations.actions.forgetting import (
    erase_person,
    forget_people,
    forget_when_due,
    note_answer_returned,
    when_forgotten,
)
from dialogue.registrations.actions.holding import (
    hold_seats,
    release,
    release_when_due,
)
from dialogue.registrations.actions.line import (
    fill_from_line,
    lapse_offers,
    lapse_unconfirmed,
    open_count,
)
from dialogue.registrations.actions.seats import (
    SignedUp,
    Wish,
    cancel,
    change,
    confirm,
    decline,
    renew_link,
    seat_by_hand,
    sign_up,
    take_offer,
    undo_cancel,
)

__all__ = [
    "Asked",
    "Outcome",
    "SignedUp",
    "Wish",
    "cancel",
    "change",
    "close_list",
    "confirm",
    "decline",
    "drop_round",
    "erase_person",
    "fill_from_line",
    "forget_people",
    "forget_when_due",
    "hold_seats",
    "lapse_offers",
    "lapse_unconfirmed",
    "note_answer_returned",
    "note_missing",
    "note_round",
    "open_count",
    "posted",
    "put_right",
    "release",
    "release_when_due",
    "renew_link",
    "seat_by_hand",
    "settle_call",
    "sign_up",
    "take_offer",
    "tick",
    "tick_all",
    "undo_cancel",
    "walk_in",
    "when_forgotten",
]
