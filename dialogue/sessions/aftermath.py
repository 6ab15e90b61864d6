"""What came of a conversation that is over: told by a room that comes later.

At import of its views that room says who tells it::

    from dialogue.sessions import aftermath
    aftermath.provide(tells)

``tells(slug, ref, now)`` gives what residents may read on the page of that
conversation; nothing while its report is not out.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple


class Came(NamedTuple):
    """One request and what the council does with it, in words."""

    text: str
    kind: str  # good, info, quiet or problem
    word: str  # ``No answer for 3 days``
    when: str


class Aftermath(NamedTuple):
    """The report, and the requests in it. Compared by its words: it is part of

    what a kept page is known by.
    """

    report: str = ""  # the address of its page; "" while there is none
    asks: tuple[Came, ...] = ()


NOTHING = Aftermath()
Tells = Callable[[str, str, datetime], Aftermath]
_tells: list[Tells] = []


def provide(tells: Tells) -> None:
    """Say who tells it; a later call replaces an earlier one."""
    _tells[:] = [tells]


def of(slug: str, ref: str, now: datetime) -> Aftermath:
    """What came of this conversation, in the language of the page."""
    return _tells[0](slug, ref, now) if _tells else NOTHING
