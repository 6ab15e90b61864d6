"""The eighth stop: hand the report over, see who has it, withdraw it."""

import pytest

from dialogue.council import queries
from dialogue.council.views.stops import _many
from dialogue.foundation import post
from dialogue.foundation.language import speaking
from dialogue.foundation.post import PostState
from dialogue.sessions.story import State
from tests.conftest import commit
from tests.makers.council import make_delivery
from tests.makers.sessions import make_dialogue_session


@pytest.fixture
def desk(issued, sign_in):
    sign_in(issued.client, issued.cast.samira)
    return issued


def stop(town):
    return f"/wilgendam/desk/talks/{town.session_id}/answer"


def hand_over(town, **more):
    fields = {
        "name": "Marloes de Wit",
        "mail": "marloes@wilgendam.nl",
        "language": "nl",
        "once": "o1",
    }
    return town.post(stop(town) + "?lang=en", **(fields | more))


def test_the_clerk_of_the_town_is_filled_in(desk):
    page = desk.get(stop(desk) + "?lang=en").text
    assert "Marloes de Wit" in page and "Hand it over" in page


def test_handing_over_mails_a_personal_link_in_the_clerks_language(desk):
    assert hand_over(desk).status_code == 303
    mail = post.read(desk.messages("delivery")[0])
    assert mail.to == "marloes@wilgendam.nl"
    assert f"http://localhost{desk.link}" in mail.text
    assert "Maak een klein potje voor straten." in mail.text
    assert desk.messages("delivery")[0].harmful_twice


def test_a_double_submit_hands_over_once(desk):
    hand_over(desk)
    hand_over(desk)
    assert len(queries.deliveries_of(desk.report)) == 1
    assert len(desk.messages("delivery")) == 1


def test_the_same_mailbox_is_not_given_a_second_link(desk):
    hand_over(desk)
    answer = hand_over(desk, once="o2", mail="Marloes@wilgendam.nl")
    assert answer.status_code == 422
    assert "This mailbox has a link that works." in answer.text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"name": " "}, "Fill in to whom the report goes."), ({"mail": "marloes"}, "This is not a mail address."),
     ({"language": "xx"}, "Choose one from the list."), ({"name": "x" * 121}, "Make it 120 at most.")],
)  # fmt: skip
def test_what_is_missing_is_said_and_nothing_is_sent(desk, wrong, sentence):
    answer = hand_over(desk, **wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert desk.messages("delivery") == []


def test_a_report_that_is_not_issued_cannot_be_handed_over(desk, cast):
    draft = make_dialogue_session(cast.wilgendam)
    commit()
    address = f"/wilgendam/desk/talks/{draft.id}/answer?lang=en"
    assert "When the report is issued" in desk.get(address).text
    answer = desk.post(
        address, name="Marloes", mail="m@wilgendam.nl", language="nl", once="o3"
    )
    assert answer.status_code == 422


def test_a_new_link_ends_the_old_one(desk):
    hand_over(desk)
    old = desk.link
    desk.post(f"{stop(desk)}/{desk.delivery.id}/resend")
    assert desk.link != old
    assert desk.post(old).status_code == 410
    assert desk.post(desk.link).status_code == 303
    first, second = desk.messages("delivery")
    assert first.state is PostState.DROPPED and second.state is PostState.WAITING


def test_a_withdrawn_link_opens_nothing_also_in_an_open_browser(desk):
    hand_over(desk)
    desk.open()
    desk.post(f"{stop(desk)}/{desk.delivery.id}/withdraw")
    assert desk.post(desk.link).status_code == 410
    assert desk.get("/wilgendam/clerk/report").status_code == 410
    assert desk.answer(1).status_code == 410
    again = desk.post(f"{stop(desk)}/{desk.delivery.id}/resend?lang=en")
    assert again.status_code == 422 and "withdrawn" in again.text


def test_the_desk_sees_opened_and_received(desk):
    hand_over(desk)
    assert "not opened yet" in desk.get(stop(desk) + "?lang=en").text
    desk.open()
    assert "opened on Monday 18\xa0January" in desk.get(stop(desk) + "?lang=en").text
    desk.post("/wilgendam/clerk/report/received")
    assert "received on Monday 18\xa0January" in desk.get(stop(desk) + "?lang=en").text


def test_a_mail_that_may_not_have_arrived_is_said(desk):
    hand_over(desk)
    desk.messages("delivery")[0].state = PostState.PARKED
    commit()
    assert (
        "We are not sure this mail arrived." in desk.get(stop(desk) + "?lang=en").text
    )


@pytest.mark.parametrize(
    ("who", "code"), [("joost", 200), ("wim", 403), ("marloes", 403), ("fatma", 404)]
)
def test_other_roles_and_towns_stay_out(issued, sign_in, who, code):
    make_delivery(issued.report)
    commit()
    sign_in(issued.client, getattr(issued.cast, who))
    assert issued.get(stop(issued)).status_code == code
    if code != 200:
        for act in ("resend", "withdraw"):
            assert (
                issued.post(f"{stop(issued)}/{issued.delivery.id}/{act}").status_code
                == code
            )


def test_a_delivery_of_another_evening_is_not_here(desk, cast):
    other = make_dialogue_session(cast.wilgendam)
    hand_over(desk)
    commit()
    address = f"/wilgendam/desk/talks/{other.id}/answer/{desk.delivery.id}/withdraw"
    assert desk.post(address).status_code == 404
    assert desk.post(f"{stop(desk)}/999999/resend").status_code == 404


def told(app, town, now):
    with app.test_request_context("/"), speaking("en"):
        return _many([town.session], now)[town.session_id]


def test_the_story_goes_on_from_handing_over_to_the_last_answer(app, town, now, later):
    assert told(app, town, now).now_sentence.startswith("the council answers. It has")
    town.open()
    town.answer(1)
    town.send()
    assert told(app, town, now).figure == "1 of 2 answered"
    due = max(each.request.answer_due for each in queries.asks_of(town.report))
    late = later((due - now.date()).days + 6)
    found = told(app, town, late)
    assert (found.state, found.figure) == (State.NOW, "6 days late")
    assert "There is no answer for 6 days." in found.now_sentence
    town.open()
    town.answer(2)
    town.send("s2")
    assert told(app, town, late).state is State.DONE


def test_before_handing_over_the_story_says_so(app, issued, now):
    found = told(app, issued, now)
    assert (found.state, found.figure) == (State.NOW, "not handed over")
