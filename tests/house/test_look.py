"""The look: built once, served for ever, light, and the same for everybody.

These tests use the style guide's bare app and the built assets (`node build.mjs`); no
database is involved. What needs a browser is in test_look_in_browser.py.
"""

import gzip
import json
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dialogue.foundation import assets
from dialogue.foundation.drawing import chairs_per_table, draw_room, draw_row
from tests.house import styleguide

TOP = Path(__file__).resolve().parents[2]
TEMPLATES = TOP / "templates"
# Posters, letters and reports have the paper's own parts: docs/paper.md.
ON_PAPER = re.compile(r"_house/paper\.html|<!doctype", re.IGNORECASE)
MACROS = re.compile(r"\{% macro ([a-z]\w*\([^%]*?\)) -?%\}")


@pytest.fixture(scope="module")
def guide() -> Flask:
    app = styleguide.make_app()
    app.testing = True
    return app


@pytest.fixture
def client(guide: Flask) -> FlaskClient:
    return guide.test_client()


def public_sheet(client: FlaskClient) -> str:
    page = client.get("/signup").text
    return re.search(r'href="(/static/dist/public-[^"]+\.css)"', page)[1]  # type: ignore[index]


def test_a_built_file_is_kept_for_ever_and_says_so(client: FlaskClient) -> None:
    answer = client.get(public_sheet(client))
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "text/css"


@pytest.mark.parametrize(
    ("accepts", "coding"),
    [
        ("br, gzip", "br"),
        ("gzip", "gzip"),
        ("gzip, br;q=0", "gzip"),
        ("br;q=0.2, gzip;q=0.9", "gzip"),
        ("identity", None),
        ("", None),
        ("*", "br"),
    ],
)
def test_a_browser_gets_the_coding_it_likes_and_no_other(
    client: FlaskClient, accepts: str, coding: str | None
) -> None:
    answer = client.get(public_sheet(client), headers={"Accept-Encoding": accepts})
    assert answer.headers.get("Content-Encoding") == coding
    assert "Accept-Encoding" in answer.headers["Vary"]
    if coding == "gzip":
        plain = client.get(public_sheet(client), headers={"Accept-Encoding": ""})
        assert gzip.decompress(answer.data) == plain.data


def test_a_file_that_did_not_change_is_not_sent_again(client: FlaskClient) -> None:
    sheet = public_sheet(client)
    tag = client.get(sheet, headers={"Accept-Encoding": "br"}).headers["ETag"]
    wanted = {"Accept-Encoding": "br", "If-None-Match": tag}
    assert client.get(sheet, headers=wanted).status_code == 304
    other = client.get(sheet, headers={**wanted, "Accept-Encoding": "gzip"})
    assert other.status_code == 200, "another coding is another body"


@pytest.mark.parametrize(
    "path",
    [
        "../../app.py",
        "..%2f..%2fapp.py",
        "%2e%2e/manifest.json",
        "none.css",
        "",
        "a\\b",
    ],
)
def test_an_address_outside_the_shelf_does_not_exist(
    client: FlaskClient, path: str
) -> None:
    assert client.get(f"/static/dist/{path}").status_code == 404


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2, definition of relative luminance)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast)."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_our_own_colours_can_be_read(scheme: str) -> None:
    source = TOP / "dialogue" / "assets" / "src" / "css" / "tokens.css"
    light, _, dark = source.read_text(encoding="utf-8").partition(
        "prefers-color-scheme"
    )
    text = dark if scheme == "dark" else light
    found = re.findall(r"--([a-z-]+): (?:var\([^#;]*)?(#[0-9a-f]{6})", text)
    colour = dict(found)
    for ink in ("ink", "ink-soft"):
        for paper in ("paper", "sheet"):
            assert contrast(colour[ink], colour[paper]) >= 7, (ink, paper)
    assert contrast(colour["on-accent"], colour["accent"]) >= 7
    for meaning in ("good", "attention", "problem", "info"):
        for paper in ("paper", "sheet", f"{meaning}-soft", "lamp-soft"):
            assert contrast(colour[meaning], colour[paper]) >= 4.5, (meaning, paper)
    assert contrast(colour["edge"], colour["paper"]) >= 3


def test_a_misspelled_asset_stops_the_page(guide: Flask) -> None:
    with pytest.raises(LookupError, match=r"publik\.css"):
        assets.shelf_of(guide).address("publik.css")


def test_a_page_without_a_build_still_works(tmp_path: Path) -> None:
    app = Flask("bare", root_path=str(tmp_path))
    assets.install(app)
    with app.app_context():
        assert assets.shelf_of(app).address("public.css") == "/static/dist/public.css"
    with pytest.raises(LookupError):
        assets.built_bytes(app, "table-worker.js")


