"""The calendar entry of a dialogue session."""

import icalendar
import pytest

from dialogue.sessions import calendar, queries
from dialogue.sessions.models import Meeting, Stage, Visibility
from tests.conftest import NOW, commit
from tests.makers.municipalities import make_venue
from tests.makers.sessions import STARTS, make_dialogue_session


def events(answer):
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    return list(icalendar.Calendar.from_ical(answer.data).walk("VEVENT"))


@pytest.fixture
def opened(client, cast, busy):
    def open_entry(**facts):
        busy()
        evening = make_dialogue_session(cast.wilgendam, **facts)
        commit()
        return client.get(f"/wilgendam/talks/{evening.ref}.ics?lang=en"), evening

    return open_entry


def test_it_says_when_where_and_what(opened):
    answer, evening = opened()
    (event,) = events(answer)
    assert str(event["UID"]) == f"{evening.ref}@localhost"
    assert event["SEQUENCE"] == 0
    assert event["DTSTART"].dt == STARTS
    assert str(event["SUMMARY"]) == evening.title
    assert "Kanaalstraat 12" in event["LOCATION"]
    assert str(event["STATUS"]) == "CONFIRMED"
    assert str(event["URL"]).endswith(f"/wilgendam/talks/{evening.ref}")


def test_the_same_entry_again_is_the_same_to_the_byte(opened, client):
    answer, evening = opened()
    again = client.get(f"/wilgendam/talks/{evening.ref}.ics?lang=en")
    assert again.data == answer.data
    tag = {"If-None-Match": answer.headers["ETag"]}
    known = client.get(f"/wilgendam/talks/{evening.ref}.ics?lang=en", headers=tag)
    assert known.status_code == 304


def test_moving_keeps_its_identity_and_counts_up(client, desk, cast, busy):
    busy()
    evening = make_dialogue_session(cast.wilgendam)
    commit()
    address = f"/wilgendam/talks/{evening.ref}.ics"
    (before,) = events(client.get(address))
    desk.post(
        f"/wilgendam/desk/talks/{evening.id}/move",
        data={"day": "2027-03-02", "starts": "20:00", "ends": "22:00", "revision": "1"},
    )
    (after,) = events(client.get(address))
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["DTSTART"].dt.day == 2
    assert after["DTSTAMP"].dt == NOW


def test_a_cancelled_one_takes_itself_off(opened):
    answer, _ = opened(
        stage=Stage.CANCELLED, cancel_reason="De zaal is dicht", sequence=1
    )
    (event,) = events(answer)
    assert str(event["STATUS"]) == "CANCELLED"
    assert "De zaal is dicht." in event["DESCRIPTION"]


def test_no_address_where_people_get_it_after_they_sign_up(opened, cast, busy):
    busy()
    venue = make_venue(
        cast.wilgendam,
        name="CANARY",
        street="CANARYstraat",
        town="CANARYdorp",
        postcode="9999ZZ",
    )
    answer, evening = opened(
        venue_id=venue.id, place_after_sign_up=True, place_note="CANARY"
    )
    assert b"CANARY" not in answer.data
    assert b"9999ZZ" not in answer.data
    found = queries.talk("wilgendam", evening.ref)
    assert b"CANARYstraat" in calendar.entry(found, "http://localhost", signed_up=True)


def test_no_link_to_join_online(opened):
    answer, _ = opened(
        meeting=Meeting.ONLINE, venue_id=None, online_link="https://meet.example/CANARY"
    )
    assert b"CANARY" not in answer.data


def test_lines_and_commas_of_people_do_not_break_it(opened):
    answer, _ = opened(
        title="Een, twee; drie\\n", about="BEGIN:VEVENT\r\nUID:1\nATTENDEE:x"
    )
    (event,) = events(answer)
    assert str(event["SUMMARY"]) == "Een, twee; drie\\n"


@pytest.mark.parametrize("more", [0, 1, 2, 3])
def test_long_lines_are_folded_between_letters(opened, more):
    about = "x" * more + "Één koffie ☕, graag; 👩‍🦽 " * 20
    answer, _ = opened(about=about)
    lines = answer.data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() for line in lines[:-1])  # no letter is cut in two
    assert b"\n" not in answer.data.replace(b"\r\n", b"")
    (event,) = events(answer)
    assert str(event["DESCRIPTION"]).startswith(about.strip())


def test_a_draft_has_none(opened):
    answer, _ = opened(stage=Stage.DRAFT, published_at=None)
    assert answer.status_code == 404


def test_a_closed_one_has_one_for_who_has_the_link(opened):
    answer, _ = opened(visibility=Visibility.CLOSED)
    assert len(events(answer)) == 1
