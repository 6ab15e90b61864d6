"""A forgotten password: the same answer to everybody, a link that opens once."""

import re
import time
from datetime import timedelta

import pytest
from sqlalchemy import select

from dialogue.access.models import AccessLink, Purpose
from dialogue.access.views.door import SECOND_FACTOR
from dialogue.foundation import clock, jobs, post
from dialogue.foundation.database import db
from dialogue.foundation.jobs.worker import run_until_idle
from dialogue.foundation.post import Message
from tests.access.signing import PASSWORD, enrol

NEW = "vier nieuwe losse woorden"


def posted(app, now):
    """What the outbox holds after the jobs ran, before the post goes."""
    from dialogue.foundation.jobs import running
    from dialogue.foundation.lifeline import lifelines

    db.session.rollback()
    with lifelines().held() as worker:
        running.work_due(now, worker)
    return [
        (each.kind, post.read(each))
        for each in db.session.scalars(select(Message).order_by(Message.id))
    ]


def token_in(text, path="reset"):
    return re.search(rf"/{path}/([\w-]+)", text).group(1)


def ask(client, email):
    return client.post("/reset?lang=en", data={"email": email})


def a_link(app, client, account, now):
    ask(client, account.email)
    return token_in(posted(app, now)[-1][1].text)


def test_link_gives_a_new_password_once(app, client, cast, now):
    enrol(cast.joost, now)
    token = a_link(app, client, cast.joost, now)
    assert client.post(f"/reset/{token}").location == "/reset/new-password"
    assert (
        client.post("/reset/new-password", data={"password": NEW}).location
        == "/sign-in"
    )
    again = app.test_client()
    assert again.post(f"/reset/{token}").status_code == 410
    form = {"email": cast.joost.email, "password": NEW}
    assert again.post("/sign-in", data=form).status_code == 302
    assert (
        app.test_client()
        .post("/sign-in", data=form | {"password": PASSWORD})
        .status_code
        == 422
    )
    assert [kind for kind, _ in posted(app, now)] == ["reset", "password changed"]


def test_new_password_ends_the_wait_that_somebody_elses_codes_caused(
    app, client, cast, now
):
    for _ in range(15):
        SECOND_FACTOR.count(str(cast.joost.id))
    client.post(f"/reset/{a_link(app, client, cast.joost, now)}")
    assert SECOND_FACTOR.seconds_to_wait(str(cast.joost.id)) > 0
    client.post("/reset/new-password", data={"password": NEW})
    assert SECOND_FACTOR.seconds_to_wait(str(cast.joost.id)) == 0


def test_looking_at_the_link_uses_nothing_up(app, client, cast, now):
    token = a_link(app, client, cast.joost, now)
    for _ in range(3):
        assert client.get(f"/reset/{token}").status_code == 200
    assert client.post(f"/reset/{token}").status_code == 302


def test_page_of_a_link_is_the_same_for_a_wrong_one(app, client, cast, now):
    token = a_link(app, client, cast.joost, now)
    assert (
        client.get(f"/reset/{token}").text
        == client.get("/reset/wrong-wrong-wrong").text
    )


def test_link_is_over_after_an_hour(app, client, cast, now, monkeypatch):
    token = a_link(app, client, cast.joost, now)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=61))
    assert client.post(f"/reset/{token}").status_code == 410


def test_weak_password_is_refused_and_the_link_still_serves(app, client, cast, now):
    token = a_link(app, client, cast.joost, now)
    client.post(f"/reset/{token}")
    for weak in (
        "kort",
        "aaaaaaaaaaaaaaa",
        "wachtwoord123!",
        "joostvermeer1",
        "password password",
        "Zomer2026!!!!",
        "1q2w3e4r5t6y",
        "Voetbal12345",
    ):
        assert (
            client.post("/reset/new-password", data={"password": weak}).status_code
            == 422
        ), weak
    assert client.post("/reset/new-password", data={"password": NEW}).status_code == 302


def test_somebody_else_cannot_finish_what_another_opened(app, client, cast, now):
    client.post(f"/reset/{a_link(app, client, cast.joost, now)}")
    other = app.test_client()
    assert (
        other.post("/reset/new-password", data={"password": NEW}).location == "/reset"
    )


def _without_time(answer):
    """Its headers; a cookie says until which second it holds."""
    return re.sub(r"Expires=[^;]+;", "", str(answer.headers))


def test_known_and_unknown_address_get_the_same_answer_and_the_same_rows(
    app, cast, now
):
    answers = []
    for email in (cast.joost.email, "nobody@example.nl"):
        browser = app.test_client()
        sent = ask(browser, email)
        assert (sent.status_code, sent.location) == (302, "/reset/asked")
        answers.append(
            (sent.data, _without_time(sent), browser.get("/reset/asked").data)
        )
    assert answers[0] == answers[1]
    asked = db.session.scalars(select(AccessLink)).all()
    assert [each.purpose for each in asked] == [Purpose.RESET_ASKED] * 2
    assert [each.account_id for each in asked] == [None, None]
    assert len(db.session.scalars(select(jobs.Job)).all()) == 2
    assert db.session.scalars(select(Message)).all() == []
    assert [kind for kind, _ in posted(app, now)] == ["reset"]


@pytest.mark.slow
def test_duration_of_the_answer_does_not_tell(app, cast, now, monkeypatch):
    from dialogue.foundation.throttle import Budget

    monkeypatch.setattr(Budget, "seconds_to_wait", lambda *_: 0)
    client = app.test_client()
    known, unknown = [], []
    kinds = [(cast.joost.email, known), ("nobody@example.nl", unknown)]
    for number in range(400):
        for email, spent in kinds if number % 2 else reversed(kinds):
            start = time.perf_counter()
            ask(client, email)
            spent.append(time.perf_counter() - start)
    wins = sum((a > b) + 0.5 * (a == b) for a in known for b in unknown)
    told = wins / (len(known) * len(unknown))  # 0.5: nothing
    assert 0.42 < told < 0.58, told


def test_nobody_floods_a_mailbox(app, cast, now):
    for _ in range(6):
        assert ask(app.test_client(), cast.joost.email).location == "/reset/asked"
    assert len([kind for kind, _ in posted(app, now) if kind == "reset"]) == 3


def test_mail_is_in_the_language_of_its_receiver(app, client, cast, now):
    cast.joost.language = "en"
    db.session.commit()
    ask(client, cast.joost.email)
    letter = posted(app, now)[-1][1]
    assert letter.subject == "A new password"
    assert "Hello Joost Vermeer," in letter.text


def test_sweep_clears_what_is_over(app, client, cast, now):
    a_link(app, client, cast.joost, now)
    db.session.rollback()
    run_until_idle(app, now + timedelta(days=40))
    assert db.session.scalars(select(AccessLink)).all() == []
