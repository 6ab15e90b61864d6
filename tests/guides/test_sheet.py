"""The host's sheet on paper."""

import io

import pikepdf
import pytest

from dialogue.guides import paper
from dialogue.guides.format import library

PRINT = "/wilgendam/desk/guides/sleutel-van-de-buren/v1/print"


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nl", "en"])
def test_sheet_is_a_tagged_pdf_in_the_language_of_the_guide(samira, language):
    answer = samira.get(f"{PRINT}/{language}.pdf")
    assert answer.mimetype == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.data)) as pdf:
        assert str(pdf.Root.Lang) == language
        assert bool(pdf.Root.MarkInfo.Marked)
        assert len(pdf.pages) <= 10
    assert samira.get(f"{PRINT}/{language}.pdf").data == answer.data


def test_sheet_says_questions_follow_ups_and_what_is_written(app):
    guide = next(each for each in library() if each.slug == "sleutel-van-de-buren")
    page = paper.sheet_html(guide, 1, "nl", {})
    assert "Durf je dan je sleutel aan een buur te geven?" in page
    assert "Als het stilvalt:" in page
    assert "De verslaggever schrijft" in page
    assert "bladzijde" in page


def test_sheet_fills_what_is_known_and_dots_the_rest(app):
    guide = next(each for each in library() if "{topic}" in repr(each))
    filled = paper.sheet_html(guide, 1, "nl", {"topic": "het pleintje"})
    assert "het pleintje" in filled
    assert "{" not in filled.partition("<body>")[2]
    assert paper.BLANK in paper.sheet_html(guide, 1, "nl", {})


def test_language_that_the_guide_does_not_have_is_not_printed(samira):
    assert samira.get(f"{PRINT}/fr.pdf").status_code == 404
