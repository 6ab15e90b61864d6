"""One call, as the page and the list on paper show it."""

from datetime import datetime

from msgspec import Struct

from dialogue.foundation import post
from dialogue.foundation.errors import NotHere
from dialogue.foundation.post import Message
from dialogue.registrations import queries
from dialogue.registrations.letters import Kind
from dialogue.registrations.models import ANSWER, Registration

# Nothing to say yes or no to.
TELLS_ONLY = frozenset({Kind.OFF.value, Kind.LAPSED.value, Kind.GOODBYE.value, ANSWER})


class Call(Struct, frozen=True):
    """One call with whom it is about; nobody when it is not about a sign-up."""

    message: Message
    letter: post.Letter
    registration: Registration | None
    by_phone: bool

    @property
    def can_say_no(self) -> bool:
        """Whether there is something to say no to."""
        return self.registration is not None and self.message.kind not in TELLS_ONLY

    @property
    def until(self) -> datetime | None:
        """How long what is offered holds."""
        return self.registration.offer_until if self.registration else None


def shown(message: Message) -> Call:
    """A call as it is shown."""
    letter = post.read(message)
    digits = sum(char.isdigit() for char in letter.to)
    by_phone = digits >= 6 and not any(char.isalpha() for char in letter.to)
    return Call(message, letter, registration_of(message), by_phone)


def registration_of(message: Message) -> Registration | None:
    """Whom a call or letter is about; None when it is not about a sign-up."""
    kind, _, number = message.subject_ref.partition(":")
    if kind != "registration" or message.municipality_id is None:
        return None
    try:
        return queries.registration_of_town(message.municipality_id, int(number))
    except NotHere:
        return None
