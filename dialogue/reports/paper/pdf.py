"""A document as a PDF that is PDF/UA-1 and PDF/A-3a, with its data inside."""

from collections.abc import Callable
from datetime import datetime

from dialogue.foundation.language import speaking
from dialogue.foundation.paper import Attachment, render_pdf
from dialogue.reports.document import Document
from dialogue.reports.paper.data import data_files
from dialogue.reports.paper.html import paper_html
from dialogue.reports.paper.words import translated as _

Progress = Callable[[int, int, int], None]


def pdf_of(
    document: Document,
    language: str,
    *,
    at: datetime | None = None,
    large: bool = False,
    progress: Progress | None = None,
) -> bytes:
    """The PDF in one language: the same document gives the same bytes.

    ``at`` stands for the moment of issue while the document is a draft. Raises
    PaperRefused or PaperTooLarge with a sentence.
    """
    created = document.issued_at or at
    if created is None:
        raise ValueError("A draft needs a moment to print.")
    with speaking(language):
        html = paper_html(document, language, large=large)
        attachments = [
            Attachment(name, media_type, _described(name), data, created)
            for name, (media_type, data) in data_files(document).items()
        ]
        author = document.cover.sender or document.cover.town
    return render_pdf(
        html,
        lang=language,
        title=document.cover.title.text,
        author=author,
        identifier="/".join(
            (
                document.ref,
                str(document.number),
                document.code,
                language,
                *(["large"] if large else []),
            )
        ),
        created=created,
        stylesheet="report",
        attachments=attachments,
        progress=progress,
    )


def _described(name: str) -> str:
    words = {
        "sentences.csv": _("All confirmed sentences, with their theme"),
        "requests.csv": _("The requests, with the answers given so far"),
        "figures.csv": _("Every figure of this report"),
        "report.json": _("The whole report as data"),
    }
    return words[name]
