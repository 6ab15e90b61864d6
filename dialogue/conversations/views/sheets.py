"""The printed pack of the evening."""

from flask import Response
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.conversations import guiding, paper, queries, rules
from dialogue.conversations.views import showing
from dialogue.conversations.views.door import DESK, desk_of, evening_at, room, site
from dialogue.conversations.words import KIND_NAMES
from dialogue.foundation import clock
from dialogue.foundation.language import chosen
from dialogue.guides.format import GuideFile
from dialogue.guides.paper import sheet as guide_sheet
from dialogue.guides.words import STEP_KINDS
from dialogue.sessions.models import DialogueSession


@room.page(DESK + "/cards.pdf", needs=Permission.RUN_EVENING)
def cards_pdf(slug: str, session_id: int) -> Response:
    """A card for every table."""
    _town, found = desk_of(slug, session_id)
    return _pdf(paper.cards(found, evening_at(found), site(), clock.now()), "cards")


@room.page(DESK + "/poster.pdf", needs=Permission.RUN_EVENING)
def poster_pdf(slug: str, session_id: int) -> Response:
    """The code for the wall."""
    _town, found = desk_of(slug, session_id)
    return _pdf(paper.poster(found, evening_at(found), clock.now()), "poster")


@room.page(DESK + "/sheets.pdf", needs=Permission.RUN_EVENING)
def sheets_pdf(slug: str, session_id: int) -> Response:
    """What the host of a table writes on when there is no phone."""
    _town, found = desk_of(slug, session_id)
    guide = queries.guide_of(found)
    printed = paper.sheets(
        found, evening_at(found), guide, _steps(found, guide), clock.now()
    )
    return _pdf(printed, "sheets")


@room.page(DESK + "/guide.pdf", needs=Permission.RUN_EVENING)
def guide_pdf(slug: str, session_id: int) -> Response:
    """The guide for whoever leads a table, with what is known filled in."""
    _town, found = desk_of(slug, session_id)
    version = found.guide_version
    printed = guide_sheet(
        queries.guide_of(found), number=version.number, checksum=version.checksum,
        language=_language(found), published_at=version.published_at,
        values=showing.values_of(found),
    )  # fmt: skip
    return _pdf(printed, "guide")


def _language(found: DialogueSession) -> str:
    return guiding.guide_language(chosen(), found.municipality.country)


def _steps(found: DialogueSession, guide: GuideFile) -> list[dict[str, object]]:
    values, language = showing.values_of(found), _language(found)
    return [
        {
            "sheet": sheet,
            "name": str(STEP_KINDS[sheet.step.kind.value]),
            "question": guiding.step_words(sheet.step, language, values).title,
            "kinds": ", ".join(str(KIND_NAMES[kind]) for kind in sheet.fields),
            "asks": _asks(sheet),
            "lines": paper.lines_of(sheet),
        }
        for sheet in rules.sheets_of(guide)
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


def _pdf(content: bytes, name: str) -> Response:
    answer = Response(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer
