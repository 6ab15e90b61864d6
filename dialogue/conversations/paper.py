"""Paper of the evening: cards, the code for the wall, and sheets to write on.

The card on a table bears its link, never the code; the code hangs on the wall. Who
finds a card in a bin, or photographs the wall, opens nothing.
"""

from datetime import datetime

from flask import render_template
from flask_babel import gettext as _
from markupsafe import Markup

from dialogue.conversations import queries, rules
from dialogue.conversations.models import Evening
from dialogue.foundation.language import chosen
from dialogue.foundation.paper import Limits, render_pdf
from dialogue.guides.format import GuideFile
from dialogue.sessions.models import DialogueSession

LIMITS = Limits(seconds=40, memory=600_000_000, pages=400)


def in_halves(code: str) -> str:
    """``7K4 MQPX``: as people read a code aloud."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"


def cards(
    dialogue_session: DialogueSession, evening: Evening, site: str, now: datetime
) -> bytes:
    """A card for every table: its number, its link, the code of the card."""
    tables = []
    for talk in queries.talks_of(evening):
        token = queries.table_token(evening.id, talk.number)
        words = _("Scan this code to open table %(number)s", number=talk.number)
        tables.append(
            {
                "number": talk.number,
                "qr": _qr(f"{site}/table/{token}", words),
                "card": in_halves(queries.card_code(evening.id, talk.number)),
            }
        )
    html = render_template(
        "conversations/paper/cards.html", dialogue_session=dialogue_session,
        tables=tables, typed=f"{site.partition('://')[2]}/table",
    )  # fmt: skip
    title = _("Cards for the tables: %(title)s", title=dialogue_session.title)
    return _print(dialogue_session, html, title, "cards", now)


def poster(dialogue_session: DialogueSession, evening: Evening, now: datetime) -> bytes:
    """The code of the evening, to read from the other side of the room."""
    html = render_template(
        "conversations/paper/poster.html", dialogue_session=dialogue_session,
        code=in_halves(evening.code),
    )  # fmt: skip
    title = _("Code for the wall: %(title)s", title=dialogue_session.title)
    return _print(dialogue_session, html, title, "poster", now)


def sheets(
    dialogue_session: DialogueSession, evening: Evening, guide: GuideFile,
    steps: list[dict[str, object]], now: datetime,
) -> bytes:  # fmt: skip
    """A sheet for every table, with the numbered lines of the screen.

    ``steps`` has, per step in which sentences are written, its ``sheet``
    (rules.Sheet), ``name``, ``question`` and ``kinds`` in words.
    """
    html = render_template(
        "conversations/paper/sheets.html", dialogue_session=dialogue_session,
        tables=queries.talks_of(evening), steps=steps, guide=guide,
    )  # fmt: skip
    title = _("Sheets to write on: %(title)s", title=dialogue_session.title)
    return _print(dialogue_session, html, title, "sheets", now)


def _qr(text: str, words: str) -> Markup:
    """A QR code of about a hand's width, sharp for an old telephone at arm's length."""
    import segno

    code = segno.make_qr(text, error="m")
    inner = code.svg_inline(scale=2, unit="mm", border=2, title=words)
    return Markup(inner)  # noqa: S704 – segno escapes the title; the rest is numbers


def lines_of(sheet: rules.Sheet) -> range:
    """The numbers of the lines of one step."""
    return range(sheet.first, sheet.last + 1)


def _print(
    dialogue_session: DialogueSession, html: str, title: str, kind: str, now: datetime
) -> bytes:
    return render_pdf(
        html, lang=chosen(), title=title, author=dialogue_session.municipality.name,
        identifier=f"{kind}-{dialogue_session.id}", created=now, stylesheet="list",
        limits=LIMITS,
    )  # fmt: skip
