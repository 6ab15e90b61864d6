"""From HTML to a PDF that is PDF/UA-1 and PDF/A-3a at once, the same to the byte.

A room asks for :func:`render_pdf` and gets bytes, or a :class:`PaperRefused` with a
sentence. The typesetting (WeasyPrint) happens in a child process with a limit on
time and memory; a web worker never imports it.

How HTML for paper is written: docs/paper.md.
"""

from dialogue.foundation.paper.order import (
    Attachment,
    Limits,
    PaperRefused,
    PaperTooLarge,
)
from dialogue.foundation.paper.process import render_pdf

__all__ = [
    "Attachment",
    "Limits",
    "PaperRefused",
    "PaperTooLarge",
    "render_pdf",
]
