"""Every change to who comes: seats are decided here, in one locked step each."""

from dialogue.registrations.actions.line import fill_from_line, lapse_offers, open_count
from dialogue.registrations.actions.seats import cancel, change, decline, sign_up, take_offer

__all__ = [
    "cancel",
    "change",
    "decline",
    "fill_from_line",
    "lapse_offers",
    "open_count",
    "sign_up",
    "take_offer",
]
