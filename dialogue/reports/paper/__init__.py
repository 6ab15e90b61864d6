"""From a frozen document to what people hold: HTML, PDF and data files.

``page_html`` is the twin on a screen (inside the frame of the house), ``paper_html``
what the press sets, ``file_html`` one file that stands by itself. All three come from
one template family, in Dutch and English; ``pdf_of`` prints, ``data_files`` gives the
figures and sentences as CSV and JSON.
"""

from dialogue.reports.paper.data import DATA_FILES, data_file, data_files
from dialogue.reports.paper.html import file_html, page_parts, paper_html
from dialogue.reports.paper.pdf import pdf_of

LANGUAGES = ("nl", "en")

__all__ = [
    "DATA_FILES", "LANGUAGES", "data_file", "data_files", "file_html", "page_parts",
    "paper_html", "pdf_of",
]  # fmt: skip
