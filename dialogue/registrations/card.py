"""The key label: a code to keep, as words and as a picture to scan."""

import re
from datetime import datetime
from typing import Any

from flask import current_app
from markupsafe import Markup
from msgspec import Struct
from sqlalchemy import Row

from dialogue.foundation import links
from dialogue.foundation.language import local
from dialogue.foundation.vault import DataKey
from dialogue.registrations import queries, sealed
from dialogue.registrations.models import Registration, Standing
from dialogue.registrations.rules import HOLDS_SEAT, REMIND_BEFORE
from dialogue.sessions.invitation import Place, place_of
from dialogue.sessions.rules import seats_at_tables

MASK = 0  # trying all eight masks takes longer than the whole page
SCALE, BORDER = 3, 2  # pixels a square; light squares around it
_DARK = re.compile(rb"\x01+")  # a run of dark squares in a row of the code


class Card(Struct, frozen=True):
    """What stands on the card and around it."""

    code: str
    qr: Markup
    place: Place
    seated: bool
    in_line: int  # how many sign-ups up to and with this one wait; 0 with a seat
    tables: tuple[int, ...]
    others: int  # chairs that somebody else has
    reminded_on: datetime


def card_of(registration: Registration, talk: Row[Any], key: DataKey) -> Card:
    """The card of one sign-up; ``talk`` is a row of ``sessions.queries.talk``."""
    seated = registration.standing in HOLDS_SEAT
    waits = registration.standing is Standing.WAITING
    code = sealed.code(registration, key)
    site = str(current_app.extensions["settings"].public_url)
    address = f"{site}/{talk.slug}/mine/{code}"
    return Card(
        code=links.in_parts(code),
        qr=qr_picture(address),
        place=place_of(talk, signed_up=True),
        seated=seated,
        in_line=queries.place_in_line(registration) if waits else 0,
        tables=tuple(seats_at_tables(talk.capacity, talk.tables)),
        others=max(0, talk.taken - registration.people) if seated else talk.taken,
        reminded_on=local(talk.starts_at - REMIND_BEFORE),
    )


def qr_picture(address: str) -> Markup:
    """An address as a picture to scan, as SVG without an inline style."""
    import segno

    code = segno.make(address, error="l", mask=MASK, boost_error=False, micro=False)
    # Not segno's own drawing, which takes longer than everything around the code.
    lines = "".join(
        f"M{run.start() + BORDER} {y + BORDER}.5h{run.end() - run.start()}"
        for y, row in enumerate(code.matrix)
        for run in _DARK.finditer(row)
    )
    size = (len(code.matrix) + 2 * BORDER) * SCALE
    # Our own picture of our own address: nothing in it was typed by anybody.
    return Markup(  # noqa: S704
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}">'
        f'<path transform="scale({SCALE})" stroke="#000" d="{lines}"/></svg>'
    )
