"""A reader who listens gets the whole report, once, in order, in its language."""

import re
from itertools import pairwise

import pikepdf
import pytest

from tests.foundation.paper.conftest import REPORT, page, paper
from tests.foundation.paper.structure import (
    children,
    content,
    marks,
    named,
    opened,
    walk,
)

pytestmark = pytest.mark.slow


def test_the_document_names_its_language_and_title(report: pikepdf.Pdf) -> None:
    assert str(report.Root.Lang) == "nl"
    assert report.Root.MarkInfo.Marked is True
    assert report.Root.ViewerPreferences.DisplayDocTitle is True
    assert str(report.docinfo["/Title"]) == "Het pleintje aan de Hofstraat"


def test_a_table_over_a_page_break_is_one_table(report: pikepdf.Pdf) -> None:
    tables = named(report, "/Table")
    assert len(tables) == REPORT.count("<table")
    long = max(tables, key=lambda one: len(list(content(one))))
    assert len({where for where, _ in content(long)}) == 2
    assert [str(part.S) for part in children(long)] == ["/Caption", "/THead", "/TBody"]
    assert len(named(report, "/TR")) == REPORT.count("<tr")


def test_every_cell_names_header_cells_that_exist(report: pikepdf.Pdf) -> None:
    headers = {str(one.ID) for one in named(report, "/TH")}
    assert len(headers) == len(re.findall("<th[ >]", REPORT))
    for cell in named(report, "/TD"):
        names = {str(name) for name in cell.A.Headers}
        assert names
        assert names <= headers
    index = report.Root.StructTreeRoot.IDTree.Names
    assert {str(name) for name in list(index)[::2]} >= headers


def test_header_cells_say_which_way_they_count(report: pikepdf.Pdf) -> None:
    scopes = [str(one.A.Scope) for one in named(report, "/TH")]
    assert scopes.count("/Row") == REPORT.count('scope="row"')
    assert scopes.count("/Column") == REPORT.count('scope="col"')


def test_a_picture_says_its_title_and_description(report: pikepdf.Pdf) -> None:
    texts = [str(one.Alt) for one in named(report, "/Figure")]
    assert len(texts) == 2
    assert texts[0].startswith("Het plein blijft open, en na tien uur is het er rustig")
    assert "Aan het plein: 20 eens, 5 weet niet, 6 niet eens" in texts[0]


def test_the_box_of_a_picture_lies_on_its_page(report: pikepdf.Pdf) -> None:
    for figure in named(report, "/Figure"):
        left, low, right, high = (float(edge) for edge in figure.A.BBox)
        _, _, width, height = (float(edge) for edge in figure.Pg.MediaBox)
        assert 0 <= left < right <= width
        assert height / 2 < low < high <= height  # both stand on the upper half


def test_links_are_described_by_their_words(report: pikepdf.Pdf) -> None:
    links = [note for one in report.pages for note in one.get("/Annots", [])]
    assert len(links) == REPORT.count("<a ")
    words = [str(link.Contents) for link in links]
    assert "1 Eén bladzijde om voor te lezen" in words
    assert "gesprek@wilgendam.example" in words


def test_headings_come_in_order(report: pikepdf.Pdf) -> None:
    levels = [int(str(one.S)[2]) for one in walk(report) if str(one.S)[:2] == "/H"]
    assert levels[0] == 1
    assert all(new <= old + 1 for old, new in pairwise(levels))
    assert len(levels) == len(re.findall(r"<h\d", REPORT))


def test_a_quote_keeps_its_own_language(report: pikepdf.Pdf) -> None:
    quotes = named(report, "/BlockQuote")
    assert [str(quote.Lang) for quote in quotes] == ["ar", "en"]


def test_a_footnote_is_read_where_it_is_called(report: pikepdf.Pdf) -> None:
    (note,) = named(report, "/Note")
    around = [str(one.S) for one in children(note.P)]
    place = around.index("/Note")
    assert around[place - 1] == "/Reference"
    assert around[place + 1] == "/Span"
    assert note.Pg.objgen == note.P.Pg.objgen
    assert "/ID" in note


def test_the_contents_are_contents(report: pikepdf.Pdf) -> None:
    (contents,) = named(report, "/TOC")
    entries = children(contents)
    assert [str(one.S) for one in entries] == ["/TOCI"] * 4
    (reference,) = children(entries[0])
    assert str(reference.S) == "/Reference"
    assert [str(one.S) for one in children(reference)] == ["/Link"]


