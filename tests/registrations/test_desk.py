"""The desk: one list, a row that works blind, one person, invitations, the export."""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from dialogue.foundation import post
from dialogue.foundation.database import db, everywhere, start_writing
from dialogue.foundation.post import Channel, Message
from dialogue.registrations import actions, queries, sealed
from dialogue.registrations.models import InvitationRound, Registration, Standing, Way
from dialogue.registrations.spreadsheet import safe_cell
from dialogue.sessions import story
from dialogue.sessions.models import Visibility
from tests.conftest import commit
from tests.inspecting import inspect, words
from tests.makers.registrations import make_invitation_round, make_registration
from tests.makers.sessions import make_dialogue_session

WIM = {"name": "Wim de Graaf", "reach": "06 12 34 56 78", "how": "phone", "needs": ""}


@pytest.fixture
def samira(client, cast, sign_in):
    sign_in(client, cast.samira)
    return client


def everybody():
    db.session.rollback()
    return db.session.scalars(
        everywhere(select(Registration).order_by(Registration.line))
    ).all()


def known(registration):
    key = sealed.key_of(registration.dialogue_session)
    return sealed.reveal(registration, key)


def main_of(answer):
    return words(inspect(answer.text).find(".//main"))


def test_an_empty_list_says_what_comes_here(samira, desk):
    page = samira.get(desk + "/seats")
    assert page.status_code == 200
    assert "Wim" not in page.text


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("06-12345678", "phone", "06 12 34 56 78"),
        ("Wim@Post.example", "mail", "Wim@post.example"),
        ("Kanaalstraat 48", "address", "Kanaalstraat 48"),
        ("", "phone", ""),
    ],
)
def test_one_field_takes_telephone_mail_or_address(samira, desk, typed, field, value):
    answer = samira.post(desk + "/seats", data=WIM | {"reach": typed})
    assert answer.status_code == 303
    page = samira.get(answer.location)
    assert "Wim de Graaf" in page.text
    assert 'class="fresh"' in page.text
    [one] = everybody()
    assert getattr(known(one), field) == value
    assert (one.way, one.standing) == (Way.PHONE, Standing.SEATED)
    assert one.confirmed_at is not None


@pytest.mark.parametrize(
    ("ticked", "answer_by"), [({}, "none"), ({"hear_answer": "y"}, "call")]
)
def test_the_answer_goes_to_who_asked_for_it_on_the_telephone(
    samira, desk, ticked, answer_by
):
    samira.post(desk + "/seats", data=WIM | ticked)
    [one] = everybody()
    assert one.answer_by.value == answer_by


def test_who_phones_says_in_which_language_they_hear_from_us(samira, desk):
    assert '<option selected value="nl">' in samira.get(desk + "/seats").text
    samira.post(desk + "/seats", data=WIM | {"language": "en"})
    assert everybody()[0].language == "en"


def test_plus_one_behind_the_name_brings_somebody_along(samira, desk):
    samira.post(desk + "/seats", data=WIM | {"name": "Kees +2"})
    [one] = everybody()
    assert (known(one).name, one.people) == ("Kees", 3)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": " "},
        {"how": "pigeon"},
        {"reach": "06 1234 567"},
        {"reach": "a@b@"},
    ],
)
def test_a_wrong_row_stays_filled_in(samira, desk, wrong):
    answer = samira.post(desk + "/seats", data=WIM | {"needs": "rolstoel"} | wrong)
    assert answer.status_code == 422
    assert 'value="rolstoel"' in answer.text
    assert everybody() == []


def test_the_same_row_twice_is_one_person(samira, desk):
    for _ in range(2):
        samira.post(desk + "/seats", data=WIM | {"once": "e" * 32})
    assert len(everybody()) == 1


def test_the_list_shows_everybody_with_channel_and_state(samira, evening, desk, now):
    make_registration(evening, "Nazanin", way=Way.VIA, via="Joke", needs="tolk Farsi")
    piet = make_registration(
        evening, "Piet Smeets", way=Way.CARD, address="Hofstraat 103"
    )
    actions.cancel(piet, now=now)
    make_invitation_round(evening, asked=124, reached=81)
    commit()
    text = main_of(samira.get(desk + "/seats"))
    for word in (
        "Nazanin",
        "Joke",
        "tolk Farsi",
        "Piet Smeets",
        "Hofstraat 103",
        "124",
        "81",
    ):
        assert word in text


def test_search_finds_within_this_evening_only(samira, evening, desk, cast):
    other = make_dialogue_session(cast.wilgendam)
    make_registration(other, "Nazanin")
    make_registration(evening, "Gerda")
    commit()
    assert "Nazanin" not in main_of(samira.get(desk + "/seats?find=nazanin")).replace(
        "“nazanin”", ""
    )
    assert "Gerda" in main_of(samira.get(desk + "/seats?find=GERD"))


