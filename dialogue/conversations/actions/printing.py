"""What the papers of the evening are made of. Nobody who came is named on them."""

from datetime import datetime
from functools import partial

from flask import current_app

from dialogue.conversations import paper, queries
from dialogue.foundation import printing
from dialogue.foundation.errors import NotHere
from dialogue.sessions.queries import session_by_id


def _sheet(kind: str, session_id: int, _large: bool, _now: datetime) -> printing.Sheet:
    found = session_by_id(session_id)
    evening = queries.evening_of(found)
    if evening is None:
        raise NotHere
    if kind == "cards":
        site = str(current_app.extensions["settings"].public_url)
        return paper.cards(found, evening, site)
    return {"poster": paper.poster, "sheets": paper.sheets}[kind](found, evening)


PACK = {
    kind: printing.declares(
        printing.Paper(f"conversations.{kind}", "session", partial(_sheet, kind))
    )
    for kind in ("cards", "poster", "sheets")
}
