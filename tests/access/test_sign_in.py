"""Signing in, in two steps, through the pages."""

import re

import pytest

from dialogue.access import actions, queries, second_factor
from dialogue.access.browser import SIGN_IN
from dialogue.access.views.door import SECOND_FACTOR
from dialogue.foundation.database import db, start_writing
from tests.access.signing import PASSWORD, SECRET, commit, enrol

WRONG = "The mail address or the password is not right."


@pytest.fixture
def joost(app, cast, now):
    return enrol(cast.joost, now)


def give_password(client, joost, password=PASSWORD, **more):
    form = {"email": joost.email, "password": password}
    return client.post("/sign-in?next=/account&lang=en", data=form, **more)


def give_code(client, code):
    return client.post(
        "/sign-in/second-step?next=/account&lang=en", data={"code": code}
    )


def test_password_and_code_let_somebody_in(client, joost, now):
    assert give_password(client, joost).location == "/sign-in/second-step?next=/account"
    assert give_code(client, second_factor.code_at(SECRET, now)).location == "/account"
    assert "Joost Vermeer" in client.get("/account").text


def test_password_alone_opens_nothing(client, joost):
    give_password(client, joost)
    assert client.get("/account").status_code == 302


def test_code_works_once(app, client, joost, now):
    code = second_factor.code_at(SECRET, now)
    give_password(client, joost)
    give_code(client, code)
    other = app.test_client()
    give_password(other, joost)
    answer = give_code(other, code)
    assert answer.status_code == 422
    assert "This code does not work" in answer.text


@pytest.mark.parametrize("typed", ["İ", "٣٤٥٦٧٨", "１２３４５６", "x" * 40])
def test_code_in_other_letters_is_a_wrong_code(client, joost, typed):
    give_password(client, joost)
    assert give_code(client, typed).status_code == 422


def test_recovery_code_works_once_however_it_is_typed(app, client, joost, now):
    codes = actions.new_recovery_codes(joost.id, now)
    commit()
    give_password(client, joost)
    assert give_code(client, codes[0].lower().replace("-", " ")).location == "/account"
    other = app.test_client()
    give_password(other, joost)
    assert give_code(other, codes[0]).status_code == 422
    assert queries.codes_left(joost.id) == 9


def test_address_may_be_typed_in_capitals(client, joost):
    answer = client.post(
        "/sign-in", data={"email": joost.email.upper(), "password": PASSWORD}
    )
    assert answer.status_code == 302


def test_wrong_password_and_unknown_address_get_the_same_page(app, joost):
    pages = []
    for email, password in (
        (joost.email, "wrong wrong wrong"),
        ("nobody@example.nl", PASSWORD),
    ):
        answer = app.test_client().post(
            "/sign-in?lang=en", data={"email": email, "password": password}
        )
        assert answer.status_code == 422
        assert WRONG in answer.text
        pages.append(answer.text.replace(email, "ADDRESS"))
    assert pages[0] == pages[1]


def test_address_stays_filled_in_and_password_does_not(client, joost):
    text = give_password(client, joost, "wrong wrong wrong").text
    assert joost.email in text
    assert "wrong wrong wrong" not in text


def test_too_many_wrong_passwords_must_wait_and_are_told_how_long(client, joost):
    for _ in range(8):
        assert give_password(client, joost, "wrong wrong wrong").status_code == 422
    answer = give_password(client, joost)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "Too many tries" in answer.text


def test_wrong_tries_elsewhere_do_not_keep_the_owner_out(app, joost):
    for _ in range(9):
        give_password(
            app.test_client(),
            joost,
            "wrong wrong wrong",
            environ_base={"REMOTE_ADDR": "198.51.100.9"},
        )
    assert give_password(app.test_client(), joost).status_code == 302


def test_wrong_codes_must_wait_and_the_owner_is_told(app, client, joost, now):
    give_password(client, joost)
    for _ in range(5):
        assert give_code(client, "000000").status_code == 422
    assert give_code(client, second_factor.code_at(SECRET, now)).status_code == 429
    from dialogue.foundation.post import Message

    kinds = list(db.session.scalars(db.select(Message.kind)))
    assert kinds == ["wrong codes"]
    assert SECOND_FACTOR.seconds_to_wait(str(joost.id)) > 0