@pytest.mark.slow
def test_four_hundred_rows_are_cut_off_with_a_way_to_all(samira, cast):
    large = make_dialogue_session(cast.wilgendam, seats=60, tables=9)
    for number in range(50):
        make_registration(large, f"Buur {number:02}")
    commit()
    where = f"/wilgendam/desk/talks/{large.id}/seats"
    assert "Buur 00" not in samira.get(where).text
    assert "Buur 00" in samira.get(where + "?all=1").text


def test_a_person_is_changed_cancelled_brought_back_and_gets_a_new_link(
    samira, evening, desk, now
):
    gerda = make_registration(evening, "Gerda", mail="gerda@post.example")
    commit()
    where = f"{desk}/seats/{gerda.id}"
    page = samira.get(where)
    assert "gerda@post.example" in page.text
    form = {
        "name": "Gerda V.", "reach": "Kanaalstraat 3", "people": "2", "needs": "lift",
        "language": "nl", "answer_by": "letter", "revision": "1", "note": "belde",
        "helper": "y",
    }  # fmt: skip
    assert samira.post(where, data=form | {"people": "41"}).status_code == 422
    assert samira.post(where, data=form).status_code == 303
    assert samira.post(where, data=form).status_code == 422, "a stale form"
    [one] = everybody()
    assert (known(one).address, known(one).note, one.people) == (
        "Kanaalstraat 3",
        "belde",
        2,
    )
    assert samira.post(where + "/cancel").status_code == 303
    assert "/undo" in samira.get(desk + "/seats").text
    assert samira.post(where + "/undo").status_code == 303
    before = everybody()[0].link_hash
    assert samira.post(where + "/link").status_code == 303
    assert everybody()[0].link_hash != before
    assert everybody()[0].standing is Standing.SEATED


def test_a_seat_by_hand_and_close_keep_waiting_list(samira, evening, desk):
    assert samira.post(desk + "/seats/close", data={"shut": "1"}).status_code == 303
    samira.post(desk + "/seats", data=WIM)
    [wim] = everybody()
    assert wim.standing is Standing.WAITING
    assert samira.post(f"{desk}/seats/{wim.id}/seat").status_code == 303
    assert everybody()[0].standing is Standing.SEATED
    assert samira.post(f"{desk}/seats/{wim.id}/seat").status_code == 422
    samira.post(
        desk + "/seats", data=WIM | {"name": "Els", "reach": "els@post.example"}
    )
    assert everybody()[1].standing is Standing.WAITING
    samira.post(desk + "/seats/close", data={"shut": "0"})
    assert everybody()[1].standing is Standing.OFFERED


def test_rounds_are_noted_once_and_taken_out_with_undo(samira, evening, desk):
    where = desk + "/invite"
    assert samira.get(where).status_code == 200
    form = {
        "way": "phone",
        "asked": "40",
        "reached": "21",
        "note": "Hofflat",
        "once": "f" * 32,
    }
    for _ in range(2):
        assert samira.post(where, data=form).status_code == 303
    heads = queries.head_count(evening)
    assert (heads.invited, heads.reached) == (40, 21)
    assert "Hofflat" in samira.get(where).text
    for wrong in ({"reached": "41"}, {"asked": "x"}, {"asked": ""}, {"asked": "-1"}):
        assert samira.post(where, data=form | {"once": ""} | wrong).status_code == 422
    db.session.rollback()
    one = db.session.scalars(everywhere(select(InvitationRound))).one()
    assert samira.post(f"{where}/{one.id}/drop").status_code == 303
    page = samira.get(where)
    assert 'value="40"' in page.text, "what to put back stands in the undo"
    missing = samira.post(
        where + "/missing", data={"missing": "Niemand uit de Hofflat"}
    )
    assert missing.status_code == 303
    assert "Niemand uit de Hofflat" in samira.get(desk + "/seats").text
    assert (
        samira.post(where + "/missing", data={"missing": "x" * 401}).status_code == 422
    )


def test_the_story_line_tells_asked_and_taken(app, cast, evening, now):
    with app.test_request_context("/?lang=en"):
        line = dict(story.line_of(evening, now).stops)
        assert line["invite"].state is story.State.NOW
        make_registration(evening, "Gerda", people=2)
        make_invitation_round(evening)
        line = dict(story.line_of(evening, now).stops)
        assert (line["invite"].figure, line["seats"].figure) == (
            "24 asked",
            "2 of the 40",
        )
        assert story.lines_of([evening], now)[evening.id].at == 3


def test_once_who_came_is_known_the_line_tells_those_and_no_seats(app, evening):
    make_registration(evening, "Gerda", people=3).came = 2
    make_registration(evening, "Kees")
    db.session.flush()
    with app.test_request_context("/?lang=en"):
        later = dict(story.line_of(evening, evening.ends_at).stops)["seats"]
    assert (later.figure, later.state) == ("2 came", story.State.DONE)