def test_the_sign_up_page_is_light(client: FlaskClient) -> None:
    page = client.get("/signup").text
    needed = re.findall(
        r'<(?:link rel="stylesheet"|script)[^>]*(?:href|src)="([^"]+)"', page
    )
    assert len(needed) + 1 <= 3
    assert all(address.startswith("/static/dist/") for address in needed)
    total = len(gzip.compress(page.encode()))
    for address in needed:
        total += len(client.get(address, headers={"Accept-Encoding": "gzip"}).data)
    assert total <= 26_000, f"{total} bytes"


def test_no_page_has_inline_style_or_script(client: FlaskClient) -> None:
    for screen in styleguide.SCREENS:
        page = client.get(f"/{screen}").text
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page), screen
        assert not re.search(r"<script(?![^>]*src=)", page), screen


def test_pages_of_rooms_never_spell_a_class() -> None:
    spelled = [
        f"{path.relative_to(TEMPLATES)}:{number}"
        for path in sorted(TEMPLATES.rglob("*.html"))
        if "_house" not in path.parts
        and not ON_PAPER.search(source := path.read_text(encoding="utf-8"))
        for number, line in enumerate(source.splitlines(), 1)
        if re.search(r"\sclass=|\sstyle=|<style|<script(?! type=.application/ld)", line)
    ]
    assert spelled == []


def test_every_icon_that_a_page_names_is_drawn(guide: Flask) -> None:
    drawn = set(guide.jinja_env.get_template("_house/icons.html").module.drawings)  # type: ignore[attr-defined]
    named = re.compile(
        r"""(?:icon=|"icon": ?|\bicon\(|\bfact\(|with_icon\(|talk_other\()["']([a-z-]+)["']"""
    )
    sources = [*TEMPLATES.rglob("*.html"), *(TOP / "dialogue").rglob("*.py")]
    unknown = [
        f"{path.name}: {name}"
        for path in sources
        if "node_modules" not in path.parts
        for name in named.findall(path.read_text(encoding="utf-8"))
        if name not in drawn
    ]
    assert unknown == []


def test_the_how_to_lists_every_macro() -> None:
    how_to = (TOP / "docs" / "looks.md").read_text(encoding="utf-8")
    missing = [
        f"{path.name}: {macro}"
        for path in sorted((TEMPLATES / "_house").glob("*.html"))
        for macro in MACROS.findall(path.read_text(encoding="utf-8"))
        if f"`{macro}`" not in how_to
    ]
    assert missing == []


def test_the_lock_file_names_no_registry() -> None:
    lock = (TOP / "dialogue" / "assets" / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in lock
    assert json.loads(lock)["lockfileVersion"] >= 3


def test_chairs_add_up_however_they_are_asked_for() -> None:
    for chairs, taken, held, yours in [(40, 24, 4, 0), (40, 26, 0, 2), (7, 7, 0, 0)]:
        room = draw_room(chairs_per_table(chairs), taken, held, yours)
        counts = [path.count("M") for path in (room.taken, room.held, room.yours)]
        assert counts == [taken, held, yours]
        assert room.free.count("M") == chairs - taken - held - yours
    row = draw_row(24, 4, 12)
    assert (row.taken.count("M"), len(row.held), row.free.count("M")) == (24, 4, 12)


def test_a_room_without_chairs_draws_nothing() -> None:
    assert chairs_per_table(0) == []
    assert draw_room([], 0).free == ""
    assert draw_row(0, 0, 0).height == 12


def test_more_guests_than_chairs_do_not_break_the_picture() -> None:
    room = draw_room([4, 4], 20, yours=9)
    assert room.taken.count("M") + room.yours.count("M") == 8


def test_seats_are_shared_over_tables_without_a_lonely_one() -> None:
    assert chairs_per_table(40) == [7, 7, 7, 7, 6, 6]
    assert min(chairs_per_table(15)) >= 5


def test_mistakes_are_listed_and_each_leads_to_its_field(client: FlaskClient) -> None:
    page = client.get("/signup").text
    summary = page[page.index('id="mistakes"') :]
    target = re.search(r'<a href="#([^"]+)"', summary)[1]  # type: ignore[index]
    assert f'id="{target}"' in page
    assert f'aria-describedby="{target}-wrong {target}-hint"' in page


def test_a_title_from_a_stranger_stays_a_title(guide: Flask) -> None:
    page = (
        '{% extends "_house/' + "public" + '.html" %}'
        "{% block title %}{{ words }}{% endblock %}"
    )
    nasty = "</title><script>alert(1)</script> & co"
    with guide.test_request_context("/"):
        shown = guide.jinja_env.from_string(page).render(words=nasty)
    assert "<script>alert" not in shown
    assert shown.count("&amp; co") == 2, "once in the title, once in the heading"


def test_every_id_on_a_page_is_its_own(client: FlaskClient) -> None:
    for screen in styleguide.SCREENS:
        ids = re.findall(r'\sid="([^"]+)"', client.get(f"/{screen}").text)
        assert len(ids) == len(set(ids)), screen
