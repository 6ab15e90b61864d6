"""Paper of the evening: cards, the code for the wall, and sheets to write on.

The card on a table bears its link, never the code; the code hangs on the wall. Who
finds a card in a bin, or photographs the wall, opens nothing.
"""

from flask import render_template
from flask_babel import gettext as _
from markupsafe import Markup

from dialogue.conversations import guiding, queries, rules
from dialogue.conversations.models import Evening
from dialogue.conversations.words import KIND_NAMES, values_of
from dialogue.foundation.language import chosen
from dialogue.foundation.printing import Sheet
from dialogue.guides.words import STEP_KINDS
from dialogue.sessions.models import DialogueSession

PAGES_AT_ONCE = 32  # that print within a second or two: a common evening


def in_halves(code: str) -> str:
    """``7K4 MQPX``: as people read a code aloud."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"


def cards(dialogue_session: DialogueSession, evening: Evening, site: str) -> Sheet:
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
    return _sheet(dialogue_session, html, title, "cards", len(tables))


def poster(dialogue_session: DialogueSession, evening: Evening) -> Sheet:
    """The code of the evening, to read from the other side of the room."""
    html = render_template(
        "conversations/paper/poster.html", dialogue_session=dialogue_session,
        code=in_halves(evening.code),
    )  # fmt: skip
    title = _("Code for the wall: %(title)s", title=dialogue_session.title)
    return _sheet(dialogue_session, html, title, "poster", 1)


def sheets(dialogue_session: DialogueSession, evening: Evening) -> Sheet:
    """A sheet for every table, with the numbered lines of the screen."""
    tables, steps = queries.talks_of(evening), _steps(dialogue_session)
    html = render_template(
        "conversations/paper/sheets.html", dialogue_session=dialogue_session,
        tables=tables, steps=steps,
    )  # fmt: skip
    title = _("Sheets to write on: %(title)s", title=dialogue_session.title)
    pages = len(tables) * len(steps)
    return _sheet(dialogue_session, html, title, "sheets", pages)


def _steps(found: DialogueSession) -> list[dict[str, object]]:
    """The steps in which sentences are written."""
    values = values_of(found)
    language = guiding.guide_language(chosen(), found.municipality.country)
    return [
        {
            "sheet": sheet,
            "name": str(STEP_KINDS[sheet.step.kind.value]),
            "question": guiding.step_words(sheet.step, language, values).title,
            "kinds": ", ".join(str(KIND_NAMES[kind]) for kind in sheet.fields),
            "asks": _asks(sheet),
            "lines": range(sheet.first, sheet.last + 1),
        }
        for sheet in rules.sheets_of(queries.guide_of(found))
    ]


def _asks(sheet: rules.Sheet) -> str:
    """What is written on the line beside the sentence."""
    fields = sheet.fields.values()
    if any(each.addressee for each in fields):
        return str(_("To whom, and why?"))
    if any(each.secret_card for each in fields):
        return str(_("Cards: agree / disagree / don't know"))
    if any(each.pseudonym for each in fields):
        return str(_("A made-up name, and when we ask how it went"))
    return ""


def _qr(text: str, words: str) -> Markup:
    """A QR code of about a hand's width, sharp for an old telephone at arm's length."""
    import segno

    code = segno.make_qr(text, error="m")
    inner = code.svg_inline(scale=2, unit="mm", border=2, title=words)
    return Markup(inner)  # noqa: S704 – segno escapes the title; the rest is numbers


def _sheet(
    dialogue_session: DialogueSession, html: str, title: str, kind: str, pages: int
) -> Sheet:
    return Sheet(
        name=f"{kind}-{dialogue_session.id}",
        title=title,
        author=dialogue_session.municipality.name,
        html=html,
        municipality_id=dialogue_session.municipality_id,
        quick=pages <= PAGES_AT_ONCE,
    )
