"""What a message is about, in words that a desk may show: never what it says.

Each room tells it, once, about the things that it posts about::

    from dialogue.foundation.post import about

    about.provide("registration", _about)  # the first part of ``subject_ref``
"""

from collections.abc import Callable

from msgspec import Struct

from dialogue.foundation.post.models import Message


class About(Struct, frozen=True):
    """``what``: a few words. ``mend``: the page where its address is put right."""

    what: str
    more: str = ""  # which evening, which role
    mend: str = ""
    mend_words: str = ""


Tells = Callable[[Message], About | None]
_tells: dict[str, Tells] = {}


def provide(subject: str, tells: Tells) -> None:
    """Tell what messages about this kind of thing are about (None: it is gone)."""
    _tells[subject] = tells


def about(message: Message) -> About | None:
    """What a message is about; None when no room knows (any more)."""
    tells = _tells.get(message.subject_ref.partition(":")[0])
    return tells(message) if tells else None
