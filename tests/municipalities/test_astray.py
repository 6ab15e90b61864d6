"""Mail of the house itself that did not arrive: the programme's owner looks."""

import pytest
from sqlalchemy import select

from dialogue.access import actions as access
from dialogue.access import letters
from dialogue.access.permissions import Role
from dialogue.foundation.database import db
from dialogue.foundation.post import Message, PostState
from tests.conftest import commit
from tests.makers.post import make_message

LIST = "/programme/mail/astray"


@pytest.fixture
def stuck(client, cast, sign_in, now):
    """An owner was invited and Joost asked for a password; neither mail arrived."""
    access.invite(
        "nieuw@landelijk.example", Role.OWNER, municipality_id=None,
        place="Dialogue", language="nl", now=now,
    )  # fmt: skip
    letters.post_reset(cast.joost, "some-link", "secret-of-joost", now)
    found = db.session.scalars(select(Message).order_by(Message.id)).all()
    for each in found:
        each.state, each.tries, each.settled_at = PostState.FAILED, 8, now
    ids = [each.id for each in found]
    commit()
    sign_in(client, cast.owner)
    return ids


def states():
    commit()
    return list(db.session.scalars(select(Message.state).order_by(Message.id)))


def test_the_owner_reads_on_the_programme_that_mail_did_not_arrive(client, stuck):
    page = client.get("/programme?lang=en").text
    assert "2 mails did not arrive" in page
    assert f'href="{LIST}"' in page


def test_it_shows_to_whom_and_about_what_but_not_what_it_says(client, cast, stuck):
    page = client.get(f"{LIST}?lang=en").text
    assert "nieuw@landelijk.example" in page
    assert "An invitation to own the programme" in page
    assert cast.joost.email in page
    assert "its link works for an hour" in page
    assert "secret-of-joost" not in page


def test_mail_of_a_municipality_is_not_the_owners(client, cast, stuck, now):
    other = make_message(now=now, municipality_id=cast.wilgendam.id)
    other.state = PostState.FAILED
    number = other.id
    commit()
    assert "buur@dialogue.example" not in client.get(LIST).text
    assert client.post(f"{LIST}/{number}/again").status_code == 404
    assert client.post(f"{LIST}/{number}/drop").status_code == 404


def test_the_owner_sends_one_again_and_drops_the_other(client, stuck):
    invitation, reset = stuck
    assert client.post(f"{LIST}/{invitation}/again").location == LIST
    assert client.post(f"{LIST}/{reset}/drop").location == LIST
    assert states() == [PostState.WAITING, PostState.DROPPED]
    assert "aangekomen" in client.get(LIST).text  # says what comes here


def test_a_coordinator_has_no_mail_of_the_house(client, cast, sign_in, stuck):
    sign_in(client, cast.samira)
    assert client.get(LIST).status_code in {403, 404}
