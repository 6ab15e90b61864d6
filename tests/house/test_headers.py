"""What a house served over https says with every answer, and what it takes from a proxy."""

import pytest
from flask import request
from sqlalchemy import select
from werkzeug.routing import BuildError

from dialogue.app import create_app
from dialogue.foundation.database import all_of, within
from dialogue.municipalities.models import Venue
from tests.conftest import commit, settings_for
from tests.makers.sessions import make_dialogue_session

SECURE = {"public_url": "https://gesprek.example.nl", "proxies": "1"}
HERE = "https://gesprek.example.nl"


@pytest.fixture(scope="module")
def secure(tmp_path_factory):
    """Another house beside the tests' own: https, behind one proxy, secrets in forms."""
    folder = tmp_path_factory.mktemp("secure")
    app = create_app(settings_for(f"sqlite:///{folder / 'x.sqlite'}", folder, **SECURE))
    from dialogue.foundation import migrations

    with app.app_context():
        migrations.upgrade()
    return app


@pytest.fixture
def browser(secure):
    return secure.test_client()


def opened(browser, address="/sign-in", **more):
    return browser.get(address, base_url=HERE, **more)


@pytest.mark.parametrize("address", ["/", "/sign-in", "/nowhere", "/health", "/table"])
def test_every_answer_carries_the_headers(browser, address):
    heads = opened(browser, address).headers
    policy = heads["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
    assert heads["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert heads["X-Content-Type-Options"] == "nosniff"
    assert heads["Referrer-Policy"] == "same-origin"
    assert heads["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "access-control" not in " ".join(name.lower() for name, _value in heads)
    assert "charset=utf-8" in heads["Content-Type"] or "json" in heads["Content-Type"]


def test_the_cookie_is_locked_to_this_host(browser):
    cookie = opened(browser).headers["Set-Cookie"]
    assert cookie.startswith("__Host-dialogue=")
    for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert word in cookie
    assert "Domain" not in cookie


def test_personal_pages_are_kept_nowhere(browser):
    answer = opened(browser)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Cookie" in answer.headers["Vary"]


def test_a_cookie_that_was_changed_is_no_cookie(browser):
    opened(browser)
    name = "__Host-dialogue"
    real = browser.get_cookie(name, domain="gesprek.example.nl").value
    forged = real[:5] + ("A" if real[5] != "A" else "B") + real[6:]
    browser.set_cookie(name, forged, domain="gesprek.example.nl", secure=True)
    assert opened(browser, "/account").status_code == 302


def test_every_post_wants_the_secret_of_its_form(secure, browser):
    """Every door that takes a POST; without the secret nobody gets in, whoever asks."""
    tried = 0
    for rule in secure.url_map.iter_rules():
        if "POST" not in rule.methods:
            continue
        parts = dict.fromkeys(rule.arguments, "1")
        with secure.test_request_context(base_url=HERE):
            try:
                address = secure.url_for(rule.endpoint, _external=False, **parts)
            except BuildError:
                continue
        answer = browser.post(address, base_url=HERE, data={"email": "a@b.example"})
        assert answer.status_code in {400, 401, 403, 404, 422}, address
        tried += 1
    assert tried > 90


def test_the_right_secret_from_another_site_is_refused(browser):
    page = opened(browser).text
    secret = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    form = {"csrf_token": secret, "email": "a@b.example", "password": "x" * 12}
    there = {"Referer": "https://elsewhere.example/"}
    refused = browser.post("/sign-in", base_url=HERE, data=form, headers=there)
    assert refused.status_code == 400
    here = browser.post(
        "/sign-in", base_url=HERE, data=form, headers={"Referer": f"{HERE}/sign-in"}
    )
    assert here.status_code == 422


def test_only_the_nearest_proxy_says_who_asks(secure):
    heard = []
    secure.before_request_funcs.setdefault(None, []).append(
        lambda: heard.append(request.remote_addr)
    )
    headers = {"X-Forwarded-For": "6.6.6.6, 198.51.100.7"}
    secure.test_client().get("/health", headers=headers)
    secure.before_request_funcs[None].pop()
    assert heard == ["198.51.100.7"]


def test_without_a_proxy_nobody_may_say_who_asks(app):
    heard = []
    app.before_request_funcs.setdefault(None, []).append(
        lambda: heard.append((request.remote_addr, request.scheme))
    )
    headers = {"X-Forwarded-For": "6.6.6.6", "X-Forwarded-Proto": "https"}
    app.test_client().get("/health", headers=headers)
    app.before_request_funcs[None].pop()
    assert heard == [("127.0.0.1", "http")]


def test_a_parameter_twice_and_one_in_the_address_change_nothing(client, cast):
    evening = make_dialogue_session(cast.wilgendam)
    commit()
    address = f"/wilgendam/talks/{evening.ref}/sign-up"
    answer = client.post(f"{address}?name=Zij&agreed=y", data={"name": ["", "Zij"]})
    assert answer.status_code == 422
    assert 'value="Zij"' not in answer.text


def test_a_field_that_the_form_has_not_changes_nothing(client, cast, sign_in):
    sign_in(client, cast.joost)
    form = {
        "name": "De Brug", "street": "Dorpsplein 3", "postcode": "1234 AB",
        "town": "Wilgendam", "step_free": "yes", "accessible_toilet": "no",
        "hearing_loop": "unknown", "parking": "unknown", "id": "4000",
        "municipality_id": str(cast.oosterbrug.id), "revision": "77",
    }  # fmt: skip
    assert client.post("/wilgendam/desk/venues/new", data=form).status_code == 302
    [made] = all_of(within(cast.wilgendam.id, select(Venue)))
    assert (made.id, made.revision) != (4000, 77)
    assert all_of(within(cast.oosterbrug.id, select(Venue))) == []


def test_more_than_two_megabytes_is_refused_with_a_sentence(client, cast):
    answer = client.post("/sign-in?lang=en", data={"email": "x" * (2 * 1024 * 1024)})
    assert answer.status_code == 413
    assert "Make the text or the file smaller" in answer.text
