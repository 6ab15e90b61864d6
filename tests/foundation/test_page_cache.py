"""Pages kept by revision."""

import gzip

import pytest
from flask import g

from dialogue.foundation.page_cache import PageCache, build_mark, tag_of


@pytest.fixture
def asked(app):
    """``asked(cache, key, stamp, make)``: an answer to a request with these headers."""

    def ask(cache, key, stamp, make=lambda: "page", **headers):
        with app.test_request_context("/", headers=headers):
            g.pop("language", None)  # the test's own g is shared by its requests
            return cache.answer(key, stamp, make)

    return ask


def counting(made):
    def make():
        made.append(1)
        return f"page {len(made)}"

    return make


def test_a_page_is_made_once_a_stamp(asked):
    cache, made = PageCache(), []
    for stamp in ((1,), (1,), (2,), (2,)):
        asked(cache, ("a",), stamp, counting(made))
    assert len(made) == 2


def test_each_language_has_its_own_page(asked):
    cache, made = PageCache(), []
    one = asked(cache, ("a",), (1,), counting(made), **{"Accept-Language": "nl"})
    two = asked(cache, ("a",), (1,), counting(made), **{"Accept-Language": "en"})
    assert len(made) == 2
    assert one.headers["ETag"] != two.headers["ETag"]


def test_a_known_tag_is_answered_without_making_the_page(asked):
    cache, made = PageCache(), []
    tag = asked(cache, ("a",), (1,)).headers["ETag"]
    again = asked(PageCache(), ("a",), (1,), counting(made), **{"If-None-Match": tag})
    assert (again.status_code, again.data, made) == (304, b"", [])
    changed = asked(cache, ("a",), (2,), counting(made), **{"If-None-Match": tag})
    assert (changed.status_code, len(made)) == (200, 1)


def test_a_stale_page_never_goes_out(asked):
    cache = PageCache()
    asked(cache, ("a",), (1,), lambda: "old")
    assert asked(cache, ("a",), (2,), lambda: "new").data == b"new"


def test_the_least_recently_used_page_goes_first(asked):
    cache, made = PageCache(most=2), []
    for name in ("a", "b", "a", "c"):
        asked(cache, (name,), (1,), counting(made))
    assert len(cache) == 2
    asked(cache, ("a",), (1,), counting(made))
    assert len(made) == 3
    asked(cache, ("b",), (1,), counting(made))
    assert len(made) == 4


def test_a_page_is_squeezed_for_who_can_open_it(asked):
    cache = PageCache()
    answer = asked(
        cache, ("a",), (1,), lambda: "page " * 900, **{"Accept-Encoding": "gzip, br"}
    )
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == b"page " * 900


def test_everybody_may_keep_it_and_asks_again(asked):
    answer = asked(PageCache(), ("a",), (1,))
    assert (
        answer.headers["Cache-Control"]
        == "public, max-age=0, stale-while-revalidate=30"
    )
    assert answer.headers["Vary"] == "Accept-Language, Cookie, Accept-Encoding"


def test_the_tag_changes_with_stamp_language_and_build():
    tags = {
        tag_of((1,), "nl", "x"),
        tag_of((2,), "nl", "x"),
        tag_of((1,), "en", "x"),
        tag_of((1,), "nl", "y"),
    }
    assert len(tags) == 4


def test_another_template_is_another_build(tmp_path):
    (tmp_path / "templates").mkdir()
    page = tmp_path / "templates" / "a.html"
    page.write_text("one")
    first = build_mark(str(tmp_path / "templates"))
    build_mark.cache_clear()
    page.write_text("two")
    assert build_mark(str(tmp_path / "templates")) != first
    build_mark.cache_clear()


@pytest.fixture
def filled(app):
    """``filled(cache, stamp, secrets, write)``: the page for whoever has these keys."""

    def fill(cache, stamp, secrets, write):
        with app.test_request_context("/"):
            return cache.fill_in(("form",), stamp, write, secrets)

    return fill


def test_a_form_is_written_once_and_everybody_gets_their_own_keys(filled):
    cache, made = PageCache(), []

    def written_with(once, secret):
        return lambda: made.append(1) or f"<b {once}><i {secret}> {len(made)}"

    for once, secret in (("k1", "s1"), ("k2", "s2")):
        page = filled(cache, (1,), (once, secret), written_with(once, secret))
        assert page == f"<b {once}><i {secret}> 1"
    changed = filled(cache, (2,), ("k3", "s3"), written_with("k3", "s3"))
    assert changed == "<b k3><i s3> 2"


def test_what_is_kept_of_a_form_holds_nobodys_keys(filled):
    cache = PageCache()
    filled(cache, (1,), ("k1", "s1"), lambda: "<b k1><i s1>")
    [kept] = cache._pages.values()
    assert b"k1" not in kept.plain
    assert b"s1" not in kept.plain


@pytest.mark.parametrize(
    "page", ["<b k1>", "<b k1><i s1><u s1>", "<b k1><i s1>\ue001", "<b k1><i s1>\ue002"]
)
def test_a_form_that_cannot_be_cut_is_not_kept(filled, page):
    cache = PageCache()
    assert filled(cache, (1,), ("k1", "s1"), lambda: page) == page
    assert len(cache) == 0


def test_a_form_with_more_keys_than_marks_is_not_kept(filled):
    cache = PageCache()
    filled(cache, (1,), ("k1", "s1", "t1"), lambda: "<b k1><i s1><u t1>")
    assert len(cache) == 0
