"""Mail that did not arrive: seen by the desk, sent again, told otherwise, dropped."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dialogue.foundation import clock, post
from dialogue.foundation.database import db, everywhere, writing
from dialogue.foundation.errors import NotHere
from dialogue.foundation.post import Channel, Message, PostState
from dialogue.registrations import actions
from dialogue.registrations.actions import telling
from dialogue.registrations.actions.calls import drop_outdated
from dialogue.registrations.models import AnswerBy, Registration, Standing
from dialogue.registrations.reach import Reach
from dialogue.registrations.sealed import key_of, reveal
from tests.conftest import commit
from tests.makers.post import make_letter, make_message
from tests.makers.registrations import make_registration
from tests.makers.sessions import make_dialogue_session

POST = "/wilgendam/desk/post"


def stick(message, state=PostState.FAILED, tries=8):
    message.state, message.tries, message.settled_at = state, tries, clock.now()
    commit()
    return message.id


@pytest.fixture
def gerda(client, cast, sign_in, now):
    """Gerda mistyped her mail address: the confirmation did not arrive."""
    evening = make_dialogue_session(cast.wilgendam)
    gerda = make_registration(evening, "Gerda", mail="gerda@exmaple.nl")
    gerda.answer_by = AnswerBy.MAIL
    telling.tell_signed_up(gerda, now)
    stick(db.session.scalars(select(Message)).one())
    sign_in(client, cast.samira)
    return gerda


def messages(**wanted):
    commit()
    found = db.session.scalars(select(Message).order_by(Message.id)).all()
    return [
        each
        for each in found
        if all(getattr(each, name) == value for name, value in wanted.items())
    ]


def fresh(registration):
    return db.session.scalars(
        everywhere(select(Registration).where(Registration.id == registration.id))
    ).one()


def again(registration):
    commit()
    return fresh(registration)


def put_right(client, reach):
    [mail] = messages(state=PostState.FAILED)
    return client.post(f"{POST}/{mail.id}", data={"reach": reach})


def test_an_empty_page_says_what_comes_here(client, cast, sign_in):
    commit()
    sign_in(client, cast.samira)
    page = client.get(POST)
    assert page.status_code == 200
    assert "aangekomen" in page.text


def test_it_shows_to_whom_and_about_what_but_not_what_it_says(client, gerda):
    page = client.get(POST)
    assert "Gerda" in page.text
    assert "gerda@exmaple.nl" in page.text
    assert gerda.dialogue_session.title in page.text
    assert "/mine/" not in page.text
    assert "Kanaalstraat" not in page.text


def test_what_keeps_failing_is_shown_from_the_third_try(client, gerda):
    [mail] = messages()
    mail.state, mail.tries = PostState.WAITING, 2
    commit()
    assert "Gerda" not in client.get(POST).text
    [mail] = messages()
    mail.tries = 3
    commit()
    assert "Gerda" in client.get(POST).text


def test_mail_of_another_town_is_not_here(client, gerda, cast, now):
    other = make_message(now=now, municipality_id=cast.oosterbrug.id)
    number = stick(other)
    assert "buur@dialogue.example" not in client.get(POST).text
    assert client.post(f"{POST}/{number}/again").status_code == 404
    assert client.post(f"{POST}/{number}/drop").status_code == 404
    assert client.get(f"{POST}/{number}").status_code == 404


def test_send_again_starts_from_the_first_try(client, gerda):
    [mail] = messages()
    assert client.post(f"{POST}/{mail.id}/again").status_code == 303
    [mail] = messages()
    assert (mail.state, mail.tries) == (PostState.WAITING, 0)
    assert client.post(f"{POST}/{mail.id}/again").status_code == 404


def test_parked_mail_asks_before_it_may_come_twice(client, gerda):
    [mail] = messages()
    stick(mail, PostState.PARKED, tries=1)
    assert "Misschien wel aangekomen" in client.get(POST).text


def test_dropping_wipes_what_it_says(client, gerda):
    [mail] = messages()
    assert client.post(f"{POST}/{mail.id}/drop").status_code == 303
    [mail] = messages()
    assert (mail.state, mail.content) == (PostState.DROPPED, None)


def test_a_right_address_gets_the_same_news(client, gerda):
    assert put_right(client, "gerda@example.nl").status_code == 303
    [old, new] = messages()
    assert (old.state, old.content) == (PostState.DROPPED, None)
    assert (new.channel, new.kind) == (Channel.MAIL, "confirmation")
    assert post.read(new).to == "gerda@example.nl"
    person = reveal(again(gerda), key_of(again(gerda).dialogue_session))
    assert person.mail == "gerda@example.nl"


def test_a_telephone_makes_it_a_call_with_words_for_a_call(client, gerda):
    assert put_right(client, "06 12 34 56 78").status_code == 303
    [call] = messages(state=PostState.WAITING)
    assert call.channel is Channel.CALL
    assert "niet aangekomen" in post.read(call).text
    assert again(gerda).answer_by is AnswerBy.CALL
    page = client.get("/wilgendam/desk/calls")
    assert "niet aangekomen" in page.text


def test_a_street_makes_it_a_letter(client, gerda):
    put_right(client, "Kanaalstraat 8, 1234 AB Wilgendam")
    [letter] = messages(state=PostState.WAITING)
    assert letter.channel is Channel.LETTER
    assert again(gerda).answer_by is AnswerBy.LETTER


def test_a_mistake_keeps_what_was_typed(client, gerda):
    answer = put_right(client, "gerda@")
    assert answer.status_code == 422
    assert "gerda@" in answer.text
    assert put_right(client, "").status_code == 422


def test_an_offer_that_passed_on_is_told_as_it_is_now(client, gerda, now):
    [mail] = messages()
    mail.kind = "offer"
    fresh(gerda).standing = Standing.LAPSED
    commit()
    put_right(client, "06 12 34 56 78")
    [call] = messages(state=PostState.WAITING)
    assert call.kind == "lapsed"
    assert "opgeschoven" in post.read(call).text or "volgende" in post.read(call).text


def test_the_answer_of_the_council_goes_along_as_it_was(client, gerda, now):
    [mail] = messages()
    post.settle(mail, PostState.DROPPED, now)
    answer = make_message(
        make_letter("gerda@exmaple.nl", text="Het antwoord is ja."), now=now,
        kind="answer", subject_ref=f"registration:{gerda.id}",
        municipality_id=gerda.municipality_id,
    )  # fmt: skip
    stick(answer)
    put_right(client, "Kanaalstraat 8, 1234 AB Wilgendam")
    [letter] = messages(state=PostState.WAITING)
    assert (letter.channel, letter.kind) == (Channel.LETTER, "answer")
    assert post.read(letter).text == "Het antwoord is ja."


def test_who_cancels_meanwhile_is_not_mailed_again(client, gerda, now):
    with writing():
        telling.tell_goodbye(fresh(gerda), clock.now())
    assert messages(state=PostState.FAILED) == []


def test_once_the_evening_begins_nobody_is_mailed_about_coming(client, gerda):
    starts = gerda.dialogue_session.starts_at
    with writing():
        assert drop_outdated(starts) == 1
    assert messages(state=PostState.FAILED) == []


def test_the_desk_and_the_story_say_that_mail_did_not_arrive(client, gerda, cast):
    desk = client.get("/wilgendam/desk").text
    assert POST in desk
    stop = client.get(f"/wilgendam/desk/talks/{gerda.dialogue_session_id}/seats").text
    assert POST in stop
    assert "niet aangekomen" in stop


def test_a_stuck_answer_holds_the_clock_of_forgetting(app, cast, now):
    from dialogue.registrations.actions.returning import answers_on_their_way

    gerda = make_registration(make_dialogue_session(cast.wilgendam), "Gerda")
    answer = make_message(
        now=now, kind="answer", subject_ref=f"registration:{gerda.id}",
        municipality_id=gerda.municipality_id,
    )  # fmt: skip
    stick(answer)
    assert answers_on_their_way(gerda.dialogue_session) == 1
    post.settle(answer, PostState.DROPPED, now + timedelta(days=30))
    commit()
    assert answers_on_their_way(gerda.dialogue_session) == 0


def test_a_facilitator_sees_it_and_a_clerk_does_not(client, gerda, cast, sign_in):
    sign_in(client, cast.joost)
    assert client.get(POST).status_code == 200
    sign_in(client, cast.marloes)
    assert client.get(POST).status_code == 403


def test_put_right_of_somebody_who_is_gone_changes_nothing(client, gerda, now):
    with writing():
        actions.forget_people(fresh(gerda).dialogue_session, clock.now())
    assert messages(state=PostState.FAILED) == []


def test_mail_that_the_worker_is_handing_over_is_not_told_twice(client, gerda, now):
    [mail] = messages()
    mail.state = PostState.HANDING
    commit()
    [mail] = messages()
    with pytest.raises(NotHere), writing():
        actions.put_right(mail, Reach(phone="+31612345678"), now=now)
    assert len(messages()) == 1


def test_mail_that_nobody_can_read_any_more_can_still_be_dropped(client, gerda):
    [mail] = messages()
    mail.content = b"of another key"
    commit()
    page = client.get(POST)
    assert page.status_code == 200
    assert "niet meer kunnen lezen" in page.text
    [mail] = messages()
    assert client.get(f"{POST}/{mail.id}").status_code == 200
    assert client.post(f"{POST}/{mail.id}/drop").status_code == 303
    assert messages(state=PostState.FAILED) == []


def test_a_long_list_comes_in_pages(client, cast, sign_in, now):
    for number in range(52):
        letter = make_letter(f"buur-{number}@dialogue.example", name="")
        mail = make_message(letter, now=now, municipality_id=cast.wilgendam.id)
        mail.state, mail.settled_at = PostState.FAILED, now
    commit()
    sign_in(client, cast.samira)
    first, last = client.get(POST).text, client.get(f"{POST}?from=99999").text
    assert "1 tot en met 50 van 52" in first
    assert "buur-51@" in first and "buur-1@" not in first
    assert "51 tot en met 52 van 52" in last
    assert "buur-1@" in last and "buur-0@" in last and "buur-2@" not in last
    assert 'rel="next"' in first and 'rel="prev"' in last
