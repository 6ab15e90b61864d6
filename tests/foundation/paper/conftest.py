"""A believable report, printed once for all tests of paper."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from dialogue.foundation.paper import Attachment, render_pdf
from dialogue.foundation.paper.fonts import font_folders
from dialogue.foundation.paper.order import Order

HERE = Path(__file__).parent
ISSUED = datetime(2026, 12, 8, 9, 30, tzinfo=UTC)
REPORT = (HERE / "sample_report.html").read_text("utf-8")


def paper(html: str, **changed: Any) -> bytes:
    """A document with everything it must have, and what a test changes."""
    given: dict[str, Any] = {
        "lang": "nl",
        "title": "Het pleintje aan de Hofstraat",
        "author": "Bewoners en begeleiders, Wilgendam",
        "identifier": "wilgendam/pleintje/1",
        "created": ISSUED,
    }
    return render_pdf(html, **{**given, **changed})


def press_here(html: str, **changed: Any) -> bytes:
    """The same without the child process: quicker, and without its limits."""
    from dialogue.foundation.paper.press import press

    given: dict[str, Any] = {
        "lang": "nl",
        "title": "x",
        "author": "",
        "identifier": b"x",
        "created": ISSUED,
        "font_folders": font_folders(),
    }
    return press(Order(html=html, **{**given, **changed}))


def page(body: str, lang: str = "nl") -> str:
    """A whole HTML document around a few elements."""
    return f'<!doctype html><html lang="{lang}"><title>x</title><body>{body}'


def attachments() -> list[Attachment]:
    return [
        Attachment(
            "zinnen.csv",
            "text/csv",
            "Alle zinnen als tabel",
            "nr,zin\r\n1,Eén nummer\r\n".encode(),
            ISSUED,
            "Data",
        ),
        Attachment(
            "verslag.json",
            "application/json",
            "Het verslag als gegevens",
            b'{"version": 1}',
            ISSUED,
            "Source",
        ),
    ]


@pytest.fixture(scope="session")
def report_bytes() -> bytes:
    return paper(REPORT, attachments=attachments())


@pytest.fixture(scope="session")
def report_path(report_bytes: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("paper") / "report.pdf"
    path.write_bytes(report_bytes)
    return path


@pytest.fixture
def report(report_path: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(report_path) as pdf:
        yield pdf
