"""Words of this room that several of its parts say."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from dialogue.registrations.models import Way

WAYS: Mapping[Way, Any] = {
    Way.PHONE: _l("telephone"),
    Way.DOOR: _l("at the door"),
    Way.CARD: _l("card"),
    Way.VIA: _l("through somebody"),
    Way.WEB: _l("website"),
    Way.WALK_IN: _l("walked in"),
}

# What a mail is about, by its kind; never what it says.
MAILS: Mapping[str, Any] = {
    "confirmation": _l("A seat is confirmed"),
    "waiting": _l("A place on the waiting list"),
    "confirm": _l("A seat that must be confirmed"),
    "offer": _l("A seat came free"),
    "lapsed": _l("An offered seat went to somebody else"),
    "moved": _l("Another day or time"),
    "off": _l("The conversation is off"),
    "reminder": _l("A reminder"),
    "goodbye": _l("A sign-up is cancelled"),
    "answer": _l("What the municipality answers"),
}
