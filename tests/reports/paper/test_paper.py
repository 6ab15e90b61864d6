"""The report on paper: same bytes, readable aloud, an empty answer column."""

import io
import json
import re
import sys
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from dialogue.foundation.language import speaking
from dialogue.reports import actions, queries
from dialogue.reports.actions import printing
from dialogue.reports.commands import files_of, summary
from dialogue.reports.document import AnswerGiven
from dialogue.reports.document.parts import Words
from dialogue.reports.paper import data_files, file_html, paper_html, pdf_of
from dialogue.reports.paper.data import safe_cell
from dialogue.reports.paper.drawing import Drawing
from tests.conftest import NOW, commit
from tests.inspecting import inspect
from tests.press import print_blanks


@pytest.fixture
def version(report):
    return actions.issue(report, now=NOW)


@pytest.fixture
def document(version):
    return actions.document_of(version)


def test_every_number_on_paper_leads_to_a_sentence(document):
    html = paper_html(document, "en")
    links = set(re.findall(r'href="#(\w+)"', html))
    assert len(links) > 10
    assert all(f'id="{each}"' in html for each in links)


def test_the_answer_column_is_empty_and_then_carries_the_answer(report, document):
    first = paper_html(document, "en")
    assert first.count('class="ticks"') == 2
    given = AnswerGiven(
        1,
        "later, on",
        Words("Het komt in het plan.", "nl"),
        NOW.date(),
        "wethouder Wijken",
        NOW,
    )
    second = paper_html(
        actions.document_of(actions.new_version(report, [given], now=NOW)), "en"
    )
    assert second.count('class="ticks"') == 1
    assert "later, on 18\xa0January 2027" in second
    assert "Het komt in het plan." in second


def test_a_step_nobody_timed_is_not_called_held(document):
    first, *others = document.course.steps
    timed = [replace(each, spent=each.planned) for each in others]

    def told(*steps):
        course = replace(document.course, steps=tuple(steps))
        return paper_html(replace(document, course=course), "en")

    whole = told(replace(first, spent=1), *timed)
    assert "No step was left out." in whole
    half = told(replace(first, spent=None), *timed)
    assert "No step was left out." not in half
    assert "Of 1 step nobody kept how long it took." in half


def test_one_table_is_not_called_different_from_others(document):
    theme = replace(document.themes[0], tables=1, tables_held=1)
    drawing = Drawing(replace(document, themes=(theme,)))
    with speaking("en"):
        assert drawing.reach_found() == "This is what the table spoke about"


def test_an_answered_request_asks_no_day_any_more(report, document):
    before = Drawing(document)
    one, other = document.requests
    given = [
        AnswerGiven(each.number, "yes", Words("Goed.", "nl"), None, "wethouder", NOW)
        for each in (one, other)
    ]
    half = Drawing(replace(document, answers=tuple(given[:1])))
    assert (before.first_due(), half.first_due()) == (one.due, other.due)
    assert Drawing(replace(document, answers=tuple(given))).first_due() is None
    with speaking("en"):
        assert len(half.dates()) == len(before.dates()) - 1


def test_residents_words_say_their_language(document):
    assert '<span lang="nl">Mijn buurvrouw bracht soep.</span>' in paper_html(
        document, "en"
    )
    assert "Mijn buurvrouw bracht soep." in paper_html(document, "nl")
    assert '<span lang="nl">' not in paper_html(document, "nl")


def test_a_number_behind_words_brings_its_own_space(document, report, desk, evening):
    # Before it, a line that just fits would break after its first word.
    html = paper_html(document, "en")
    assert '<span class="soft"> (<a' in html
    assert ' <span class="soft"> (<a' not in html
    page = desk.get(f"/wilgendam/reports/{evening.ref}").text
    assert re.search(r" \(<a href=\"#s", page)
    assert not re.search(r"\S\(<a href=\"#s", page)


def test_the_file_needs_nothing_else_and_is_sound(document):
    html = file_html(document, "nl")
    assert "<style>" in html
    assert not re.search(r'(src|href)="(?!#)', html)
    inspect(re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL))