def test_everything_marked_is_read_exactly_once(report: pikepdf.Pdf) -> None:
    read = list(content(report.Root.StructTreeRoot.K[0]))
    assert len(read) == len(set(read))
    for one in list(report.pages)[1:]:
        numbers, artifacts = marks(report, one)
        assert artifacts  # the running header, at least
        here = {number for where, number in read if where == one.obj.objgen}
        assert here == numbers
        parents = report.Root.StructTreeRoot.ParentTree.Nums[2 * one.index + 1]
        for number in here:
            assert parents[number].get("/Type") == "/StructElem"
            assert number in {n for _, n in content(parents[number])}


def test_decoration_is_drawn_and_not_read() -> None:
    drawing = '<svg viewBox="0 0 9 9"><path d="M0 0h9v9H0z"/></svg>'
    with opened(
        paper(page(f'<h1>A</h1><div aria-hidden="true">{drawing} x</div>'))
    ) as pdf:
        assert [str(one.S) for one in walk(pdf)] == ["/Document", "/H1", "/Span"]
        numbers, artifacts = marks(pdf, pdf.pages[0])
        assert len(numbers) == 1
        assert artifacts >= 2


def test_a_paragraph_a_list_and_a_row_over_a_page_break_stay_one() -> None:
    words = "Wie hier woont wil slapen en wie hier komt wil zitten. " * 90
    row = f'<table><tbody class="long"><tr><th scope="row">1</th><td>{words}</td></tr></tbody></table>'
    body = f"<h1>A</h1><p>{words}</p><ul><li>{words}</li><li>kort</li></ul>{row}"
    with opened(paper(page(body))) as pdf:
        assert len(pdf.pages) > 2
        assert len(named(pdf, "/P")) == 1
        assert len(named(pdf, "/LI")) == 2
        assert len(named(pdf, "/LBody")) == 2
        assert len(named(pdf, "/Table")) == 1
        (body_cell,) = named(pdf, "/TD")
        assert [str(name) for name in body_cell.A.Headers] == [
            str(named(pdf, "/TH")[0].ID)
        ]


def test_a_list_says_how_it_is_marked() -> None:
    items = "<li>een</li><li>twee</li>"
    body = f'<h1>A</h1><ul>{items}</ul><ol>{items}</ol><ul class="chairs">{items}</ul>'
    with opened(paper(page(body), stylesheet="list")) as pdf:
        lists = [str(one.A.ListNumbering) for one in named(pdf, "/L")]
        assert lists == ["/Disc", "/Decimal", "/None"]


def test_a_link_over_two_lines_is_one_link() -> None:
    address = "alles wat er over dit gesprek is gezegd en wat ervan terechtkwam " * 3
    body = f'<h1>A</h1><p>Zie <a href="https://x.example/">{address}</a>.</p>'
    with opened(paper(page(body))) as pdf:
        (link,) = named(pdf, "/Link")
        notes = [kid for kid in link.K if not isinstance(kid, int)]
        assert [str(kid.Type) for kid in notes] == ["/OBJR"] * len(pdf.pages[0].Annots)
        assert len(notes) > 1


def test_columns_that_both_cross_the_page_are_read_one_after_the_other() -> None:
    words = "Zo denken de meeste mensen die er wonen. " * 60
    body = f'<h1>A</h1><div class="sides"><div><p>{words}</p></div><div><p>{words}</p></div></div>'
    sheet = body.replace("sides", "columns")
    with opened(paper(page(sheet))) as pdf:
        assert len(pdf.pages) > 1
        assert len(named(pdf, "/P")) == 2


def test_pages_from_right_to_left_are_read_in_their_order() -> None:
    body = (
        '<main class="paper" data-running="بلدية" data-version="1" '
        'data-page-word="صفحة" data-of-word="من"><h1>الساحة</h1>'
        "<p>أريد أن أجلس في الساحة.</p></main>"
    )
    html = f'<!doctype html><html lang="ar" dir="rtl"><title>x</title><body>{body}'
    with opened(paper(html, lang="ar")) as pdf:
        assert str(pdf.Root.Lang) == "ar"
        assert len(named(pdf, "/H1")) == 1
        fonts = {
            str(font.BaseFont).split("+")[1]
            for font in pdf.pages[0].Resources.Font.values()
        }
        assert any("Arabic" in name for name in fonts)
