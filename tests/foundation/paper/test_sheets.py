"""Every sheet we print passes both standards, and fits where it must fit."""

from pathlib import Path
from typing import Any

import pytest

from tests.foundation.paper.conftest import HERE, REPORT, paper
from tests.foundation.paper.structure import named, opened
from tests.verapdf import verify

pytestmark = pytest.mark.slow

MILLIMETRE = 72 / 25.4
A4, A5 = (210, 297), (148, 210)


def sample(name: str, **changed: Any) -> bytes:
    return paper((HERE / f"sample_{name}.html").read_text("utf-8"), **changed)


@pytest.mark.parametrize(
    ("name", "stylesheet", "lang", "size", "pages"),
    [
        ("flyer", "flyer", "nl", A4, 1),
        ("flyer_a5", "flyer", "nl", A5, 1),
        ("list", "list", "nl", A4, 5),
        ("letter", "letter", "nl", A4, 1),
        ("arabic", "report", "ar", A4, 3),
    ],
)
def test_a_sheet_passes_and_fits(
    name: str,
    stylesheet: str,
    lang: str,
    size: tuple[int, int],
    pages: int,
    tmp_path: Path,
) -> None:
    data = sample(name, stylesheet=stylesheet, lang=lang)
    path = tmp_path / "sheet.pdf"
    path.write_bytes(data)
    assert verify("ua1,3a", path) == []
    with opened(data) as pdf:
        assert len(pdf.pages) == pages
        box = [float(edge) / MILLIMETRE for edge in pdf.pages[0].MediaBox]
        assert box[2:] == pytest.approx(size, abs=0.5)


def test_large_print_has_no_small_print(tmp_path: Path) -> None:
    data = paper(REPORT.replace('class="paper"', 'class="paper large-print"'))
    path = tmp_path / "large.pdf"
    path.write_bytes(data)
    assert verify("ua1,3a", path) == []
    with opened(data) as pdf:
        # Drawings are scaled, not set: only pages of words are measured.
        for number in (1, 3, 5):
            assert min(_sizes(pdf.pages[number])) >= 13


def test_a_name_list_of_four_hundred_rows_in_two_columns_stays_one_table() -> None:
    row = (
        '<tr><td class="tick"><span></span></td>'
        '<th scope="row">Anna-Maria van den Bergh-Oosterhuis de Winter</th>'
        '<td class="table">3</td></tr>'
    )
    head = "".join(f'<th scope="col">{word}</th>' for word in ("Er", "Naam", "Tafel"))
    html = (
        '<!doctype html><html lang="nl"><title>x</title><body><main class="paper">'
        "<h1>Wie komt er?</h1><div class='side-by-side'><table class='attendance'>"
        f"<thead><tr>{head}</tr></thead><tbody>{row * 400}</tbody></table></div></main>"
    )
    with opened(paper(html, stylesheet="list")) as pdf:
        assert len(pdf.pages) > 8
        assert len(named(pdf, "/Table")) == 1
        assert len(named(pdf, "/TR")) == 401
        assert len(named(pdf, "/THead")) == 1


def _sizes(page: Any) -> set[float]:
    """The sizes of type on a page, in points."""
    import pikepdf

    return {
        round(float(operands[1]) * 0.75, 1)
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "Tf"
    }
