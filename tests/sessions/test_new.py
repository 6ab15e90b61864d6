"""Planning a conversation on one screen."""

import re

import pytest
from sqlalchemy import func, select

from dialogue.foundation.database import db, everywhere, within
from dialogue.municipalities.models import Venue
from dialogue.sessions.models import DialogueSession, SessionStaff, Stage, Visibility
from tests.conftest import NOW, commit
from tests.makers.guides import make_guide_version
from tests.makers.municipalities import make_venue
from tests.makers.sessions import make_dialogue_session

NEW = "/wilgendam/desk/talks/new"


def fields(page):
    """What the form would send as it stands: names and values in the page."""
    sent = {}
    for mark in re.findall(r"<input[^>]*>", page.text):
        kind = re.search(r'type="(\w+)"', mark)[1]
        name = re.search(r'name="([^"]*)"', mark)
        value = re.search(r'value="([^"]*)"', mark)
        if name and (kind not in {"radio", "checkbox"} or " checked" in mark):
            sent[name[1]] = value[1] if value else ""
    for name, body in re.findall(
        r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', page.text, re.S
    ):
        chosen = re.search(r"<option selected value=\"([^\"]*)\"", body)
        sent[name] = chosen[1] if chosen else ""
    return sent


@pytest.fixture
def send(desk):
    """``send(**changes)``: the form as it opens, with a title and these changes."""

    def sending(publish=True, **changes):
        sent = fields(desk.get(NEW)) | {"title": "Lief en leed"} | changes
        if publish:
            sent["publish"] = "1"
        return desk.post(NEW, data={k: v for k, v in sent.items() if v is not None})

    return sending


def all_of_wilgendam(cast):
    return db.session.scalars(within(cast.wilgendam.id, select(DialogueSession))).all()


def test_a_name_is_enough_and_the_page_is_there(send, desk, cast):
    answer = send()
    assert answer.status_code == 302
    made = all_of_wilgendam(cast)[0]
    assert made.stage is Stage.PUBLISHED
    assert (made.seats, made.tables, made.languages) == (40, 6, ["nl"])
    assert made.led_by == "Samira el Idrissi"
    assert (made.ends_at - made.starts_at).seconds == 120 * 60
    assert desk.get(f"/wilgendam/talks/{made.ref}").status_code == 200
    assert desk.get(answer.location).status_code == 200


def test_the_form_opens_with_an_evening_four_weeks_ahead(desk):
    sent = fields(desk.get(NEW))
    assert (sent["day"], sent["starts"], sent["seats"]) == ("2027-02-16", "19:30", "40")


def test_what_is_pasted_is_not_cut_off_in_silence(desk, send):
    assert "maxlength" not in desk.get(NEW).text
    answer = send(title="Lief en leed " * 20)
    assert answer.status_code == 422
    assert "259 characters" in answer.text


def test_a_draft_is_seen_by_nobody(send, desk, cast):
    send(publish=False)
    made = all_of_wilgendam(cast)[0]
    assert made.stage is Stage.DRAFT
    assert desk.get(f"/wilgendam/talks/{made.ref}").status_code == 404


def test_whoever_plans_it_leads_it_and_its_people_get_a_key(send, cast):
    send()
    made = all_of_wilgendam(cast)[0]
    staff = db.session.scalars(within(cast.wilgendam.id, select(SessionStaff))).one()
    assert (staff.dialogue_session_id, staff.account_id) == (made.id, cast.samira.id)
    assert made.data_key


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("title", "", "Give it a name"), ("title", "   ", "Give it a name"),
        ("title", "x" * 121, "121 characters"), ("title", "een\x07bel", "invisible"),
        ("about", "x" * 2001, "2001 characters"),
        ("day", "2027-02-29", "29 February 2027 does not exist"),
        ("day", "2027-04-31", "This day does not exist"), ("day", "", "Choose a day"),
        ("day", "vrijdag", "day-month-year"), ("day", "2027-01-17", "past"),
        ("day", "2031-01-17", "three years"), ("starts", "", "Choose a time"),
        ("starts", "25:00", "like 19.30"), ("ends", "18:00", "before the beginning"),
        ("ends", "20:00", "109 minutes at least"), ("seats", "0", "from 1 to 400"),
        ("seats", "-5", "whole number"), ("seats", "veertig", "whole number"),
        ("seats", "4000", "from 1 to 400"),
        ("tables", "2", "At most 8 people"), ("tables", "99", "not more tables"),
        ("tables", "zes", "whole number"), ("venue", "", "Choose where"),
        ("venue", "999999", "Choose one from the list"), ("venue", "x", "Choose one from"),
        ("guide", "999999", "Choose one from the list"), ("guide", "", "Choose one from"),
        ("meeting", "vliegend", "Choose one of these"),
        ("meeting", "walk", ""), ("visibility", "nobody", "Choose one of these"),
        ("visibility", "", "Choose one of these"), ("languages", "klingon", "Choose one language"),
        ("languages", None, "Choose one language"), ("doors_minutes", "999", "three hours"),
        ("doors_minutes", "-1", "whole number"), ("answer_due", "2027-02-01", "comes after"),
        ("answer_due", "2027-02-30", "does not exist"),
        ("online_link", "javascript:alert(1)", "starts with https"),
        ("online_link", "https://a b", "no spaces"),
    ],
)  # fmt: skip
def test_what_cannot_be_gets_a_sentence_and_what_was_typed_stays(
    send, cast, field, typed, said
):
    changes = {field: typed}
    if field == "meeting" and typed == "walk":
        changes, said = {"meeting": "walk", "venue": ""}, "where the walk starts"
    answer = (
        send(about="Dit moet blijven staan.", **changes)
        if field != "about"
        else send(**changes)
    )
    assert answer.status_code == 422
    assert said in answer.text
    if field != "about":
        assert "Dit moet blijven staan." in answer.text
    assert all_of_wilgendam(cast) == []


