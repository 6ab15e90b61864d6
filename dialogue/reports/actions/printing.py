"""Printing in the background: the files of a version, and concepts."""

from datetime import datetime
from hashlib import sha256

from flask_babel import gettext as _

from dialogue.foundation import jobs
from dialogue.foundation.database import db, writing
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.jobs import Progress
from dialogue.foundation.paper import PaperRefused
from dialogue.reports import actions, queries
from dialogue.reports.document import Document, draft_document
from dialogue.reports.paper import LANGUAGES, file_html, pdf_of

LARGE = "large.pdf"
PDF, HTML = "application/pdf", "text/html; charset=utf-8"


@jobs.handles(actions.RENDER)
def render_report(subject_ref: str, progress: Progress, now: datetime) -> None:
    """Make the PDF and the HTML file of a version in each language, and keep them."""
    version = queries.version_by_id(_id_in(subject_ref))
    version_id, document = version.id, actions.document_of(version)
    db.session.rollback()
    parts = 2 * len(LANGUAGES)
    for at, language in enumerate(LANGUAGES):
        near, far = (2 * at, parts), (2 * at + 1, parts)
        made = [
            ("html", HTML, file_html(document, language).encode()),
            ("pdf", PDF, _printed(document, language, now, progress, near)),
            (LARGE, PDF, _printed(document, language, now, progress, far, large=True)),
        ]
        with writing():
            version = queries.version_by_id(version_id)
            for form, media_type, content in made:
                actions.keep_file(
                    version,
                    language,
                    form,
                    media_type,
                    content,
                    sha256(content).hexdigest(),
                )
    progress(1.0)


@jobs.handles(actions.PREVIEW)
def preview_report(subject_ref: str, progress: Progress, now: datetime) -> None:
    """Print the concept as it stands now."""
    report = queries.report_by_id(_id_in(subject_ref))
    report_id, document = report.id, draft_document(report).document
    db.session.rollback()
    for at, language in enumerate(LANGUAGES):
        part = (at, len(LANGUAGES))
        content = _printed(document, language, now, progress, part)
        with writing():
            actions.keep_preview(
                queries.report_by_id(report_id), language, content, now=now
            )
    progress(1.0)


def _printed(
    document: Document,
    language: str,
    now: datetime,
    progress: Progress,
    part: tuple[int, int],
    *,
    large: bool = False,
) -> bytes:
    at, parts = part

    def tell(step: int, steps: int, _page: int) -> None:
        progress((at + step / max(steps, 1)) / parts)

    try:
        return pdf_of(document, language, at=now, progress=tell, large=large)
    except PaperRefused as refused:
        raise RuleBroken(_(refused.sentence)) from refused


def _id_in(subject_ref: str) -> int:
    return int(subject_ref.rpartition(":")[2])
