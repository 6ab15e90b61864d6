"""The three faces of a document: a page on a screen, paper for the press, a file.

One body (templates/reports/document/) and two sets of parts with the same names:
``_screen.html`` speaks the words of the house's frame, ``_paper.html`` those of
docs/paper.md.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import current_app, render_template
from markupsafe import Markup

from dialogue.foundation.language import direction, speaking
from dialogue.reports.document import Document
from dialogue.reports.paper import words
from dialogue.reports.paper.drawing import Drawing

INK = (
    '<svg fill="none" stroke="#2a2420" stroke-width="1.8" stroke-linejoin="round" '
    'stroke-linecap="round" '
)


def page_parts(document: Document) -> dict[str, Any]:
    """What a page needs to show the document, in the language spoken now."""
    return {
        **_context(document),
        "medium": "reports/document/_screen.html",
        "narrow": True,
    }


def paper_html(document: Document, language: str, *, large: bool = False) -> str:
    """The document for the press."""
    return _whole(document, language, "reports/document/paper.html", large=large)


def file_html(document: Document, language: str) -> str:
    """The document as one file that needs nothing else: it carries its own style."""
    return _whole(document, language, "reports/document/file.html", style=_style())


def _whole(document: Document, language: str, template: str, **more: Any) -> str:
    with speaking(language):
        return render_template(
            template,
            **_context(document),
            medium="reports/document/_paper.html",
            narrow=bool(more.get("large")),
            lang=language,
            dir=direction(language),
            **more,
        )


def _context(document: Document) -> dict[str, Any]:
    reading = Drawing(document)
    return {
        "d": document,
        "r": reading,
        "w": words,
        "street": _street(),
        "sections": reading.sections,
    }


@lru_cache(maxsize=1)
def _style() -> Markup:
    top = Path(current_app.root_path).parent / "templates"
    style = (top / "reports" / "document" / "file.css").read_text("utf-8")
    return Markup(style)  # noqa: S704 – our own style sheet


@lru_cache(maxsize=1)
def _street() -> Markup:
    """The street of the house as ink on paper: no style sheet reaches a drawing."""
    macros = current_app.jinja_env.get_template("_house/street.html").module
    drawing = str(macros.street())  # type: ignore[attr-defined]
    svg = drawing[drawing.index("<svg") : drawing.rindex("</svg>") + 6]
    svg = svg.replace('class="lit"', 'fill="#f5c95c"').replace(
        'class="solid"', 'fill="#17503f"'
    )
    svg = svg.replace("</svg>", '<path d="M-400 118.2H1700" stroke-width="1.8"/></svg>')
    svg = svg.replace('0 0 1210 118"', '0 0 1210 119"').replace("<svg ", INK, 1)
    return Markup(svg)  # noqa: S704 – our own template
