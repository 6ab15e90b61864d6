"""What the archive demands: both standards, the data inside, the same bytes."""

import hashlib
from pathlib import Path

import pikepdf
import pytest

from dialogue.foundation.paper import Attachment
from tests.foundation.paper.conftest import ISSUED, REPORT, attachments, page, paper
from tests.foundation.paper.structure import opened
from tests.verapdf import verify

pytestmark = pytest.mark.slow


def test_the_report_is_pdf_ua_1_and_pdf_a_3a(report_path: Path) -> None:
    assert verify("ua1,3a", report_path) == []


def test_the_checker_finds_what_is_broken(report: pikepdf.Pdf, tmp_path: Path) -> None:
    del report.Root.Lang
    report.save(tmp_path / "broken.pdf")
    found = verify("ua1", tmp_path / "broken.pdf")
    assert any("7.2" in failure for failure in found)


def test_the_file_says_so_itself(report: pikepdf.Pdf) -> None:
    with report.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["pdfaid:part"] == "3"
        assert about["pdfaid:conformance"] == "A"
        assert about["dc:title"] == "Het pleintje aan de Hofstraat"
        assert about["xmp:CreateDate"] == "2026-12-08T09:30:00Z"
    text = bytes(report.Root.Metadata.read_bytes())
    assert text.count(b"<rdf:RDF") == 1


def test_the_same_document_gives_the_same_bytes(report_bytes: bytes) -> None:
    again = paper(REPORT, attachments=list(reversed(attachments())))
    assert hashlib.sha256(again).digest() == hashlib.sha256(report_bytes).digest()


def test_the_identifier_is_the_document_s_own(report: pikepdf.Pdf) -> None:
    assert bytes(report.trailer.ID[0]) == b"wilgendam/pleintje/1"


def test_the_data_travel_inside(report: pikepdf.Pdf) -> None:
    files = {str(one.UF): one for one in report.Root.AF}
    assert len(files) == len(report.Root.AF) == 2
    sheet = files["zinnen.csv"]
    assert str(sheet.AFRelationship) == "/Data"
    assert str(sheet.Desc) == "Alle zinnen als tabel"
    assert str(sheet.EF.F.Subtype) == "/text/csv"
    assert sheet.EF.F.read_bytes() == attachments()[0].data
    assert str(files["verslag.json"].AFRelationship) == "/Source"
    names = [str(name) for name in list(report.Root.Names.EmbeddedFiles.Names)[::2]]
    assert names == sorted(names)


def test_an_attachment_needs_a_plain_name_a_description_and_a_zone() -> None:
    for name, description, moment in (
        ("a/b.csv", "x", ISSUED),
        ("é.csv", "x", ISSUED),
        ("a.csv", "", ISSUED),
        ("a.csv", "x", ISSUED.replace(tzinfo=None)),
    ):
        with pytest.raises(ValueError, match=r"\w"):
            Attachment(name, "text/csv", description, b"", moment)


def test_bookmarks_follow_the_headings(report: pikepdf.Pdf) -> None:
    with report.open_outline() as outline:
        (top,) = outline.root
        assert top.title == "Het pleintje aan de Hofstraat"
        assert [one.title for one in top.children][:2] == [
            "Wat erin staat",
            "1 Eén bladzijde om voor te lezen",
        ]


def test_only_our_own_fonts_are_used(report: pikepdf.Pdf) -> None:
    names = {
        str(font.BaseFont).split("+")[1]
        for one in report.pages
        for font in one.Resources.Font.values()
    }
    assert {name[:8] for name in names} == {"Dialogue"}


def test_names_from_elsewhere_are_set_in_our_fonts(tmp_path: Path) -> None:
    names = "Şükrü Ağaoğlu, Привіт, Καλημέρα, Việt, محمد"
    text = f"<h1>{names}</h1><p>{names} <em>{names}</em> <strong>{names}</strong></p>"
    data = paper(page(text))
    with opened(data) as pdf:
        used = [str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()]
        assert all("+Dialogue-" in name for name in used), used
    (tmp_path / "x.pdf").write_bytes(data)
    # Two cuts of one font under one name would give letters the wrong widths.
    assert verify("3a", tmp_path / "x.pdf") == []
