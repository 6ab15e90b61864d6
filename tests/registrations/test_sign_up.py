"""Signing up: four questions, without an account, without JavaScript."""

import re
from datetime import timedelta

import pytest
import segno
from sqlalchemy import select

from dialogue.foundation import clock, post
from dialogue.foundation.database import db, everywhere, writing
from dialogue.foundation.page_cache import PAGES
from dialogue.foundation.post import Channel, Message
from dialogue.municipalities.actions import set_up
from dialogue.registrations.card import qr_picture
from dialogue.registrations.models import AnswerBy, Registration, Standing, Way
from dialogue.registrations.sealed import key_of, reveal
from dialogue.sessions import actions as sessions
from tests.conftest import commit
from tests.inspecting import inspect, words
from tests.makers.registrations import make_registration

GERDA = {
    "name": "Gerda", "reach": "06 12 34 56 78", "people": "2", "agreed": "y",
    "needs": ["wheelchair"], "hear_answer": "y",
}  # fmt: skip


def signed_up():
    db.session.rollback()
    return db.session.scalars(everywhere(select(Registration))).all()


def person(registration):
    return reveal(registration, key_of(registration.dialogue_session))


def test_the_wish_to_hear_the_answer_is_in_sight_and_not_ticked_for_anybody(
    client, address
):
    page = client.get(address).text
    box = re.search(r'<input type="checkbox" id="hear_answer"[^>]*>', page)
    assert box is not None
    assert "checked" not in box.group(0)
    assert box.start() > page.index("</details>")


def test_the_page_asks_four_questions(client, address):
    page = client.get(address)
    assert page.status_code == 200
    tree = inspect(page.text)
    # Everything in sight: no field is folded away but the needs.
    main = tree.find(".//main")
    folded = {id(x) for fold in main.iter("details") for x in fold.iter()}
    names = {
        each.get("name")
        for each in main.iter("input")
        if each.get("type") != "hidden" and id(each) not in folded
    }
    assert names == {"name", "reach", "people", "hear_answer", "agreed"}
    assert [each.get("name") for each in main.iter("select")] == ["language"]


def test_gerda_gets_two_seats_and_a_card(client, address, evening):
    answer = client.post(address, data=GERDA | {"once": "a" * 32})
    assert answer.status_code == 303
    page = client.get(answer.location)
    heading = words(inspect(page.text).find(".//h1"))
    assert "Gerda" in heading
    assert re.search(
        r"[2-9A-HJ-NP-Z]{4} [2-9A-HJ-NP-Z]{4} [2-9A-HJ-NP-Z]{4}", page.text
    )
    assert "<svg" in page.text
    [one] = signed_up()
    assert (one.standing, one.people, one.way) == (Standing.SEATED, 2, Way.WEB)
    assert one.answer_by is AnswerBy.CALL
    known = person(one)
    assert (known.name, known.phone, known.mail) == ("Gerda", "06 12 34 56 78", "")
    assert known.needs


@pytest.mark.parametrize("page", ["", "/other", "/card"])
def test_the_language_is_that_of_the_page_unless_one_says_otherwise(
    client, address, page
):
    sent = GERDA | {"via": "Joke", "address": "Wilgenkade 7, 1234 AB Wilgendam"}
    for asked, written in ({}, "nl"), ({"language": "en"}, "en"):
        assert client.post(address + page, data=sent | asked).status_code == 303
        assert signed_up()[-1].language == written
    assert (
        '<option selected value="en">English'
        in client.get(f"{address}{page}?lang=en").text
    )
    client.post(address + page, data=sent)
    assert signed_up()[-1].language == "en"
    refused = client.post(address + page, data=sent | {"language": "tlh"})
    assert refused.status_code == 422


def test_where_one_language_is_spoken_nobody_is_asked(
    client, address, app, monkeypatch
):
    monkeypatch.setitem(app.config, "LANGUAGES", ("nl",))
    PAGES.empty()
    assert 'name="language"' not in client.get(address).text
    assert client.post(address, data=GERDA).status_code == 303
    assert signed_up()[0].language == "nl"


