"""Kept public pages, handed out before the application wakes up."""

import gzip
import sqlite3

import pytest
from flask import g
from flask.testing import FlaskClient

from dialogue.foundation import asking, clock
from dialogue.foundation.database import db, start_writing
from dialogue.foundation.page_cache import PAGES
from dialogue.sessions.models import Stage
from tests.conftest import commit
from tests.makers.sessions import make_dialogue_session


@pytest.fixture
def evening(cast):
    PAGES.empty()
    made = make_dialogue_session(cast.wilgendam)
    commit()
    return made


@pytest.fixture
def woken(app, monkeypatch):
    """How often the application itself was asked."""
    asked = []
    inside = app.full_dispatch_request
    monkeypatch.setattr(
        app, "full_dispatch_request", lambda *a, **k: asked.append(1) or inside(*a, **k)
    )
    return asked


@pytest.fixture
def browser(app):
    return FlaskClient(app)


def address(evening):
    return f"/wilgendam/talks/{evening.ref}"


def test_the_second_visitor_does_not_wake_the_application(browser, evening, woken):
    first = browser.get(address(evening))
    second = browser.get(address(evening))
    assert len(woken) == 1
    assert second.data == first.data
    without_length = [
        {name: value for name, value in answer.headers if name != "Set-Cookie"}
        for answer in (first, second)
    ]
    assert without_length[0] == without_length[1]


def test_it_says_the_same_about_security_as_the_application(browser, evening):
    browser.get(address(evening))
    headers = browser.get(address(evening)).headers
    for name in (
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "Referrer-Policy",
    ):
        assert headers[name]
    assert "Set-Cookie" not in headers


def test_a_known_page_is_a_304(browser, evening, woken):
    tag = browser.get(address(evening)).headers["ETag"]
    browser.get(address(evening))
    again = browser.get(address(evening), headers={"If-None-Match": tag})
    assert (again.status_code, again.data, len(woken)) == (304, b"", 1)
    assert again.headers["ETag"] == tag


def test_it_is_squeezed_for_who_can_open_it(browser, evening):
    plain = browser.get(address(evening)).data
    answer = browser.get(address(evening), headers={"Accept-Encoding": "gzip, br"})
    assert gzip.decompress(answer.data) == plain


def test_a_change_wakes_the_application(browser, evening, woken):
    browser.get(address(evening))
    browser.get(address(evening))
    start_writing()
    evening.title, evening.revision = "Iets anders", 2
    commit()
    db.session.rollback()
    assert "Iets anders" in browser.get(address(evening)).text
    assert len(woken) == 2


def test_a_cancelled_draft_or_gone_page_is_not_handed_out(browser, evening, woken):
    browser.get(address(evening))
    browser.get(address(evening))
    start_writing()
    evening.stage = Stage.DRAFT
    commit()
    assert browser.get(address(evening)).status_code == 404
    assert (
        browser.get(address(evening).replace("wilgendam", "oosterbrug")).status_code
        == 404
    )


def test_the_page_of_before_the_evening_is_not_handed_out_after_it(
    browser, evening, monkeypatch
):
    before = browser.get(address(evening)).text
    ends_at = evening.ends_at
    monkeypatch.setattr(clock, "now", lambda: ends_at)
    assert browser.get(address(evening)).text != before


@pytest.mark.parametrize(
    ("cookie", "accepted", "spoken"),
    [
        (None, "en", "en"), (None, "fr, en;q=0.3", "en"), (None, "fr", "nl"), (None, "", "nl"),
        ("en", "nl", "en"), ("nl", "en", "nl"), ("klingon", "en", "en"), ("", "en", "en"),
    ],
)  # fmt: skip
def test_each_gets_the_page_in_the_language_the_application_would_choose(
    app, evening, woken, cookie, accepted, spoken
):
    dutch, browser = FlaskClient(app), FlaskClient(app)
    browser.set_cookie("other", "a")
    if cookie is not None:
        browser.set_cookie("language", cookie)
    for _ in range(2):
        g.pop("language", None)
        dutch.get(address(evening), headers={"Accept-Language": "nl"})
        g.pop("language", None)
        page = browser.get(address(evening), headers={"Accept-Language": accepted})
        assert f'<html lang="{spoken}"' in page.text
    assert len(woken) == len({"nl", spoken})


def test_what_is_asked_with_a_query_or_sent_goes_to_the_application(
    browser, evening, woken
):
    browser.get(address(evening))
    browser.get(address(evening) + "?lang=nl")
    browser.head(address(evening))
    assert browser.post(address(evening)).status_code == 405
    assert len(woken) == 4


def test_a_database_that_does_not_answer_is_the_applications_to_tell(
    browser, evening, woken, monkeypatch
):
    def fail(*_args):
        raise sqlite3.OperationalError("disk I/O error")

    browser.get(address(evening))
    monkeypatch.setattr(asking.Question, "ask", fail)
    assert browser.get(address(evening)).status_code == 200
    assert len(woken) == 2
