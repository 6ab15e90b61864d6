"""The team page: who works here, and who may come."""

import pytest
from sqlalchemy import select

from dialogue.access import queries as accounts
from dialogue.access.permissions import Role
from dialogue.foundation import post, throttle
from dialogue.foundation.database import db
from dialogue.foundation.post import Message
from dialogue.municipalities import queries
from dialogue.municipalities.models import Membership

TEAM = "/wilgendam/desk/team"


@pytest.fixture
def samira(app, client, cast, sign_in):
    throttle.forget_all(app)
    return sign_in(client, cast.samira)


def held_by(account):
    return db.session.scalars(
        select(Membership).where(Membership.account_id == account.id)
    ).one()


def test_coordinator_sees_who_works_here(samira):
    page = samira.get(f"{TEAM}?lang=en").text
    assert "Joost Vermeer" in page
    assert "Fatma" not in page


def test_coordinator_invites_somebody(samira, cast, now):
    form = {"email": "Nieuw@Dialogue.example", "role": "clerk", "language": "nl"}
    assert samira.post(TEAM, data=form).location == TEAM
    (invitation,) = accounts.open_invitations(cast.wilgendam.id, now)
    assert (invitation.email, invitation.role) == ("nieuw@dialogue.example", Role.CLERK)
    letter = post.read(db.session.scalars(select(Message)).one())
    assert letter.to == "nieuw@dialogue.example"
    assert "nieuw@dialogue.example" in samira.get(TEAM).text


@pytest.mark.parametrize(
    "form",
    [
        {"email": "", "role": "clerk"},
        {"email": "not an address", "role": "clerk"},
        {"email": "a@b.nl\r\nBcc: c@d.nl", "role": "clerk"},
        {"email": "nieuw@dialogue.example", "role": "owner"},
        {"email": "nieuw@dialogue.example", "role": "signed in"},
        {"email": "nieuw@dialogue.example"},
    ],
)
def test_invitation_with_a_mistake_says_so_and_posts_nothing(samira, form):
    answer = samira.post(TEAM, data={"language": "nl", "role": ""} | form)
    assert answer.status_code == 422
    assert db.session.scalars(select(Message)).all() == []


def test_coordinator_sends_an_invitation_again_and_withdraws_it(samira, cast, now):
    samira.post(
        TEAM,
        data={"email": "nieuw@dialogue.example", "role": "clerk", "language": "nl"},
    )
    (first,) = accounts.open_invitations(cast.wilgendam.id, now)
    samira.post(f"{TEAM}/invitations/{first.id}/again")
    (second,) = accounts.open_invitations(cast.wilgendam.id, now)
    assert second.id != first.id
    assert samira.post(f"{TEAM}/invitations/{second.id}/withdraw").location == TEAM
    assert accounts.open_invitations(cast.wilgendam.id, now) == []


def test_coordinator_changes_a_role(samira, cast):
    held = held_by(cast.joost)
    form = {f"member-{held.id}-role": "clerk"}
    assert samira.post(f"{TEAM}/{held.id}/role", data=form).location == TEAM
    assert queries.roles_of(cast.joost.id, {"slug": "wilgendam"}) == {Role.CLERK}


def test_nobody_becomes_owner_here(samira, cast):
    held = held_by(cast.joost)
    form = {f"member-{held.id}-role": "owner"}
    assert samira.post(f"{TEAM}/{held.id}/role", data=form).status_code == 404
    assert queries.roles_of(cast.joost.id, {"slug": "wilgendam"}) == {Role.FACILITATOR}


def test_removed_colleague_opens_nothing_any_more(app, samira, cast, sign_in):
    joost = sign_in(app.test_client(), cast.joost)
    assert samira.post(f"{TEAM}/{held_by(cast.joost).id}/remove").location == TEAM
    assert queries.roles_of(cast.joost.id, {"slug": "wilgendam"}) == set()
    assert joost.get(TEAM).status_code == 404


def test_last_coordinator_stays(samira, cast):
    held = held_by(cast.samira)
    answer = samira.post(f"{TEAM}/{held.id}/remove")
    assert answer.status_code == 422
    assert "only coordinator" in answer.text or "enige coördinator" in answer.text
    answer = samira.post(
        f"{TEAM}/{held.id}/role", data={f"member-{held.id}-role": "clerk"}
    )
    assert answer.status_code == 422
    assert queries.roles_of(cast.samira.id, {"slug": "wilgendam"}) == {Role.COORDINATOR}


def test_colleague_of_another_town_is_not_here(samira, cast):
    held = held_by(cast.fatma)
    for act in ("role", "remove", "second-factor"):
        assert samira.post(f"{TEAM}/{held.id}/{act}").status_code == 404
    assert queries.roles_of(cast.fatma.id, {"slug": "oosterbrug"}) == {Role.COORDINATOR}


def test_invitation_of_another_town_is_not_here(app, samira, cast, now, sign_in):
    fatma = sign_in(app.test_client(), cast.fatma)
    form = {"email": "nieuw@dialogue.example", "role": "clerk", "language": "nl"}
    fatma.post("/oosterbrug/desk/team", data=form)
    (theirs,) = accounts.open_invitations(cast.oosterbrug.id, now)
    for act in ("again", "withdraw"):
        assert samira.post(f"{TEAM}/invitations/{theirs.id}/{act}").status_code == 404


def test_lost_telephone_is_reset_by_mail(samira, cast):
    samira.post(f"{TEAM}/{held_by(cast.joost).id}/second-factor")
    assert db.session.scalars(select(Message.kind)).all() == ["second factor"]


def test_facilitator_does_not_decide_who_works_here(app, client, cast, sign_in):
    assert sign_in(client, cast.joost).get(TEAM).status_code == 403


def test_first_page_after_signing_in_is_the_desk(app, client, cast, sign_in):
    assert sign_in(client, cast.samira).get("/desk").location == "/wilgendam/desk"
    owner = sign_in(app.test_client(), cast.owner)
    assert owner.get("/desk").location == "/programme"
