"""Kept public pages, handed out before the house is built."""

import gzip
import os
import time
from threading import Event, Thread

import pytest
from flask.testing import FlaskClient
from werkzeug.test import Client
from werkzeug.wrappers import Response

from dialogue.foundation import clock, porch, shelf
from dialogue.foundation.database import start_writing
from dialogue.foundation.page_cache import PAGES
from dialogue.foundation.porch import Porch
from dialogue.foundation.shelf import Shelf
from tests.conftest import commit
from tests.makers.sessions import make_dialogue_session

LATE = b"from the house"


@pytest.fixture
def evening(cast):
    PAGES.empty()
    made = make_dialogue_session(cast.wilgendam)
    commit()
    return made


@pytest.fixture
def address(app, evening):
    """An invitation that was handed out on the doorstep, so it lies on the shelf."""
    here = f"/wilgendam/talks/{evening.ref}"
    for _ in range(2):
        assert FlaskClient(app).get(here).status_code == 200
    return here


@pytest.fixture
def built():
    """How often the house was built."""
    return []


@pytest.fixture
def early(app, built):
    """A browser at a porch with nobody at home."""

    def build():
        built.append(1)
        return Response(LATE)

    return Client(Porch(app.extensions["settings"], str(app.template_folder), build))


def test_a_resident_gets_the_page_before_the_house_is_built(app, address, early, built):
    answer, later = early.get(address), FlaskClient(app).get(address)
    assert built == []
    assert (answer.status_code, answer.data) == (200, later.data)
    assert sorted(answer.headers) == sorted(
        each for each in later.headers if each[0] != "Set-Cookie"
    )


def test_it_is_squeezed_and_a_known_page_is_a_304(app, address, early, built):
    answer = early.get(address, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(answer.data) == FlaskClient(app).get(address).data
    known = early.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (known.status_code, known.data) == (304, b"")
    assert known.headers["ETag"] == answer.headers["ETag"]
    assert built == []


def test_what_changed_since_is_the_houses_to_tell(evening, address, early, built):
    start_writing()
    evening.title, evening.revision = "Iets anders", 2
    commit()
    assert early.get(address).data == LATE
    assert built == [1]


def test_what_changes_by_the_clock_is_too(evening, address, early, built, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: evening.ends_at)
    assert early.get(address).data == LATE


@pytest.mark.parametrize(
    "asked",
    [
        {"headers": {"Accept-Language": "en"}},
        {"query_string": {"lang": "nl"}},
        {"method": "POST"},
        {"method": "HEAD"},
        {"path": "/wilgendam/talks/elsewhere"},
    ],
    ids=str,
)
def test_whatever_is_not_that_page_waits_for_the_house(address, early, built, asked):
    early.open(**{"path": address} | asked)
    assert built == [1]


def test_who_picked_another_language_waits_for_the_house(address, early, built):
    early.set_cookie("language", "en")
    assert early.get(address).data == LATE


def test_a_file_that_we_did_not_write_is_not_handed_out(app, address, early, built):
    folder = Shelf(app.extensions["settings"], "").folder
    for file in folder.iterdir():
        raw = bytearray(file.read_bytes())
        raw[-9] ^= 1
        file.write_bytes(raw)
    assert early.get(address).data == LATE


def test_a_page_of_another_build_is_not_handed_out(app, address, monkeypatch):
    monkeypatch.setattr(porch, "build_with_code", lambda _templates: "another")
    house = Porch(app.extensions["settings"], "", lambda: Response(LATE))
    assert Client(house).get(address).data == LATE


def test_changed_code_is_another_build(tmp_path):
    code = tmp_path / "dialogue" / "page.py"
    code.parent.mkdir()
    (tmp_path / "templates").mkdir()
    marks = set()
    for text in ("one", "another"):
        code.write_text(text)
        shelf.build_with_code.cache_clear()
        marks.add(shelf.build_with_code(str(tmp_path / "templates")))
    assert len(marks) == 2


def test_a_database_that_is_away_is_the_houses_to_tell(
    address, early, built, monkeypatch
):
    def away(_url):
        raise OSError("no such machine")

    monkeypatch.setattr(porch, "_connection", away)
    assert early.get(address).data == LATE


def test_the_house_is_built_once_however_many_wait(app):
    going, built = Event(), []

    def build():
        built.append(1)
        going.wait(10)
        return Response(LATE)

    house = Porch(app.extensions["settings"], str(app.template_folder), build)
    answers = []
    waiting = [
        Thread(target=lambda: answers.append(Client(house).get("/desk").data))
        for _ in range(5)
    ]
    for each in waiting:
        each.start()
    going.set()
    for each in waiting:
        each.join(10)
    assert (answers, built) == ([LATE] * 5, [1])


def test_a_new_page_throws_out_what_is_old_or_of_another_build(app, address):
    settings = app.extensions["settings"]
    (ours,) = Shelf(settings, "").folder.iterdir()
    build = ours.name.split("-")[0]
    page = porch.Shelf(settings, build).get(address, "nl")
    old, other = ours.with_name(f"{ours.name}0"), ours.with_name(f"build-{ours.name}")
    for file in (old, other):
        file.write_bytes(b"")
    a_week_ago = time.time() - 8 * shelf.A_DAY
    os.utime(old, (a_week_ago, a_week_ago))
    Shelf(settings, build).put("/another", "nl", page)
    assert not old.exists()
    assert not other.exists()
    assert ours.exists()
    assert len(list(ours.parent.iterdir())) == 2


def test_a_full_shelf_takes_no_more(app, evening, early, built, monkeypatch):
    monkeypatch.setattr(shelf, "MOST_FILES", 0)
    here = f"/wilgendam/talks/{evening.ref}"
    for _ in range(2):
        FlaskClient(app).get(here)
    assert early.get(here).data == LATE


@pytest.fixture(autouse=True)
def empty_shelf(app):
    """Nothing lies there from another test."""
    for file in Shelf(app.extensions["settings"], "")._all():
        file.unlink()
