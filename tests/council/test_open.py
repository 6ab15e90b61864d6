"""The personal link: neutral to look at, bound to its purpose and its town."""

from datetime import timedelta

import pytest

from dialogue.council import queries
from dialogue.foundation import links
from dialogue.registrations import sealed
from dialogue.registrations.queries import people_of
from tests.conftest import commit
from tests.makers.council import make_delivery, make_issued_report
from tests.makers.sessions import make_dialogue_session


def test_looking_at_the_link_changes_nothing_and_opens_nothing(town):
    page = town.get(town.link)
    assert page.status_code == 200
    assert "Maak een klein potje" not in page.text
    assert town.delivery.opened_at is None
    assert town.get("/wilgendam/clerk/report").status_code == 410


def test_the_button_opens_the_requests_with_a_clean_address(town, now):
    answer = town.post(town.link)
    assert answer.location == "/wilgendam/clerk/report"
    assert town.delivery.opened_at == now
    assert "Maak een klein potje voor straten." in town.get(answer.location).text


def test_the_link_opens_nothing_in_another_town(town):
    assert town.post(town.link.replace("wilgendam", "oosterbrug")).status_code == 410
    town.open()
    assert town.get("/oosterbrug/clerk/report").status_code == 410
    assert (
        town.client.post("/oosterbrug/clerk/report/requests/1", data={}).status_code
        == 410
    )


def test_no_token_of_one_kind_opens_another(town):
    """Every kind of token at every door for tokens (trust.md T6)."""
    clerk = town.link.rsplit("/", 1)[1]
    person = people_of(town.session)[0]
    key = sealed.key_of(town.session)
    tokens = {
        "clerk": clerk,
        "mine": sealed.link_token(person, key),
        "table": links.new_link("table")[0],
    }
    doors = {"clerk": "/wilgendam/clerk/{}", "mine": "/wilgendam/mine/{}"}
    for kind, token in tokens.items():
        for purpose, door in doors.items():
            answer = town.post(door.format(token))
            assert (answer.status_code == 303) == (kind == purpose), (kind, purpose)


def test_the_stored_hash_is_no_link(town):
    assert town.post(f"/wilgendam/clerk/{town.delivery.link_hash}").status_code == 410
    assert town.post("/wilgendam/clerk/nothing").status_code == 410


def test_a_token_has_256_bits_and_is_not_stored(town):
    found = town.delivery
    token = queries.link_token(found.key, found.link_number)
    assert len(bytes.fromhex(token)) == 32
    assert found.link_hash != token


def test_an_old_link_says_what_to_do(town, later):
    later(401)
    answer = town.post(town.link + "?lang=en")
    assert answer.status_code == 410
    assert "too old" in answer.text and "14 0199" in answer.text


def test_the_page_closes_by_itself_and_says_so(town, later):
    town.open()
    later(1)
    page = town.get("/wilgendam/clerk/report?lang=en")
    assert page.status_code == 410
    assert "Open the link in your mail again" in page.text


def test_leaving_closes_the_page(town):
    town.open()
    town.post("/wilgendam/clerk/leave")
    assert town.get("/wilgendam/clerk/report").status_code == 410


def test_a_clerk_who_signs_in_sees_what_waits_here_only(town, sign_in, cast, now):
    theirs = make_dialogue_session(
        cast.oosterbrug, title="Over de brug", starts_at=now + timedelta(days=2)
    )
    make_delivery(make_issued_report(theirs))
    commit()
    sign_in(town.client, cast.marloes)
    page = town.get("/wilgendam/desk/council?lang=en").text
    assert "Lief en leed in de Kanaalbuurt" in page and "Over de brug" not in page
    assert "2 of 2 requests" in page
    assert (
        town.post(f"/wilgendam/desk/council/{town.delivery.id}").location
        == "/wilgendam/clerk/report"
    )
    assert "Maak een klein potje" in town.get("/wilgendam/clerk/report").text


def test_a_clerk_who_signs_in_cannot_open_another_towns_delivery(
    town, sign_in, cast, now
):
    theirs = make_dialogue_session(cast.oosterbrug, starts_at=now + timedelta(days=2))
    other = make_delivery(make_issued_report(theirs))
    commit()
    sign_in(town.client, cast.marloes)
    assert town.post(f"/wilgendam/desk/council/{other.id}").status_code == 404


def test_an_empty_desk_says_what_comes(issued, sign_in, cast):
    sign_in(issued.client, cast.marloes)
    assert "Nothing waits." in issued.get("/wilgendam/desk/council?lang=en").text


@pytest.mark.parametrize("who", ["samira", "joost", "wim"])
def test_the_desk_of_the_clerk_is_for_clerks(town, sign_in, cast, who):
    sign_in(town.client, getattr(cast, who))
    assert town.get("/wilgendam/desk/council").status_code == 403
    assert town.post(f"/wilgendam/desk/council/{town.delivery.id}").status_code == 403
