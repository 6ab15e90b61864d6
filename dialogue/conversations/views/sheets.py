"""The printed pack of the evening."""

from typing import Any

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.conversations import guiding, queries
from dialogue.conversations.actions.printing import PACK
from dialogue.conversations.views.door import DESK, desk_of, evening_at, room
from dialogue.conversations.words import values_of
from dialogue.foundation import clock
from dialogue.foundation.errors import NotHere
from dialogue.foundation.language import chosen
from dialogue.foundation.printing import Wanted, doors
from dialogue.guides.paper import sheet as guide_sheet


@room.page(DESK + "/cards.pdf", needs=Permission.RUN_EVENING)
def cards_pdf(slug: str, session_id: int) -> ResponseReturnValue:
    """A card for every table."""
    return _paper(slug, session_id, "cards")


@room.page(DESK + "/poster.pdf", needs=Permission.RUN_EVENING)
def poster_pdf(slug: str, session_id: int) -> ResponseReturnValue:
    """The code for the wall."""
    return _paper(slug, session_id, "poster")


@room.page(DESK + "/sheets.pdf", needs=Permission.RUN_EVENING)
def sheets_pdf(slug: str, session_id: int) -> ResponseReturnValue:
    """What the host of a table writes on when there is no phone."""
    return _paper(slug, session_id, "sheets")


def _paper(slug: str, session_id: int, kind: str) -> ResponseReturnValue:
    desk_of(slug, session_id)
    wanted = Wanted(PACK[kind], session_id, clock.now())
    page = url_for(
        "conversations.printing", slug=slug, session_id=session_id, kind=kind
    )
    return doors.hand_out(wanted, page, kind)


@room.form(DESK + "/print/<kind>", needs=Permission.RUN_EVENING)
def printing(slug: str, session_id: int, kind: str) -> ResponseReturnValue:
    """How far a paper for many tables is; POST asks for it."""
    if kind not in PACK:
        raise NotHere
    town, found = desk_of(slug, session_id)
    evening_at(found)
    at: dict[str, Any] = {"slug": slug, "session_id": session_id}
    titles = {
        "cards": _("Cards for the tables"),
        "poster": _("The code for the wall"),
        "sheets": _("Sheets to write on"),
    }
    return doors.progress_page(
        Wanted(PACK[kind], session_id, clock.now()),
        url_for("conversations.printing", kind=kind, **at),
        title=titles[kind],
        pdf=url_for(f"conversations.{kind}_pdf", **at),
        back={
            "text": _("The evening"),
            "href": url_for("conversations.evening", **at),
        },
        here="evening",
        municipality=town,
        dialogue_session=found,
    )


@room.page(DESK + "/guide.pdf", needs=Permission.RUN_EVENING)
def guide_pdf(slug: str, session_id: int) -> Response:
    """The guide for whoever leads a table, with what is known filled in."""
    _town, found = desk_of(slug, session_id)
    version = found.guide_version
    printed = guide_sheet(
        queries.guide_of(found), number=version.number, checksum=version.checksum,
        language=guiding.guide_language(chosen(), found.municipality.country),
        published_at=version.published_at, values=values_of(found),
    )  # fmt: skip
    return doors.pdf_answer(printed, "guide")