def test_neither_mail_nor_telephone_is_fine(client, address):
    answer = client.post(address, data=GERDA | {"reach": ""})
    assert answer.status_code == 303
    assert signed_up()[0].answer_by is AnswerBy.NONE


def test_a_wrong_number_says_how_many_digits_and_keeps_what_was_typed(client, address):
    answer = client.post(address, data=GERDA | {"reach": "06 1234 567"})
    assert answer.status_code == 422
    assert 'value="06 1234 567"' in answer.text
    assert 'value="Gerda"' in answer.text
    assert "9" in words(inspect(answer.text).find(".//main"))
    assert signed_up() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""}, {"name": "   "}, {"name": "x" * 81}, {"agreed": ""},
        {"people": "0"}, {"people": "99"}, {"people": "two"}, {"reach": "hier"},
        {"reach": "a@"}, {"reach": "00000000000"}, {"needs": ["castle"]},
        {"more": "x" * 201},
    ],
)  # fmt: skip
def test_bad_input_gets_a_sentence_and_nothing_happens(client, address, wrong):
    answer = client.post(address, data=GERDA | wrong)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert signed_up() == []


def test_the_same_form_twice_is_one_sign_up(client, address):
    for _ in range(2):
        answer = client.post(address, data=GERDA | {"once": "b" * 32})
        assert answer.status_code == 303
    assert len(signed_up()) == 1


def test_on_a_shared_phone_the_next_person_is_not_the_first(client, address):
    client.post(address, data=GERDA | {"once": "b" * 32})
    answer = client.post(address, data=GERDA | {"once": "b" * 32, "name": "Piet"})
    assert "Piet" in client.get(answer.location).text
    assert len(signed_up()) == 2


def test_mail_carries_the_link_a_calendar_entry_and_a_neutral_subject(
    client, address, evening
):
    client.post(address, data=GERDA | {"reach": "gerda@post.example"})
    db.session.rollback()
    [message] = db.session.scalars(select(Message)).all()
    letter = post.read(message)
    assert letter.to == "gerda@post.example"
    assert "/wilgendam/mine/" in letter.text
    assert evening.title not in letter.subject
    assert "Gerda" not in letter.subject
    assert "BEGIN:VCALENDAR" in letter.files[0][2]
    assert message.channel is Channel.MAIL


def test_a_full_evening_puts_people_in_line(client, address, evening, cast):
    for number in range(10):
        make_registration(evening, f"Buur {number}", people=4)
    commit()
    page = client.get(address)
    assert words(inspect(page.text).find(".//main"))
    answer = client.post(address, data=GERDA)
    assert client.get(answer.location).status_code == 200
    assert signed_up()[-1].standing is Standing.WAITING


def test_somebody_else_with_spoken_consent(client, address):
    form = {"name": "Nazanin", "reach": "", "via": "Joke, wijkteam Oost", "agreed": "y"}
    assert client.get(address + "/other").status_code == 200
    answer = client.post(address + "/other", data=form)
    assert answer.status_code == 303
    [one] = signed_up()
    assert (one.way, one.spoken_consent, one.people) == (Way.VIA, True, 1)
    assert person(one).via == "Joke, wijkteam Oost"
    again = client.get(address + "?for=other")
    assert again.location.endswith("/other")


def test_a_card_by_post(client, address):
    form = {
        "name": "Maria",
        "address": "Wilgenkade 7, 1234 AB Wilgendam",
        "people": "1",
    }
    assert client.get(address + "/card").status_code == 200
    assert client.post(address + "/card", data=form).status_code == 422
    form["agreed"] = form["hear_answer"] = "y"
    assert client.post(address + "/card", data=form).status_code == 303
    [one] = signed_up()
    assert (one.way, one.answer_by) == (Way.CARD, AnswerBy.LETTER)
    [message] = db.session.scalars(select(Message)).all()
    assert message.channel is Channel.LETTER
    assert "/mine/" not in post.read(message).text


def test_signing_up_is_closed_when_it_is_cancelled_or_begun(
    client, address, evening, monkeypatch
):
    monkeypatch.setattr(clock, "now", lambda: evening.starts_at)
    assert client.get(address).status_code == 422
    assert client.post(address, data=GERDA).status_code == 422
    before = evening.starts_at - timedelta(days=9)
    monkeypatch.setattr(clock, "now", lambda: before)
    commit()
    sessions.cancel(evening, "Ziek", seen=None, now=before)
    commit()
    assert client.post(address, data=GERDA).status_code == 422
    assert signed_up() == []


