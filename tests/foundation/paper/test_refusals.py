"""What the press will not print, and that it says so in a sentence."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dialogue.foundation.paper import Limits, PaperRefused, PaperTooLarge
from tests.foundation.paper.conftest import page, paper, press_here

pytestmark = pytest.mark.slow

LONG = "<table><tbody>" + "<tr><th scope=row>1</th><td>x</td></tr>" * 8000 + "</table>"


def refusal(body: str, **changed: object) -> PaperRefused:
    with pytest.raises(PaperRefused) as caught:
        press_here(page(body), **changed)
    assert caught.value.sentence.endswith(".")
    return caught.value


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/x.png",
        "https://x.example/x.png",
        "file:///etc/passwd",
        "data:image/png;base64,iVBORw0KGgo=",
        "ftp://x.example/x",
        "asset:../settings.py",
        "asset:fonts/../../app.py",
    ],
)
def test_an_address_that_is_not_ours_stops_the_print(address: str) -> None:
    no = refusal(f'<h1>A</h1><p><img src="{address}" alt="x"></p>')
    assert no.sentence.startswith("A printed document may only use")
    assert "passwd" not in str(no)


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("<p>x</p>", "a document has a heading"),
        ("<h2>A</h2>", "the first heading is h1"),
        ("<h1>A</h1><h3>B</h3>", "h3 follows h1"),
        ("<h1>A</h1><dl><dt>a<dd>b</dl>", "no dl on paper"),
        ('<h1>A</h1><p style="color:red">x</p>', "no style attribute"),
        ("<h1>A</h1><style>p{}</style>", "no style on paper"),
        ('<h1>A</h1><link rel="stylesheet" href="x.css">', "no link on paper"),
        ('<h1>A</h1><p><a href="javascript:x">x</a></p>', "a link goes to"),
        ('<h1>A</h1><p><a href="/elsewhere">x</a></p>', "a link goes to"),
        ('<h1>A</h1><p><a href="https://x.example/"></a></p>', "a link has a text"),
        ('<h1>A</h1><svg viewBox="0 0 1 1"><path d="M0 0"/></svg>', "a picture has"),
        ('<h1>A</h1><p aria-hidden="true"><a href="#x">x</a></p>', "is not hidden"),
        ("<h1>A</h1><table><tr><td>x</td></tr></table>", "a table has header cells"),
        ("<h1>A</h1><table><tr><th>x</th></tr></table>", "th has scope"),
        ('<h1>A</h1><p data-pdf-tag="Sausage">x</p>', "unknown data-pdf-tag"),
    ],
)
def test_html_that_nobody_could_listen_to_is_refused(body: str, rule: str) -> None:
    assert rule in refusal(body).detail


def test_the_words_of_a_document_do_not_reach_the_log() -> None:
    with pytest.raises(PaperRefused) as caught:
        paper(page('<h1>Mevrouw De Wit</h1><p><a href="#dewit">De Wit</a></p>'))
    assert "No anchor" in caught.value.detail
    assert "wit" not in str(caught.value).casefold()


def test_too_slow_is_stopped_at_its_time() -> None:
    began = time.monotonic()
    with pytest.raises(PaperTooLarge) as caught:
        paper(page(f"<h1>A</h1>{LONG}"), limits=Limits(seconds=2))
    assert caught.value.reason == "time"
    assert "too long" in caught.value.sentence
    assert time.monotonic() - began < 10, "a busy machine starts slowly"


def test_too_big_is_stopped_at_its_memory() -> None:
    with pytest.raises(PaperTooLarge) as caught:
        paper(page(f"<h1>A</h1>{LONG}"), limits=Limits(memory=200_000_000))
    assert caught.value.reason == "memory"


def test_an_error_near_the_limit_is_one_of_memory() -> None:
    """A library that gets no memory may say anything; far from it, it means it."""
    from dialogue.foundation.paper.child import _refusal, _was_full

    assert _was_full(Limits(memory=1_000_000))
    assert not _was_full(Limits(memory=10**15))
    for lost in (SystemError(), ImportError(), PaperRefused("x", detail="no font")):
        assert _refusal(lost, full=True)["reason"] == "memory"
        assert _refusal(lost, full=False)["reason"] == "document"
    pages = PaperTooLarge("x", reason="pages")
    assert _refusal(pages, full=True)["reason"] == "pages"


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(PaperTooLarge) as caught:
        paper(page("<h1>A</h1>" + "<section>x</section>" * 3), limits=Limits(pages=2))
    assert caught.value.reason == "pages"


def test_missing_fonts_are_named(tmp_path: Path) -> None:
    no = refusal("<h1>A</h1>", font_folders=(tmp_path,))
    assert "source-sans-3-latin-400-normal.woff2" in no.detail
    assert "DIALOGUE_PAPER_FONTS" in no.detail


def test_a_built_font_is_found_by_its_name_with_a_hash(tmp_path: Path) -> None:
    from dialogue.foundation.paper.fonts import find

    (tmp_path / "source-sans-3-latin-ext-400-normal-AB12.woff2").touch()
    wanted = tmp_path / "source-sans-3-latin-400-normal-X7F2.woff2"
    wanted.touch()
    assert find("source-sans-3-latin-400-normal", [tmp_path]) == wanted


def test_the_child_knows_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    from dialogue.foundation.paper.process import _environment

    monkeypatch.setenv("DIALOGUE_MASTER_KEY", "canary")
    monkeypatch.setenv("DATABASE_URL", "canary")
    assert "canary" not in _environment().values()


def test_a_web_worker_never_loads_the_press() -> None:
    code = (
        "import sys, dialogue.foundation.paper as paper\n"
        "assert paper.render_pdf\n"
        "print([m for m in sys.modules if m.split('.')[0] in "
        "('weasyprint', 'pydyf', 'flask')])"
    )
    out = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
        env={"PATH": os.environ["PATH"]},
    )
    assert out.stdout.strip() == "[]"


def test_progress_is_told_step_by_step() -> None:
    heard: list[tuple[int, int]] = []
    two = page("<h1>A</h1><section>B</section><section>C</section>")
    paper(two, progress=lambda step, _of, page: heard.append((step, page)))
    assert heard[0] == (1, 0)
    assert {(5, 1), (5, 2)} <= set(heard)
    assert heard[-1] == (7, 2)
    assert heard == sorted(heard)
