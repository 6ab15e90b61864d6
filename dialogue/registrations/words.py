"""Words of this room that several of its parts say."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from dialogue.foundation.language import moment_said
from dialogue.foundation.post import Message, PostState
from dialogue.foundation.post.models import MOST_TRIES
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


def trouble_in_words(message: Message, now: datetime) -> str:
    """Why a mail is stuck, and what happens by itself."""
    if message.state is PostState.PARKED:
        return str(_("It may have arrived: the connection broke while we sent it."))
    if message.state is PostState.WAITING:
        return str(
            _(
                "Tried %(num)s times. We try again by ourselves on %(moment)s.",
                num=message.tries,
                moment=moment_said(message.not_before, now),
            )
        )
    if message.tries >= MOST_TRIES:
        return str(_("Tried %(num)s times without result.", num=message.tries))
    return str(_("The mail was refused: this address may be wrong."))