@pytest.mark.parametrize("typed", ["2027-02-29", "29 feb", "2027-04-31"])
def test_a_day_that_no_picker_can_show_stays_as_text(send, typed):
    assert f'type="text" value="{typed}"' in send(day=typed).text


def test_the_night_the_clock_jumps_has_no_half_past_two(send, cast):
    answer = send(day="2027-03-28", starts="02:30", ends="05:00")
    assert answer.status_code == 422
    assert "This time does not exist" in answer.text


def test_the_night_the_clock_goes_back_has_two(send):
    answer = send(day="2027-10-31", starts="02:30", ends="05:00")
    assert answer.status_code == 422
    assert "This time comes twice" in answer.text


def test_what_is_wrong_in_a_fold_opens_the_fold(send):
    answer = send(tables="2")
    assert '<details class="fold" open>' in answer.text


def test_a_double_click_makes_one(desk, cast):
    sent = fields(desk.get(NEW)) | {"title": "Lief en leed", "publish": "1"}
    first, second = desk.post(NEW, data=sent), desk.post(NEW, data=sent)
    assert first.location == second.location
    assert len(all_of_wilgendam(cast)) == 1


def test_a_venue_of_another_town_cannot_be_chosen(send, cast, busy):
    busy()
    theirs = make_venue(cast.oosterbrug, name="De Brug")
    commit()
    assert send(venue=str(theirs.id)).status_code == 422


def test_a_guide_of_another_town_cannot_be_chosen(send, cast, busy, desk):
    busy()
    from tests.makers.guides import make_guide

    theirs = make_guide("van-hen", municipality_id=cast.oosterbrug.id)
    version = make_guide_version(guide_id=theirs.id)
    commit()
    assert version.guide_id == theirs.id
    assert send(guide=str(version.id)).status_code == 422


def test_a_sensitive_guide_makes_it_closed_and_says_so(send, desk, cast, busy):
    busy()
    version = make_guide_version("rondkomen")
    commit()
    answer = send(guide=str(version.id))
    made = all_of_wilgendam(cast)[0]
    assert made.visibility is Visibility.CLOSED
    assert "only people you invite" in desk.get(answer.location).text


@pytest.mark.parametrize("left", ["40", ""])
def test_seats_that_nobody_typed_follow_a_guide_for_fewer_people(
    send, desk, cast, busy, left
):
    busy()
    version = make_guide_version("rondkomen")
    commit()
    answer = send(guide=str(version.id), seats=left)
    made = all_of_wilgendam(cast)[0]
    assert (made.seats, made.tables) == (8, 1)
    assert (
        "for 8 people at most. So there are 8 seats" in desk.get(answer.location).text
    )


def test_a_number_that_somebody_typed_is_refused_where_the_guide_is_for_fewer(
    send, busy
):
    busy()
    version = make_guide_version("rondkomen")
    commit()
    answer = send(guide=str(version.id), seats="9")
    assert answer.status_code == 422
    assert "This guide is for 8 people at most" in answer.text


def test_a_walk_and_an_online_one_need_no_room(send, cast):
    assert send(meeting="walk", venue="", place_note="de Sluisbrug").status_code == 302
    assert (
        send(
            meeting="online", venue="", online_link="https://meet.example/a"
        ).status_code
        == 302
    )
    assert {each.venue_id for each in all_of_wilgendam(cast)} == {None}


def test_a_town_without_places_is_shown_the_first_step(client, cast, sign_in):
    make_guide_version()
    commit()
    page = sign_in(client, cast.samira).get(NEW + "?lang=en")
    assert "There are no places yet" in page.text
    assert "/wilgendam/desk/venues" in page.text


def test_a_copy_starts_from_an_earlier_one_on_a_new_day(desk, cast, busy):
    busy()
    earlier = make_dialogue_session(cast.wilgendam, seats=24, tables=4, title="Eerder")
    commit()
    sent = fields(desk.get(f"{NEW}?copy={earlier.id}")) | {"publish": "1"}
    assert (sent["title"], sent["seats"], sent["day"]) == ("Eerder", "24", "2027-02-16")
    desk.post(f"{NEW}?copy={earlier.id}", data=sent)
    made = max(all_of_wilgendam(cast), key=lambda each: each.id)
    assert (made.copied_from_id, made.seats, made.sequence) == (earlier.id, 24, 0)
    assert made.ref != earlier.ref
    assert made.starts_at > NOW


@pytest.mark.parametrize("number", ["999999", "x", "-1", "٣", "9" * 40])
def test_a_copy_of_what_is_not_there_is_not_there(desk, number):
    assert desk.get(f"{NEW}?copy={number}").status_code == 404


def test_another_towns_evening_cannot_be_copied(desk, cast, busy):
    busy()
    theirs = make_dialogue_session(cast.oosterbrug)
    commit()
    assert desk.get(f"{NEW}?copy={theirs.id}").status_code == 404


@pytest.mark.parametrize(
    ("who", "code"), [("joost", 200), ("wim", 403), ("marloes", 403), ("fatma", 404)]
)
def test_only_the_desk_of_the_town_may_plan(client, cast, sign_in, who, code):
    make_guide_version()
    commit()
    assert sign_in(client, getattr(cast, who)).get(NEW).status_code == code


def test_a_stranger_is_asked_to_sign_in(client, cast):
    answer = client.get(NEW)
    assert answer.status_code == 302
    assert "/sign-in" in answer.location
    assert db.session.scalar(everywhere(select(func.count(Venue.id)))) == 0
