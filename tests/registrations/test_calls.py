"""Calls: the same rules by telephone; one person, what to say, four outcomes."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dialogue.foundation import clock, post, printing
from dialogue.foundation.database import db, everywhere
from dialogue.foundation.language import speaking
from dialogue.foundation.post import Channel, Message, PostState
from dialogue.registrations import actions, listing, queries
from dialogue.registrations.actions import telling
from dialogue.registrations.actions.returning import return_answer
from dialogue.registrations.models import AnswerBy, Registration, Standing, Way
from dialogue.sessions import actions as sessions
from tests.conftest import commit
from tests.makers.registrations import make_registration
from tests.makers.sessions import make_dialogue_session

CALLS = "/wilgendam/desk/calls"


@pytest.fixture
def kofi(client, cast, sign_in, now):
    """Kofi is offered a seat; he has a telephone and no mail."""
    small = make_dialogue_session(cast.wilgendam, seats=1, tables=1)
    first = make_registration(small, "Gerda")
    kofi = make_registration(small, "Kofi", phone="06 12 34 56 71")
    make_registration(small, "Els", phone="06 12 34 56 72")
    actions.cancel(first, now=now)
    sign_in(client, cast.samira)
    return kofi


def waiting():
    db.session.rollback()
    return db.session.scalars(
        select(Message).where(
            Message.state == PostState.WAITING, Message.channel == Channel.CALL
        )
    ).all()


def standing(registration):
    db.session.rollback()
    return (
        db.session.scalars(
            everywhere(select(Registration).where(Registration.id == registration.id))
        )
        .one()
        .standing
    )


def settle(client, outcome):
    [call] = waiting()
    return client.post(f"{CALLS}/{call.id}", data={"outcome": outcome})


def test_the_page_shows_one_person_and_what_to_say(client, kofi):
    page = client.get(CALLS)
    assert "Kofi" in page.text
    assert "tel:0612345671" in page.text
    assert "Els" not in page.text


def test_the_list_says_whom_to_call_and_until_when(client, kofi, now):
    about = kofi.dialogue_session
    with speaking("en"):
        said = [row.state_word for row in listing.rows_of(about, now)]
        assert any(
            each.startswith("call them: is offered a seat until") for each in said
        )
    settle(client, "later")
    db.session.rollback()
    with speaking("en"):
        said = [row.state_word for row in listing.rows_of(about, now)]
    assert any(each.startswith("call back after") for each in said), said


def test_yes_by_telephone_takes_the_seat(client, kofi):
    assert settle(client, "yes").status_code == 303
    assert standing(kofi) is Standing.SEATED
    assert waiting() == []


def test_no_by_telephone_passes_it_on(client, kofi):
    assert settle(client, "no").status_code == 303
    assert standing(kofi) is Standing.CANCELLED
    [call] = waiting()
    assert post.read(call).name == "Els"


@pytest.mark.parametrize(("outcome", "tries"), [("later", 0), ("not reached", 1)])
def test_later_and_not_reached_come_back(
    client, kofi, outcome, tries, now, monkeypatch
):
    assert settle(client, outcome).status_code == 303
    [call] = waiting()
    assert call.tries == tries
    assert call.not_before > now
    assert "Kofi" not in client.get(CALLS).text
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=3, minutes=30))
    assert "Kofi" in client.get(CALLS).text


def test_an_offer_that_lapsed_meanwhile_cannot_be_taken(
    client, kofi, now, monkeypatch, cast, sign_in
):
    [call] = waiting()
    later = now + timedelta(days=9)
    monkeypatch.setattr(clock, "now", lambda: later)
    sign_in(client, cast.samira)
    assert client.post(f"{CALLS}/{call.id}", data={"outcome": "yes"}).status_code == 422
    assert standing(kofi) is Standing.OFFERED
    commit()
    actions.lapse_offers(later)
    commit()
    assert client.post(f"{CALLS}/{call.id}", data={"outcome": "yes"}).status_code == 404
    assert standing(kofi) is Standing.LAPSED


def test_calls_of_another_town_are_not_there(client, kofi, cast, sign_in):
    [call] = waiting()
    sign_in(client, cast.fatma)
    assert client.get(CALLS).status_code == 404
    assert client.post(f"{CALLS}/{call.id}", data={"outcome": "no"}).status_code == 404
    foreign = CALLS.replace("wilgendam", "oosterbrug")
    assert "Kofi" not in client.get(foreign).text
    assert (
        client.post(f"{foreign}/{call.id}", data={"outcome": "no"}).status_code == 404
    )
    assert standing(kofi) is Standing.OFFERED


def test_a_move_reaches_everybody_along_their_own_channel(evening, now):
    make_registration(evening, "Gerda", mail="gerda@post.example")
    make_registration(evening, "Kofi", phone="06 12 34 56 71")
    make_registration(evening, "Maria", way=Way.CARD, address="Wilgenkade 7")
    make_registration(evening, "Niemand")
    later = timedelta(days=7)
    sessions.move(
        evening, evening.starts_at + later, evening.ends_at + later, seen=None, now=now
    )
    found = db.session.scalars(select(Message).where(Message.kind == "moved")).all()
    assert sorted(each.channel for each in found) == ["call", "letter", "mail"]
    [mail] = [post.read(each) for each in found if each.channel is Channel.MAIL]
    assert "SEQUENCE:1" in mail.files[0][2]


def test_when_it_is_off_offers_are_not_called_any_more(kofi, now):
    commit()
    small = kofi.dialogue_session
    sessions.cancel(small, "De zaal is dicht.", seen=None, now=now)
    commit()
    found = waiting()
    assert {each.kind for each in found} == {"off"}
    assert "De zaal is dicht." in post.read(found[0]).text


def test_who_is_told_of_an_evening_goes_before_who_hears_an_answer(kofi, evening, now):
    asked = {"answer_by": AnswerBy.CALL}
    ria = make_registration(evening, "Ria", phone="06 12 34 56 73", wish=asked)
    long_ago = now - timedelta(days=7)
    return_answer(evening, lambda *_: ("", "Ja."), mark="1", now=long_ago)
    found = queries.calls_of(ria.municipality_id, now)
    assert [each.kind for each in found] == ["offer", "answer"]


def test_a_reminder_comes_once_even_after_a_sleep(evening, now):
    make_registration(evening, "Gerda", mail="gerda@post.example")
    make_registration(evening, "Kofi", phone="06 12 34 56 71")
    make_registration(evening, "Maria", way=Way.CARD, address="Wilgenkade 7")
    at = evening.starts_at
    assert telling.remind(at - timedelta(days=3)) == 0
    assert telling.remind(at - timedelta(hours=30)) == 2
    make_registration(
        evening, "Laat", mail="laat@post.example", now=at - timedelta(hours=20)
    )
    assert telling.remind(at - timedelta(hours=2)) == 0
    assert telling.remind(at - timedelta(minutes=30)) == 0


@pytest.mark.slow
def test_letters_are_one_file(client, cast, sign_in, evening, now):
    for name in ("Maria", "Piet"):
        made = make_registration(
            evening, name, way=Way.CARD, address="Wilgenkade 7, Wilgendam"
        )
        telling.tell_signed_up(made, now)
    sign_in(client, cast.samira)
    answer = client.get(CALLS + "/letters.pdf")
    assert answer.mimetype == "application/pdf"
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(answer.data)) as pdf:
        assert len(pdf.pages) == 2


def test_calls_are_a_list_on_paper(client, kofi, monkeypatch):
    printed = []

    def press(html, **_settings):
        printed.append(html)
        return b"%PDF"

    monkeypatch.setattr(printing, "render_pdf", press)
    client.get(CALLS + "/calls.pdf?lang=en")
    [page] = printed
    assert "Kofi" in page and "06 12 34 56 71" in page
    assert "The offer holds until" in page
    assert '<td lang="nl" dir="ltr">' in page  # what to say, as Kofi speaks
    assert "Er is een stoel vrij" in page
    assert "<span>Yes</span> <span>No</span> <span>Not reached</span>" in page
    assert "Els" not in page  # who waits in line is not called


@pytest.mark.slow
def test_the_list_of_calls_is_a_sheet_that_prints(client, kofi):
    answer = client.get(CALLS + "/calls.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")


def test_nobody_is_called_about_an_evening_that_has_begun(client, kofi, now):
    from dialogue.foundation.database import writing
    from dialogue.registrations.actions.calls import drop_outdated

    assert len(waiting()) == 1
    starts = kofi.dialogue_session.starts_at
    with writing():
        assert drop_outdated(starts - timedelta(minutes=1)) == 0
    with writing():
        assert drop_outdated(starts) == 1
    assert waiting() == []