def test_page_to_go_to_is_only_ever_here(client, joost, now):
    for elsewhere in (
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
    ):
        client.post(
            "/sign-in",
            query_string={"next": elsewhere},
            data={"email": joost.email, "password": PASSWORD},
        )
        answer = client.post(
            "/sign-in/second-step", query_string={"next": elsewhere}, data={"code": "1"}
        )
        assert "evil" not in answer.text
        assert "alert(1)" not in answer.text
    code = second_factor.code_at(SECRET, now)
    answer = client.post(
        "/sign-in/second-step",
        query_string={"next": "//evil.example"},
        data={"code": code},
    )
    assert answer.location == "/desk"


@pytest.mark.parametrize("page", ["/sign-in", "/account/password"])
def test_what_is_typed_as_a_password_is_not_shown(client, joost, sign_in, page):
    if page != "/sign-in":
        sign_in(client, joost)
    fields = re.findall(
        r'<input [^>]*name="[^"]*password[^"]*"[^>]*>', client.get(page).text
    )
    assert fields
    assert all('type="password"' in each for each in fields)
    assert all('autocomplete="' in each for each in fields)


def test_each_sign_in_has_a_secret_of_its_own(app, joost, now):
    """Whoever put a cookie there beforehand is not signed in by it."""
    codes, held = actions.new_recovery_codes(joost.id, now), []
    commit()
    for code in codes[:2]:
        browser = app.test_client()
        give_password(browser, joost)
        before = browser.get_cookie("dialogue").value
        give_code(browser, code)
        with browser.session_transaction() as kept:
            held.append(kept[SIGN_IN][0])
        browser.set_cookie("dialogue", before)
        assert browser.get("/account").status_code == 302
    assert held[0] != held[1]
    assert min(len(each) for each in held) >= 43  # 256 bits


def test_sign_out_ends_the_cookie_too(client, joost, sign_in):
    sign_in(client, joost)
    cookie = client.get_cookie("dialogue").value
    assert client.post("/sign-out").location == "/signed-out"
    client.set_cookie("dialogue", cookie)
    assert client.get("/account").status_code == 302


def test_sign_out_everywhere_ends_every_browser(app, client, joost, sign_in):
    other = app.test_client()
    sign_in(client, joost)
    sign_in(other, joost)
    assert other.get("/account").status_code == 200
    client.post("/sign-out-everywhere")
    assert other.get("/account").status_code == 302


def test_sign_in_ends_by_itself(client, joost, sign_in, monkeypatch, now):
    from datetime import timedelta

    from dialogue.foundation import clock

    sign_in(client, joost)
    for hours in (3, 6, 9, 12, 15):
        monkeypatch.setattr(
            clock, "now", lambda hours=hours: now + timedelta(hours=hours)
        )
        assert client.get("/account").status_code == 200, hours
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=16, minutes=1))
    assert client.get("/account").status_code == 302


def test_idle_browser_is_signed_out(client, joost, sign_in, monkeypatch, now):
    from datetime import timedelta

    from dialogue.foundation import clock

    sign_in(client, joost)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=4, minutes=1))
    assert client.get("/account").status_code == 302


def test_changed_password_signs_other_browsers_out(app, client, joost, sign_in):
    other = app.test_client()
    sign_in(client, joost)
    sign_in(other, joost)
    form = {"current": PASSWORD, "password": "vier nieuwe losse woorden"}
    assert client.post("/account/password", data=form).location == "/account"
    assert client.get("/account").status_code == 200
    assert other.get("/account").status_code == 302
    assert give_password(app.test_client(), joost).status_code == 422


def test_another_app_needs_the_password_and_its_first_code(client, joost, sign_in, now):
    sign_in(client, joost)
    page = client.get("/account/second-factor?lang=en").text
    secret = page.split('<code class="code">')[1].split("<")[0].replace(" ", "")
    code = second_factor.code_at(secret, now)
    wrong = client.post(
        "/account/second-factor", data={"current": "no no no no", "code": code}
    )
    assert wrong.status_code == 422
    done = client.post(
        "/account/second-factor", data={"current": PASSWORD, "code": code}
    )
    assert done.status_code == 200
    assert done.text.count('<code class="code">') == 10


def test_public_page_of_the_room_that_asks_nothing_sends_no_cookie(client):
    answer = client.get("/signed-out")
    assert "Set-Cookie" not in answer.headers
    start_writing()
