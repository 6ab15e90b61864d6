"""A resident's own sign-up: by link or code; change, cancel, undo, take an offer."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from dialogue.foundation import clock, links, post
from dialogue.foundation.database import db, everywhere
from dialogue.foundation.post import Message
from dialogue.registrations import actions, guard, queries, sealed
from dialogue.registrations.models import Registration, Standing
from tests.conftest import commit
from tests.inspecting import inspect, words
from tests.makers.registrations import make_registration
from tests.makers.sessions import make_dialogue_session


@pytest.fixture
def gerda(evening):
    made = make_registration(evening, "Gerda", mail="gerda@post.example", people=2)
    commit()
    return made


def token_of(registration):
    return sealed.link_token(registration, sealed.key_of(registration.dialogue_session))


def code_of(registration):
    return sealed.code(registration, sealed.key_of(registration.dialogue_session))


def fresh(registration):
    db.session.rollback()
    return db.session.scalars(
        everywhere(select(Registration).where(Registration.id == registration.id))
    ).one()


def open_mine(client, registration):
    secret = token_of(registration)
    db.session.rollback()
    answer = client.post(f"/wilgendam/mine/{secret}")
    assert answer.status_code == 303
    assert secret not in answer.location
    return client.get(answer.location)


def test_get_is_neutral_and_post_opens_it(client, gerda):
    secret = token_of(gerda)
    page = client.get(f"/wilgendam/mine/{secret}")
    assert page.status_code == 200
    assert "Gerda" not in page.text
    assert client.get(f"/wilgendam/mine/{'x' * 43}").text.replace("x" * 43, "") == (
        page.text.replace(secret, "")
    )
    assert "Gerda" not in client.get("/wilgendam/mine").text
    opened = open_mine(client, gerda)
    assert "Gerda" in words(inspect(opened.text).find(".//h1"))
    assert opened.headers["Cache-Control"] == "no-store"
    assert fresh(gerda).confirmed_at is not None


def test_the_code_on_the_card_opens_it_however_it_is_typed(client, gerda):
    code = code_of(gerda)
    assert len(code) == 12
    typed = f" {code[:4].lower()}-{code[4:8]} {code[8:]} "
    db.session.rollback()
    answer = client.post("/wilgendam/mine", data={"code": typed})
    assert answer.status_code == 303
    assert "Gerda" in client.get("/wilgendam/mine").text
    assert client.post(f"/wilgendam/mine/{code}").status_code == 303


def test_wrong_links_and_codes_are_refused_and_counted(client, gerda):
    assert client.post(f"/wilgendam/mine/{'x' * 43}").status_code == 410
    assert (
        client.post("/wilgendam/mine", data={"code": "7K4M QPX2 TWRE"}).status_code
        == 422
    )
    assert client.post("/wilgendam/mine", data={"code": ""}).status_code == 422
    for _ in range(30):
        last = client.post(f"/wilgendam/mine/{'y' * 43}")
    assert last.status_code == 429
    assert client.post(f"/wilgendam/mine/{token_of(gerda)}").status_code == 429


def test_a_link_opens_nothing_in_another_town_or_for_another_purpose(
    client, gerda, cast
):
    secret = token_of(gerda)
    stored = gerda.link_hash
    assert stored == links.link_hash(secret, "registration", cast.wilgendam.id)
    assert stored != links.link_hash(secret, "registration", cast.oosterbrug.id)
    assert stored != links.link_hash(secret, "clerk", cast.wilgendam.id)
    assert secret not in stored
    db.session.rollback()
    assert client.post(f"/oosterbrug/mine/{secret}").status_code == 410
    open_mine(client, gerda)
    assert "Gerda" not in client.get("/oosterbrug/mine").text


def test_a_grant_ends_and_is_for_one_purpose(client, gerda, app, now, monkeypatch):
    open_mine(client, gerda)
    monkeypatch.setattr(clock, "now", lambda: now + links.LASTS)
    assert "Gerda" not in client.get("/wilgendam/mine").text
    with app.test_request_context():
        links.grant("table", 7, now=now, place=1)
        assert links.granted("table", now=now, place=1) == "7"
        assert links.granted("table", now=now, place=2) is None
        assert links.granted("clerk", now=now, place=1) is None
        links.take_back("table", place=1)
        assert links.granted("table", now=now, place=1) is None


def test_a_new_link_ends_the_old_one(client, gerda, now):
    old, old_code = token_of(gerda), code_of(gerda)
    actions.renew_link(gerda, now=now)
    new = token_of(gerda)
    commit()
    db.session.rollback()
    assert client.post(f"/wilgendam/mine/{old}").status_code == 410
    assert client.post("/wilgendam/mine", data={"code": old_code}).status_code == 422
    assert client.post(f"/wilgendam/mine/{new}").status_code == 303


def test_change_with_a_stale_form_and_too_many_people(client, gerda, evening):
    open_mine(client, gerda)
    page = client.get("/wilgendam/mine/change")
    assert 'value="gerda@post.example"' in page.text
    form = {
        "name": "Gerda V.", "reach": "06 12 34 56 78", "people": "3", "needs": "lift",
        "language": "en", "answer_by": "call", "revision": "1",
    }  # fmt: skip
    wrong = client.post("/wilgendam/mine/change", data=form | {"answer_by": "mail"})
    assert wrong.status_code == 422
    for people in ("0", "10", "x", ""):
        refused = client.post("/wilgendam/mine/change", data=form | {"people": people})
        assert refused.status_code == 422
    assert client.post("/wilgendam/mine/change", data=form).status_code == 303
    changed = fresh(gerda)
    assert (changed.people, changed.language) == (3, "en")
    assert queries.count_of(changed.dialogue_session).taken == 3
    stale = client.post("/wilgendam/mine/change", data=form)
    assert stale.status_code == 422
    assert 'value="Gerda V."' in stale.text


def test_cancelling_asks_once_and_can_be_undone(client, gerda):
    page = open_mine(client, gerda)
    assert "<details" in page.text
    assert client.post("/wilgendam/mine/cancel").status_code == 303
    assert fresh(gerda).standing is Standing.CANCELLED
    assert client.post("/wilgendam/mine/cancel").status_code == 422
    assert "/mine/undo" in client.get("/wilgendam/mine").text
    assert client.post("/wilgendam/mine/undo").status_code == 303
    assert fresh(gerda).standing is Standing.SEATED


def test_undo_is_refused_once_the_chair_went_to_somebody_else(client, cast, now):
    small = make_dialogue_session(cast.wilgendam, seats=2, tables=1)
    gerda = make_registration(small, "Gerda", people=2)
    make_registration(small, "Piet", phone="06 12 34 56 78")
    commit()
    open_mine(client, gerda)
    client.post("/wilgendam/mine/cancel")
    assert client.post("/wilgendam/mine/undo").status_code == 422
    assert fresh(gerda).standing is Standing.CANCELLED


@pytest.fixture
def piet(cast, now):
    """Piet, who is offered a chair that came free."""
    small = make_dialogue_session(cast.wilgendam, seats=1, tables=1)
    first = make_registration(small, "Gerda")
    piet = make_registration(small, "Piet", mail="piet@post.example")
    make_registration(small, "Els", mail="els@post.example")
    actions.cancel(first, now=now)
    commit()
    return piet


def letters(kind):
    db.session.rollback()
    found = db.session.scalars(select(Message).where(Message.kind == kind)).all()
    return [post.read(each) for each in found if each.content]


def test_an_offer_is_mailed_with_its_deadline_and_taken_once(client, piet):
    [letter] = letters("offer")
    assert letter.to == "piet@post.example"
    secret = re.search(r"/wilgendam/mine/(\S+)", letter.text)[1]
    page = client.get(client.post(f"/wilgendam/mine/{secret}").location)
    assert "/mine/take" in page.text
    assert client.post("/wilgendam/mine/take").status_code == 303
    assert fresh(piet).standing is Standing.SEATED
    assert client.post("/wilgendam/mine/take").status_code == 422
    assert client.post("/wilgendam/mine/decline").status_code == 422
    assert fresh(piet).standing is Standing.SEATED


def test_a_declined_offer_passes_on_at_once(client, piet):
    open_mine(client, piet)
    assert client.post("/wilgendam/mine/decline").status_code == 303
    assert fresh(piet).standing is Standing.CANCELLED
    assert [letter.to for letter in letters("offer")] == ["els@post.example"]


def test_a_lapsed_offer_is_dead_and_passes_on(client, piet, now, monkeypatch):
    late = fresh(piet).offer_until + timedelta(minutes=1)
    commit()
    actions.lapse_offers(late)
    commit()
    assert fresh(piet).standing is Standing.LAPSED
    [letter] = letters("lapsed")
    assert letter.to == "piet@post.example"
    assert "/wilgendam/mine/" in letter.text, "the way back"
    assert [letter.to for letter in letters("offer")] == ["els@post.example"]
    open_mine(client, piet)
    assert client.post("/wilgendam/mine/take").status_code == 422


def test_the_calendar_entry_and_leaving_a_shared_phone(client, gerda):
    open_mine(client, gerda)
    entry = client.get("/wilgendam/mine/calendar.ics")
    assert entry.text.startswith("BEGIN:VCALENDAR")
    left = client.post("/wilgendam/mine/leave")
    assert "storage" in left.headers["Clear-Site-Data"]
    assert client.get("/wilgendam/mine/calendar.ics").status_code == 404
    assert client.post("/wilgendam/mine/cancel").status_code == 404


def test_without_a_link_nothing_of_mine_opens(client, gerda):
    for page in ("change", "calendar.ics"):
        assert client.get(f"/wilgendam/mine/{page}").status_code == 404
    for act in ("cancel", "undo", "take", "decline"):
        assert client.post(f"/wilgendam/mine/{act}").status_code == 404
    assert fresh(gerda).standing is Standing.SEATED


def test_ten_thousand_networks_that_guess_for_a_year_open_nothing():
    """A code is right for one town; two hundred of a town's are in play at a time."""
    an_hour, _, period = guard.LINKS.allowed.partition("/")
    assert period == "hour"
    tries = int(an_hour) * 24 * 365 * 10_000
    codes = len(links.CODE_ALPHABET) ** links.CODE_LENGTH
    assert tries * 200 / codes < 1e-6