def test_what_looks_like_markup_stays_words(report):
    report.subtitle = "<script>alert(1)</script>"
    report.was_open = '"><img src=x onerror=alert(1)>'
    html = file_html(actions.document_of(actions.issue(report, now=NOW)), "en")
    assert "<script>" not in html
    assert "<img" not in html


def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe():
    assert [safe_cell(text) for text in ("=1+1", "+31", "-1", "@x", "\tx", "\uff1dx", "gewoon", None)] == [
        "'=1+1", "'+31", "'-1", "'@x", "'\tx", "'\uff1dx", "gewoon", "",
    ]  # fmt: skip


def test_the_data_files_hold_every_sentence_request_and_figure(document):
    files = data_files(document)
    assert sorted(files) == [
        "figures.csv",
        "report.json",
        "requests.csv",
        "sentences.csv",
    ]
    text = files["sentences.csv"][1].decode("utf-8-sig")
    assert len(text.splitlines()) == 11
    assert "Mijn buurvrouw bracht soep." in text
    assert "wethouder Wijken" in files["requests.csv"][1].decode()
    assert "measure,feeling-heard after" in files["figures.csv"][1].decode()
    assert json.loads(files["report.json"][1])["code"] == document.code


def test_the_summary_tells_the_counts_of_the_report(version):
    told = summary(version)
    assert (
        told["sentences"],
        told["withdrawn"],
        told["changed"],
        told["table_requests"],
    ) == (10, 1, 1, 3)
    assert [each["sources"] for each in told["requests"]] == [2, 1]
    assert told["measures"][0]["groups"] == [9, 9]


def test_a_smaller_group_in_the_summary_is_a_range(version):
    from dialogue.reports.commands import _figure
    from dialogue.reports.document.parts import Shown

    assert [_figure(one) for one in (Shown(7, 7), Shown(0, 4), Shown())] == [
        7,
        {"low": 0, "high": 4},
        None,
    ]


def test_an_english_page_says_days_as_english_people_do(document):
    with speaking("en"):
        assert "Monday 18\xa0January 2027" in paper_html(document, "en")


def blank_on_the_other(kind, patch):
    """Printing asks no database: on PostgreSQL only what is around it is of interest."""
    if kind == "postgresql":
        print_blanks(patch)


@pytest.mark.slow
def test_the_worker_makes_the_files_and_makes_them_the_same(
    app, version, document, database_kind, monkeypatch
):
    blank_on_the_other(database_kind, monkeypatch)
    commit()
    seen = []
    printing.render_report(f"report-version:{version.id}", seen.append, NOW)
    kept = {
        (each.language, each.form): each.sha256 for each in queries.files_of(version)
    }
    assert sorted(kept) == [
        ("en", "html"),
        ("en", "large.pdf"),
        ("en", "pdf"),
        ("nl", "html"),
        ("nl", "large.pdf"),
        ("nl", "pdf"),
    ]
    assert seen[-1] == 1.0
    printing.render_report(
        f"report-version:{version.id}", seen.append, NOW
    )  # the same bytes, or it raises
    assert files_of(version)["report-nl.pdf"] == pdf_of(document, "nl")


@pytest.mark.slow
def test_the_pdf_is_pdf_ua_1_and_pdf_a_3a_with_its_data_inside(
    document, tmp_path, database_kind
):
    if database_kind == "postgresql":
        pytest.skip("it is printed from the document, which is the same on both")
    paper = pdf_of(document, "nl")
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        assert sorted(pdf.attachments) == [
            "figures.csv",
            "report.json",
            "requests.csv",
            "sentences.csv",
        ]
        assert str(pdf.Root.Lang) == "nl"
        with pdf.open_outline() as outline:
            assert len(outline.root) >= 1
    place = tmp_path / "report.pdf"
    place.write_bytes(paper)
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from tests.verapdf import verify

    assert verify("ua1,3a", place) == []


@pytest.mark.slow
def test_the_concept_is_printed_for_the_desk(
    app, report, desk, evening, busy, database_kind, monkeypatch
):
    blank_on_the_other(database_kind, monkeypatch)
    busy()
    printing.preview_report(f"report:{report.id}", lambda _share: None, NOW)
    page = desk.get(f"/wilgendam/desk/talks/{evening.id}/report/concept-nl.pdf")
    assert page.data.startswith(b"%PDF")
