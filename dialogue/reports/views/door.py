"""The door of the reports room, and what its pages share."""

from flask import Response

from dialogue.access.room import Room
from dialogue.foundation.errors import NotHere
from dialogue.municipalities.models import Municipality
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.reports import actions, queries
from dialogue.reports.models import ReportVersion
from dialogue.reports.paper import DATA_FILES, data_file
from dialogue.sessions.models import DialogueSession
from dialogue.sessions.queries import session_in

room = Room("reports", __name__)
PLACE = "/<slug>/desk/talks/<int:session_id>/report"


def desk_of(slug: str, session_id: int) -> tuple[Municipality, DialogueSession]:
    """The town and the dialogue session of a page on the desk; NotHere otherwise."""
    municipality = municipality_by_slug(slug)
    return municipality, session_in(municipality.id, session_id)


def file_answer(version: ReportVersion, ref: str, name: str) -> Response:
    """A file of a version by its name: ``nl.pdf``, ``en.html``, ``figures.csv``."""
    if name in DATA_FILES:
        media_type, content = data_file(actions.document_of(version), name)
        return _saved(content, media_type, f"{ref}-v{version.number}-{name}")
    language, _dot, form = name.partition(".")
    found = queries.file_of(version, language, form)
    title = f"{ref}-v{version.number}-{language}.{form}"
    answer = _saved(found.content, found.media_type, title, inline=form.endswith("pdf"))
    answer.set_etag(found.sha256)
    return answer


def pdf_answer(content: bytes | None, title: str) -> Response:
    """A PDF to read, or NotHere while there is none."""
    if content is None:
        raise NotHere
    return _saved(content, "application/pdf", title, inline=True)


def _saved(
    content: bytes, media_type: str, title: str, *, inline: bool = False
) -> Response:
    # The HTML file has a style of its own, which our pages may not: it is saved.
    answer = Response(content, content_type=media_type)
    kind = "inline" if inline else "attachment"
    answer.headers["Content-Disposition"] = f'{kind}; filename="{title}"'
    return answer