def test_drafts_and_other_towns_are_not_there(client, evening, cast):
    for where in (
        f"/oosterbrug/talks/{evening.ref}/sign-up",
        "/wilgendam/talks/x/sign-up",
    ):
        assert client.get(where).status_code == 404
        assert client.post(where, data=GERDA).status_code == 404


def test_the_card_is_for_the_browser_that_signed_up(client, app, address, evening):
    answer = client.post(address, data=GERDA)
    stranger = app.test_client()
    other = stranger.get(answer.location)
    assert other.status_code == 302
    assert other.location.endswith("/sign-up")


def test_after_three_from_one_network_a_question_is_asked(client, address):
    for number in range(3):
        form = GERDA | {"name": f"Buur {number}"}
        assert client.post(address, data=form).status_code == 303
    asked = client.post(address, data=GERDA | {"once": "c" * 32})
    assert asked.status_code == 422
    assert len(signed_up()) == 3
    from dialogue.registrations import guard

    one, two = guard._sum("c" * 32)
    form = GERDA | {"once": "c" * 32, "question": str(one + two)}
    assert client.post(address, data=form).status_code == 303


def test_after_twenty_a_day_from_one_network_one_calls(client, address):
    from dialogue.registrations import guard

    for number in range(20):
        once = f"{number:032}"
        form = GERDA | {"once": once, "question": str(sum(guard._sum(once)))}
        assert client.post(address, data=form).status_code == 303
    form = GERDA | {"once": "d" * 32, "question": str(sum(guard._sum("d" * 32)))}
    answer = client.post(address, data=form)
    assert answer.status_code == 429
    assert 'value="Gerda"' in answer.text


def test_each_who_asks_gets_a_form_with_keys_of_their_own(app, address, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    found = []
    for _ in range(3):
        page = app.test_client().get(address).text
        found.append(
            re.findall(r'name="(?:csrf_token|once)"[^>]* value="([^"]+)"', page)
        )
    assert all(len(keys) == 2 and all(keys) for keys in found)
    assert len({key for keys in found for key in keys}) == 6


def test_form_of_another_browser_is_refused(app, address, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    first, second = app.test_client(), app.test_client()
    second.get(address)
    taken = re.search(
        r'name="csrf_token"[^>]* value="([^"]+)"', first.get(address).text
    )
    refused = second.post(address, data=GERDA | {"csrf_token": taken[1]})
    assert refused.status_code == 400
    assert not signed_up()


def test_form_follows_the_town(client, address, evening, now):
    assert "0800 1234" not in client.get(address).text
    town = evening.municipality
    with writing():
        facts = {
            "phone": "0800 1234", "phone_hours": "", "desk_address": "",
            "answer_days": 90, "contact_kept_days": 33,
        }  # fmt: skip
        set_up(town, facts, seen=str(town.revision), now=now)
    page = client.get(address).text
    assert "0800 1234" in page
    assert "33 " in page


def test_form_says_when_all_chairs_are_taken(client, address, evening, now):
    before = client.get(address).text
    with writing():
        for number in range(evening.seats):
            make_registration(evening, f"Buur {number}")
    after = client.get(address).text
    assert "wachtlijst" not in before
    assert "wachtlijst" in after


def test_code_on_the_card_has_the_squares_of_the_code():
    address = "https://dialogue.example/wilgendam/mine/7k4mqpx2twre"
    picture = str(qr_picture(address))
    drawn = {
        (int(x) + run, int(y))
        for x, y, length in re.findall(r"M(\d+) (\d+)\.5h(\d+)", picture)
        for run in range(int(length))
    }
    code = segno.make(address, error="l", mask=0, boost_error=False, micro=False)
    dark = {
        (x + 2, y + 2)
        for y, row in enumerate(code.matrix)
        for x, square in enumerate(row)
        if square
    }
    assert drawn == dark
    assert f'width="{3 * (len(code.matrix) + 4)}"' in picture