def test_a_closed_conversation_has_no_flyer_to_hand_out(app, cast, now):
    closed = make_dialogue_session(cast.wilgendam, visibility=Visibility.CLOSED)
    with app.test_request_context("/?lang=en"):
        line = dict(story.line_of(closed, now).stops)
    assert line["invite"].now_sentence.startswith("ask the people this is for")


def test_when_the_door_opens_nobody_is_asked_to_fill_seats(app, evening):
    make_registration(evening, "Gerda")
    opens = evening.starts_at - timedelta(minutes=evening.doors_minutes)
    with app.test_request_context("/?lang=en"):
        before = story.line_of(evening, opens - timedelta(minutes=1))
        after = story.line_of(evening, opens)
    assert (before.name_now, dict(after.stops)["seats"].state) == (
        "Seats",
        story.State.DONE,
    )


def test_why_nobody_is_offered_a_free_chair_is_said(samira, evening, desk):
    queries.count_of(evening).capacity = evening.seats = 10
    db.session.flush()
    make_registration(evening, "Gerda", people=8)
    make_registration(evening, "Fatima", people=3)
    make_registration(evening, "Kees")
    commit()
    page = main_of(samira.get(desk + "/seats?lang=en"))
    assert "2 chairs are free, but Fatima is first in line and comes with 3." in page
    db.session.rollback()
    start_writing()
    queries.count_of(evening).capacity = 8
    commit()
    assert "first in line" not in main_of(samira.get(desk + "/seats?lang=en"))


def test_the_export_is_for_the_coordinator_and_disarms_formulas(
    client, samira, evening, desk, cast, sign_in
):
    make_registration(
        evening, '=HYPERLINK("http://x")', needs="@SUM(1)", phone="06 12 34 56 78"
    )
    commit()
    answer = samira.get(desk + "/people.csv")
    rows = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert rows[1][0] == '\'=HYPERLINK("http://x")'
    assert "'@SUM(1)" in rows[1]
    sign_in(client, cast.joost)
    assert client.get(desk + "/people.csv").status_code == 403


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠", " ="]
)
def test_a_cell_that_starts_a_formula_gets_an_apostrophe(start):
    assert safe_cell(start + "1") == "'" + start + "1"
    assert safe_cell("Gerda") == "Gerda"


PAGES = (
    "/seats",
    "/seats/{id}",
    "/invite",
    "/attendance",
    "/attendance.pdf",
    "/people.csv",
    "/seats/forget",
)


def test_nobody_from_elsewhere_gets_in(client, evening, desk, cast, sign_in, app):
    gerda = make_registration(evening, "Gerda")
    commit()
    for page in PAGES:
        where = desk + page.format(id=gerda.id)
        assert client.get(where).status_code == 302, "sign in first"
    sign_in(client, cast.fatma)
    for page in PAGES:
        assert client.get(desk + page.format(id=gerda.id)).status_code == 404
        foreign = desk.replace("wilgendam", "oosterbrug") + page.format(id=gerda.id)
        assert client.get(foreign).status_code in {404, 403}
    for act in ("cancel", "undo", "seat", "link"):
        where = desk.replace("wilgendam", "oosterbrug") + f"/seats/{gerda.id}/{act}"
        assert client.post(where).status_code == 404
    assert everybody()[0].standing is Standing.SEATED
    sign_in(client, cast.marloes)
    assert client.get(desk + "/seats").status_code == 403


def test_a_person_of_another_evening_is_not_there(samira, evening, desk, cast):
    other = make_registration(make_dialogue_session(cast.wilgendam), "Gerda")
    commit()
    assert samira.get(f"{desk}/seats/{other.id}").status_code == 404


def test_a_card_is_queued_as_a_letter_and_posted(samira, evening, desk):
    samira.post(
        desk + "/seats", data=WIM | {"how": "card", "reach": "Wilgenkade 7, Wilgendam"}
    )
    db.session.rollback()
    [message] = db.session.scalars(select(Message)).all()
    assert message.channel is Channel.LETTER
    assert post.read(message).to == "Wilgenkade 7, Wilgendam"
    page = samira.get("/wilgendam/desk/calls")
    assert "Wilgenkade 7" in page.text
    done = samira.post(
        "/wilgendam/desk/calls/posted", data={"letter": [str(message.id), "x"]}
    )
    assert done.status_code == 303
    db.session.rollback()
    assert db.session.scalars(select(Message)).one().content is None


def test_the_list_says_who_hears_nothing_when_the_day_moves(
    client, cast, sign_in, evening, desk
):
    make_registration(evening, "Gerda", mail="gerda@post.example")
    make_registration(evening, "Via", via="Joke van het wijkteam")
    commit()
    sign_in(client, cast.samira)
    page = client.get(f"{desk}/seats?lang=en").text
    assert "1 person left no way to be reached" in page
