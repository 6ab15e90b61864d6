"""Paper of this room: the sheet at the door, and letters for a window envelope."""

import re
from collections.abc import Sequence
from datetime import datetime

from flask import render_template
from flask_babel import gettext as _

from dialogue.foundation import language
from dialogue.foundation.post import Letter
from dialogue.foundation.printing import Sheet
from dialogue.municipalities.models import Municipality
from dialogue.registrations.calling import Call
from dialogue.registrations.listing import Listed
from dialogue.sessions.models import DialogueSession

EMPTY_ROWS = 6  # for walk-ins, to write by hand, at least
UNDER_EACH_OTHER = 20  # names; more stand in two columns, and
ON_A_SHEET = 46  # rows of those fill a sheet, where some names take two lines
# How many print within a second or two.
NAMES_AT_ONCE = 100
CALLS_AT_ONCE = 20
LETTERS_AT_ONCE = 20


def attendance(
    dialogue_session: DialogueSession, town: str, rows: Sequence[Listed], now: datetime
) -> Sheet:
    """The sheet at the door: a box to tick, a name, how many.

    No needs, numbers or addresses: it lies on a table where everybody looks on.
    """
    title = _("Who comes: %(title)s", title=dialogue_session.title)
    side_by_side = len(rows) > UNDER_EACH_OTHER
    html = render_template(
        "registrations/paper/attendance.html",
        title=title,
        town=town,
        rows=rows,
        dialogue_session=dialogue_session,
        empty=range(
            max(EMPTY_ROWS, ON_A_SHEET - len(rows)) if side_by_side else EMPTY_ROWS
        ),
        side_by_side=side_by_side,
        people=sum(row.registration.people for row in rows),
        printed=language.day_date(now),  # no hour: within a day it stays the same
    )
    return Sheet(
        name=f"attendance:{dialogue_session.id}",
        title=title,
        author=town,
        html=html,
        municipality_id=dialogue_session.municipality_id,
        quick=len(rows) <= NAMES_AT_ONCE,
    )


def call_list(calls: Sequence[Call], town: Municipality, now: datetime) -> Sheet:
    """Who waits for a call, for a table with a telephone and no screen.

    What to say is in the language of who is called.
    """
    title = _("Calls to make")
    html = render_template(
        "registrations/paper/calls.html",
        title=title,
        calls=calls,
        town=town,
        printed=language.day_date(now),  # no hour: within a day it stays the same
        direction_of=language.direction,
    )
    return Sheet(
        name=f"calls:{town.id}",
        title=title,
        author=town.name,
        html=html,
        municipality_id=town.id,
        quick=len(calls) <= CALLS_AT_ONCE,
        parts=len(calls),
    )


# Where an address typed on one line goes on: at the postcode (1234 AB, or 1000 before
# a town).
BEFORE_POSTCODE = re.compile(r"\s+(?=\d{4}\s?[A-Z]{2}\b|\d{4}\s+[A-Z])")


def address_lines(address: str) -> list[str]:
    """The lines on the envelope: cut at commas and before the postcode."""
    parts = [line.strip() for line in address.split(",")]
    return [line for part in parts for line in BEFORE_POSTCODE.split(part) if line]


def letters(
    waiting: Sequence[tuple[str, Letter]], town: Municipality, now: datetime
) -> Sheet:
    """All letters in one file, each in its reader's language; one page each."""
    title = _("Letters to post")
    parts = []
    for code, letter in waiting:
        with language.speaking(code):
            parts.append(
                {
                    "lang": code,
                    "letter": letter,
                    "body": [
                        part for part in letter.text.split("\n\n") if part.strip()
                    ],
                    "address": address_lines(letter.to),
                    "date": language.day_date(now),
                    "dir": language.direction(code),
                    "from": _("Municipality of %(name)s", name=town.name),
                }
            )
    html = render_template(
        "registrations/paper/letters.html", title=title, parts=parts, town=town
    )
    return Sheet(
        name=f"letters:{town.id}",
        title=title,
        author=town.name,
        html=html,
        municipality_id=town.id,
        quick=len(waiting) <= LETTERS_AT_ONCE,
        parts=len(waiting),
        stylesheet="letter",
    )
