"""An invitation: by mail, until it is accepted, for one role in one place."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from dialogue.access import actions, second_factor
from dialogue.access.models import Account, Purpose
from dialogue.access.permissions import Role
from dialogue.foundation import clock, post
from dialogue.foundation.database import db
from dialogue.foundation.post import Message
from dialogue.municipalities import queries as towns
from tests.access.signing import PASSWORD, SECRET, commit, enrol

PATHS = {
    Purpose.INVITATION: "/invitation/{}",
    Purpose.RESET: "/reset/{}",
    Purpose.SECOND_FACTOR: "/second-factor/{}",
}


def last_letter():
    return post.read(
        db.session.scalars(select(Message).order_by(Message.id.desc())).first()
    )


def invited(cast, now, email="nieuw@dialogue.example", role=Role.FACILITATOR):
    actions.invite(
        email,
        role,
        municipality_id=cast.wilgendam.id,
        place="Wilgendam",
        language="en",
        now=now,
    )
    token = re.search(r"/invitation/([\w-]+)", last_letter().text).group(1)
    commit()
    return token


def opened(client, token):
    assert client.post(f"/invitation/{token}").location == "/invitation"
    page = client.get("/invitation?lang=en").text
    return page.split('<code class="code">')[1].split("<")[0].replace(" ", "")


def fill_in(client, secret, now, **more):
    form = {
        "name": "Nieuw Gezicht",
        "password": PASSWORD,
        "code": second_factor.code_at(secret, now),
    }
    return client.post("/invitation?lang=en", data=form | more)


def test_newcomer_makes_an_account_and_is_in(app, client, cast, now):
    secret = opened(client, invited(cast, now))
    page = fill_in(client, secret, now)
    assert page.status_code == 200
    assert page.text.count('<code class="code">') == 10
    assert "Nieuw Gezicht" in client.get("/account").text
    newcomer = db.session.scalars(
        select(Account).where(Account.name == "Nieuw Gezicht")
    ).one()
    assert towns.roles_of(newcomer.id, {"slug": "wilgendam"}) == {Role.FACILITATOR}
    assert towns.roles_of(newcomer.id, {"slug": "oosterbrug"}) == set()
    assert newcomer.language == "en"


def test_a_scanner_of_mail_or_a_second_press_spends_nothing(app, client, cast, now):
    token = invited(cast, now)
    opened(app.test_client(), token)  # a scanner that presses buttons
    opened(client, token)
    secret = opened(client, token)  # pressed again: the app that was set up stays
    assert fill_in(client, secret, now).text.count('<code class="code">') == 10


def test_accepted_once_it_is_over_for_every_browser_that_opened_it(
    app, client, cast, now
):
    token = invited(cast, now)
    other = app.test_client()
    theirs = opened(other, token)
    fill_in(client, opened(client, token), now)
    assert app.test_client().post(f"/invitation/{token}").status_code == 410
    late = fill_in(other, theirs, now, name="Iemand Anders")
    assert late.status_code == 410
    assert other.get("/account").status_code == 302
    made = select(Account.name).where(Account.email == "nieuw@dialogue.example")
    assert db.session.scalars(made).all() == ["Nieuw Gezicht"]


def test_looking_at_the_link_uses_nothing_up(client, cast, now):
    token = invited(cast, now)
    assert (
        client.get(f"/invitation/{token}").text == client.get("/invitation/wrong").text
    )
    opened(client, token)


def test_link_is_over_after_seven_days(client, cast, now, monkeypatch):
    token = invited(cast, now)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=7, seconds=1))
    assert client.post(f"/invitation/{token}").status_code == 410


def test_second_invitation_replaces_the_first(client, cast, now):
    first, second = invited(cast, now), invited(cast, now)
    assert client.post(f"/invitation/{first}").status_code == 410
    opened(client, second)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "000000"),
        ("password", "kort"),
        ("name", ""),
        ("password", "nieuw nieuw nieuw"),
    ],
)
def test_mistake_keeps_what_was_typed_and_the_same_app(client, cast, now, field, value):
    secret = opened(client, invited(cast, now))
    page = fill_in(client, secret, now, **{field: value})
    assert page.status_code == 422
    assert field == "name" or "Nieuw Gezicht" in page.text
    assert PASSWORD not in page.text
    assert fill_in(client, secret, now).status_code == 200


def test_who_has_an_account_signs_in_and_says_yes(app, client, cast, now):
    enrol(cast.fatma, now)
    token = invited(cast, now, email=cast.fatma.email, role=Role.CLERK)
    assert client.post(f"/invitation/{token}").location == "/invitation"
    assert client.get("/invitation").location == "/invitation/join"
    assert client.get("/invitation/join").location == "/sign-in?next=/invitation/join"
    client.post("/sign-in", data={"email": cast.fatma.email, "password": PASSWORD})
    step = "/sign-in/second-step?next=/invitation/join"
    assert (
        client.post(step, data={"code": second_factor.code_at(SECRET, now)}).location
        == "/invitation/join"
    )
    assert "Wilgendam" in client.get("/invitation/join").text
    assert client.post("/invitation/join").location == "/desk"
    assert towns.roles_of(cast.fatma.id, {"slug": "wilgendam"}) == {Role.CLERK}
    assert towns.roles_of(cast.fatma.id, {"slug": "oosterbrug"}) == {Role.COORDINATOR}


def test_invitation_of_another_is_not_ours_to_accept(client, cast, now, sign_in):
    token = invited(cast, now, email=cast.fatma.email)
    client.post(f"/invitation/{token}")
    with client.session_transaction() as kept:
        link = kept["link invitation"]
    sign_in(client, cast.joost)
    with client.session_transaction() as kept:
        kept["link invitation"] = link
    assert client.post("/invitation/join").status_code == 422
    assert towns.roles_of(cast.joost.id, {"slug": "wilgendam"}) == {Role.FACILITATOR}


def test_no_link_serves_another_purpose(app, cast, now):
    """Every kind of link at every door: only its own opens."""
    enrol(cast.joost, now)
    tokens = {Purpose.INVITATION: invited(cast, now)}
    actions.reset_second_factor(
        cast.joost.id, now=now, municipality_id=cast.wilgendam.id
    )
    tokens[Purpose.SECOND_FACTOR] = re.search(
        r"/second-factor/([\w-]+)", last_letter().text
    ).group(1)
    actions.ask_reset(cast.joost.email, "en", now)
    from dialogue.access.models import AccessLink

    asked = db.session.scalars(
        select(AccessLink).where(AccessLink.purpose == Purpose.RESET_ASKED)
    ).one()
    actions.post_reset(asked.id, now)
    tokens[Purpose.RESET] = re.search(r"/reset/([\w-]+)", last_letter().text).group(1)
    commit()
    for door, path in PATHS.items():
        for purpose, token in tokens.items():
            if door is not purpose:
                assert app.test_client().post(path.format(token)).status_code == 410, (
                    door,
                    purpose,
                )
    for purpose, token in tokens.items():
        assert (
            app.test_client().post(PATHS[purpose].format(token)).status_code == 302
        ), purpose


def test_lost_telephone_takes_the_mailbox_and_the_password(
    app, client, cast, now, sign_in
):
    enrol(cast.joost, now)
    sign_in(client, cast.joost)
    actions.reset_second_factor(
        cast.joost.id, now=now, municipality_id=cast.wilgendam.id
    )
    token = re.search(r"/second-factor/([\w-]+)", last_letter().text).group(1)
    commit()
    assert client.get("/account").status_code == 302
    form = {"email": cast.joost.email, "password": PASSWORD}
    thief = app.test_client()  # knows the password only
    thief.post("/sign-in", data=form)
    assert "We sent you a mail" in thief.get("/sign-in/second-step?lang=en").text
    assert thief.get("/sign-in/new-second-factor").location == "/sign-in"
    for _ in range(2):  # pressed twice: nothing is spent before the app is there
        assert client.post(f"/second-factor/{token}").location == "/sign-in"
    client.post("/sign-in", data=form)
    assert client.get("/sign-in/second-step").location == "/sign-in/new-second-factor"
    page = client.get("/sign-in/new-second-factor").text
    secret = page.split('<code class="code">')[1].split("<")[0].replace(" ", "")
    done = client.post(
        "/sign-in/new-second-factor", data={"code": second_factor.code_at(secret, now)}
    )
    assert done.text.count('<code class="code">') == 10
    assert client.get("/account").status_code == 200


def test_owner_is_invited_for_the_programme_only(app, cast, now):
    from dialogue.foundation.errors import RuleBroken

    with pytest.raises(RuleBroken):
        actions.invite(
            "a@b.nl",
            Role.OWNER,
            municipality_id=cast.wilgendam.id,
            place="x",
            language="nl",
            now=now,
        )
    with pytest.raises(RuleBroken):
        actions.invite(
            "a@b.nl",
            Role.ANYONE,
            municipality_id=cast.wilgendam.id,
            place="x",
            language="nl",
            now=now,
        )
