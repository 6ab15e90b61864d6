"""Mail that did not arrive, as a page shows it: to whom, about what, what went wrong.

Never what it says. A municipality's desk shows its own; the programme's owner the
mail of the house itself, which belongs to no municipality.
"""

from collections.abc import Sequence
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from msgspec import Struct

from dialogue.foundation import clock, post
from dialogue.foundation.language import moment_said
from dialogue.foundation.post import Message, PostState
from dialogue.foundation.post import about as subjects
from dialogue.foundation.post.models import MOST_TRIES
from dialogue.foundation.post.stuck import stuck_count, stuck_post
from dialogue.foundation.vault import Unreadable

PAGE = 50


class Astray(Struct, frozen=True):
    """One mail as the page shows it."""

    message: Message
    name: str
    to: str
    about: subjects.About | None
    trouble: str

    @property
    def may_have_come(self) -> bool:
        """Whether sending it again may bring it twice."""
        return self.message.state is PostState.PARKED


class Heap(Struct, frozen=True):
    """A page of them, the newest first: ``start`` counts from 0."""

    found: Sequence[Astray]
    start: int
    many: int
    earlier: str
    later: str


def astray(message: Message) -> Astray:
    """What a page says of one mail."""
    about, trouble = subjects.about(message), _trouble(message)
    try:
        letter = post.read(message)
    except Unreadable:  # its key is gone: nobody can send it, only drop it
        nobody = _("An address that we cannot read any more")
        return Astray(message, "", nobody, about, trouble)
    return Astray(message, letter.name, letter.to, about, trouble)


def heap(municipality_id: int | None, endpoint: str, **at: str) -> Heap:
    """The page that the address asks for (``from``); the last when it asks too much.

    ``endpoint`` and ``at``: the address of the list, for earlier and later.
    """
    many = stuck_count(municipality_id)
    last = max(many - 1, 0) // PAGE * PAGE
    start = min(max(0, request.args.get("from", 0, type=int)) // PAGE * PAGE, last)

    def to(place: int) -> str:
        address: dict[str, Any] = {**at, "from": place}
        return url_for(endpoint, **address)

    return Heap(
        [astray(each) for each in stuck_post(municipality_id, start, PAGE)],
        start, many, to(start - PAGE) if start else "",
        to(start + PAGE) if start < last else "",
    )  # fmt: skip


def _trouble(message: Message) -> str:
    """Why a mail is stuck, and what happens by itself."""
    if message.state is PostState.PARKED:
        return str(_("It may have arrived: the connection broke while we sent it."))
    if message.state is PostState.WAITING:
        return str(
            _(
                "Tried %(num)s times. We try again by ourselves on %(moment)s.",
                num=message.tries,
                moment=moment_said(message.not_before, clock.now()),
            )
        )
    if message.tries >= MOST_TRIES:
        return str(_("Tried %(num)s times without result.", num=message.tries))
    return str(_("The mail was refused: this address may be wrong."))
