"""The press itself: HTML and our stylesheets in, PDF bytes out, in this process.

Imported in the child process (and in tests of the press) only.
"""

import logging
from contextlib import nullcontext
from io import BytesIO
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from dialogue.foundation.paper import fonts, rules, tags
from dialogue.foundation.paper.assets import AssetFetcher
from dialogue.foundation.paper.metadata import describe
from dialogue.foundation.paper.order import (
    N_,
    Order,
    PaperRefused,
    PaperTooLarge,
    sorted_by_name,
)

ASSETS = fonts.ROOT / "assets"
TOO_MANY_PAGES = N_(
    "This document has more pages than one print may have. "
    "Choose fewer parts and try again."
)


def press(order: Order) -> bytes:
    """One order as PDF bytes, without the limits of time and memory."""
    fetcher, sheet = _supplies(order)
    complaints = _Complaints()
    logging.getLogger("weasyprint").addHandler(complaints)
    try:
        paper = _typeset(order, fetcher, sheet)
    except FatalURLFetchingError as error:
        raise (
            fetcher.refused or PaperRefused(rules.FAULTY, detail=str(error))
        ) from None
    finally:
        logging.getLogger("weasyprint").removeHandler(complaints)
    if fetcher.refused is not None:
        raise fetcher.refused
    if complaints.heard:
        raise PaperRefused(rules.FAULTY, detail="; ".join(complaints.heard[:3]))
    return paper


def _supplies(order: Order) -> tuple[AssetFetcher, str]:
    """The fetcher with its allow-list, and the stylesheet that imports it all."""
    cuts = fonts.needed(order.html)
    face_rules, stems = fonts.faces(cuts)
    allowed: dict[str, Path] = {
        name: fonts.find(stem, order.font_folders) for name, stem in stems.items()
    }
    sheets = ["paper.css"]
    if order.stylesheet != "report":
        sheets.append(f"paper/{order.stylesheet}.css")
    text = [face_rules, fonts.families(cuts)] + [
        (ASSETS / name).read_text("utf-8") for name in sheets
    ]
    return AssetFetcher(allowed), "\n".join(text)


def _typeset(order: Order, fetcher: AssetFetcher, sheet: str) -> bytes:
    font_config = FontConfiguration()
    html = weasyprint.HTML(string=order.html, url_fetcher=fetcher)
    root = html.etree_element
    rules.check(root)
    root.set("lang", order.lang)
    for drawing in root.iter(f"{rules.SVG}svg"):
        # Drawings do not inherit the font of the page.
        drawing.set("font-family", fonts.stack(fonts.needed(order.html)))
    css = weasyprint.CSS(string=sheet, font_config=font_config, url_fetcher=fetcher)
    document = html.render(
        font_config=font_config, stylesheets=[css], pdf_variant="pdf/a-3a"
    )
    if len(document.pages) > order.limits.pages:
        raise PaperTooLarge(
            TOO_MANY_PAGES, reason="pages", detail=f"{len(document.pages)} pages"
        )
    describe(document, order)
    with tags.noted(root) as notes:
        paper: bytes = document.write_pdf(
            pdf_variant="pdf/a-3a",
            pdf_identifier=order.identifier,
            attachments=[_enclosed(one) for one in sorted_by_name(order.attachments)],
            finisher=lambda _, pdf: tags.mend(pdf, notes),
        )
    return paper


def _enclosed(attachment: Any) -> weasyprint.Attachment:
    enclosed = weasyprint.Attachment(
        string=attachment.data,
        name=attachment.name,
        description=attachment.description,
        created=attachment.modified,
        modified=attachment.modified,
        relationship=attachment.relationship,
    )
    # WeasyPrint guesses the type from the name; ours is given.
    enclosed.source = nullcontext(
        (BytesIO(attachment.data), None, None, attachment.media_type)
    )
    return enclosed


class _Complaints(logging.Handler):
    """Keeps what WeasyPrint logs as an error, without the words of the document."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(str(record.msg))
