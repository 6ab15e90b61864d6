"""Wiped at their own wish: the seat goes on, the words go, the number stays."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dialogue.foundation import clock, post
from dialogue.foundation.database import db, everywhere, writing
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.post import Message
from dialogue.registrations import actions, queries, sealed
from dialogue.registrations.actions import telling
from dialogue.registrations.models import AnswerBy, Registration, Standing
from tests.conftest import commit
from tests.makers.registrations import make_registration
from tests.makers.sessions import make_dialogue_session


@pytest.fixture
def gerda(cast, now):
    """Gerda has the one seat, Els waits; both heard it by mail."""
    small = make_dialogue_session(cast.wilgendam, seats=1, tables=1)
    gerda = make_registration(
        small, "Gerda", mail="gerda@post.example", needs="traplift",
        wish={"answer_by": AnswerBy.MAIL},
    )  # fmt: skip
    make_registration(small, "Els", mail="els@post.example")
    telling.tell_signed_up(gerda, now)
    commit()
    return gerda


def fresh(registration):
    commit()
    return db.session.scalars(
        everywhere(select(Registration).where(Registration.id == registration.id))
    ).one()


def is_wiped(registration):
    found = fresh(registration)
    names = (*sealed.NAMES, "link_hash", "code_hash", "contact_index", "left_from")
    return all(getattr(found, name) is None for name in names)


def test_a_resident_is_wiped_by_their_own_link(client, gerda):
    secret = sealed.link_token(gerda, sealed.key_of(gerda.dialogue_session))
    db.session.rollback()
    client.post(f"/wilgendam/mine/{secret}")
    assert "Wis wat jullie van mij bewaren" in client.get("/wilgendam/mine").text
    answer = client.post("/wilgendam/mine/erase")
    assert answer.location == "/wilgendam/mine/erased"
    assert "storage" in answer.headers["Clear-Site-Data"]
    assert "Je bent gewist" in client.get(answer.location).text
    assert is_wiped(gerda)
    assert fresh(gerda).standing is Standing.CANCELLED
    assert client.post(f"/wilgendam/mine/{secret}").status_code == 410
    assert client.post("/wilgendam/mine/erase").status_code == 404


def test_the_seat_goes_to_the_next_in_line(gerda, now):
    actions.erase_person(gerda, now)
    [els] = queries.in_play(gerda.dialogue_session)
    assert els.standing is Standing.OFFERED


def test_what_waited_for_them_in_the_post_is_wiped(gerda, now):
    actions.erase_person(gerda, now)
    about = f"registration:{gerda.id}"
    [mail] = db.session.scalars(select(Message).where(Message.subject_ref == about))
    assert (mail.state, mail.content) == (post.PostState.DROPPED, None)


def test_after_the_evening_who_came_stays_a_number(gerda, now):
    after = gerda.dialogue_session.ends_at + timedelta(days=1)
    actions.tick(gerda, 1, now=after)
    before = queries.head_count(gerda.dialogue_session)
    actions.erase_person(gerda, after)
    assert is_wiped(gerda)
    assert queries.head_count(gerda.dialogue_session) == before
    assert fresh(gerda).answer_by is AnswerBy.NONE


def test_it_cannot_be_undone_and_twice_changes_nothing(gerda, now):
    actions.erase_person(gerda, now)
    revision = gerda.revision
    actions.erase_person(gerda, now)
    assert fresh(gerda).revision == revision


def test_the_desk_wipes_somebody_who_phoned(client, cast, sign_in, gerda):
    sign_in(client, cast.samira)
    seats = f"/wilgendam/desk/talks/{gerda.dialogue_session_id}/seats"
    page = f"{seats}/{gerda.id}"
    assert "Wis wat we van deze persoon bewaren" in client.get(page).text
    assert client.post(f"{page}/erase").status_code == 303
    assert is_wiped(gerda)
    page = client.get(page)
    assert page.status_code == 200
    assert "Alleen het aantal blijft" in page.text
    assert "(geen naam)" in client.get(seats).text
    for other in ("attendance", "tables", "people.csv"):
        there = f"/wilgendam/desk/talks/{gerda.dialogue_session_id}/{other}"
        assert client.get(there).status_code == 200


def test_the_tables_forget_them_too(gerda, now):
    from dialogue.seating.models import Chair
    from tests.makers.seating import make_chair

    make_chair(gerda)
    commit()
    with writing():
        found = db.session.scalars(
            everywhere(select(Registration).where(Registration.id == gerda.id))
        ).one()
        actions.erase_person(found, clock.now())
    assert db.session.scalars(everywhere(select(Chair))).all() == []


def test_who_is_wiped_gets_no_new_link(gerda, now):
    with writing():
        found = fresh(gerda)
        actions.erase_person(found, now)
        with pytest.raises(RuleBroken):
            actions.renew_link(found, now=now)
    assert is_wiped(gerda)


def test_who_is_wiped_gets_no_new_name(gerda):
    evening = fresh(gerda).dialogue_session
    begun = evening.starts_at  # a seat stays a seat, so only the wiping is in the way
    with writing():
        found = fresh(gerda)
        actions.erase_person(found, begun)
        assert found.standing is Standing.SEATED
        with pytest.raises(RuleBroken):
            actions.change(
                found, sealed.Person(name="Gerda"), actions.Wish(),
                seen=str(found.revision), now=begun,
            )  # fmt: skip
    assert is_wiped(gerda)
