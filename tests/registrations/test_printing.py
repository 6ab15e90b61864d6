"""Letters, calls and the sheet at the door: a few at once, many by the worker."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dialogue.foundation import clock, post, printing
from dialogue.foundation.database import db, everywhere, writing
from dialogue.foundation.jobs.running import work_due
from dialogue.foundation.paper import PaperTooLarge
from dialogue.foundation.post import Channel, Message
from dialogue.foundation.printing.models import KeptPaper
from dialogue.registrations import actions, paper, queries
from dialogue.registrations.actions import telling
from dialogue.registrations.models import Way
from tests.conftest import commit
from tests.makers.registrations import make_registration

CALLS = "/wilgendam/desk/calls"
TOWN = ("letters", "calls")


@pytest.fixture
def many(monkeypatch):
    """Every paper is a long one."""
    for limit in ("NAMES_AT_ONCE", "CALLS_AT_ONCE", "LETTERS_AT_ONCE"):
        monkeypatch.setattr(paper, limit, -1)


@pytest.fixture
def pressed(monkeypatch, many):
    """Every paper is a long one; what is printed is caught, by its title."""
    caught = {}

    def press(html, *, title, **_settings):
        caught[title] = html
        return b"%PDF- of a test"

    monkeypatch.setattr(printing, "render_pdf", press)
    return caught


@pytest.fixture
def maria(client, cast, sign_in, evening, now):
    """A letter waits for Maria and a call for Kofi; Samira is at the desk."""
    maria = make_registration(
        evening, "Maria", way=Way.CARD, address="Wilgenkade 7, Wilgendam"
    )
    make_registration(evening, "Kofi", phone="06 12 34 56 71")
    telling.tell_moved(evening, now)
    commit()
    sign_in(client, cast.samira)
    return maria


def places(desk):
    """Each paper and the page that says how far it is."""
    return {
        **{kind: (f"{CALLS}/{kind}.pdf", f"{CALLS}/print/{kind}") for kind in TOWN},
        "attendance": (f"{desk}/attendance.pdf", f"{desk}/attendance/print"),
    }


def kept():
    db.session.rollback()
    return db.session.scalars(everywhere(select(KeptPaper))).all()


@pytest.mark.parametrize("kind", [*TOWN, "attendance"])
def test_the_worker_makes_a_long_paper_and_the_page_says_how_far(
    client, maria, desk, now, pressed, kind, monkeypatch
):
    pdf, page = places(desk)[kind]
    asked = client.get(pdf)
    assert (asked.status_code, asked.location) == (303, page)
    assert "Refresh" not in client.get(page).headers
    assert client.post(page).status_code == client.post(page).status_code == 303
    busy = client.get(page)
    assert busy.headers["Refresh"]
    assert 'class="bar"' in busy.text
    assert work_due(now, "a worker") == 1, "asked twice, made once"
    assert pdf in client.get(page).text
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=20))
    made = client.get(pdf)
    assert made.data == b"%PDF- of a test"
    assert "no-store" in made.headers["Cache-Control"]
    [row] = kept()
    assert b"%PDF" not in row.content


def test_how_many_pages_for_how_many_letters_is_told(
    client, maria, now, many, monkeypatch
):
    page, seen = f"{CALLS}/print/letters?lang=en", []

    def press(_html, *, progress, **_settings):
        progress(5, 7, 3)  # the press lays page 3 out
        seen.append(client.get(page).text)
        return b"%PDF- of a test"

    monkeypatch.setattr(printing, "render_pdf", press)
    client.post(page)
    assert "0 percent is done" in client.get(page).text
    work_due(now, "a worker")
    assert "3 pages are laid out, for 1 letter." in seen[0]


def test_a_few_are_made_while_one_waits(client, maria, desk, now, monkeypatch):
    monkeypatch.setattr(printing, "render_pdf", lambda *_, **__: b"%PDF-")
    for pdf, page in places(desk).values():
        assert client.get(pdf).data == b"%PDF-"
        assert pdf in client.get(page).text
        client.post(page)
    assert work_due(now, "a worker") == 0
    assert kept() == []


def test_a_paper_that_cannot_be_made_says_so_and_can_be_asked_again(
    client, maria, now, many, monkeypatch
):
    def refuse(*_, **__):
        raise PaperTooLarge("This document is too long to print in one go.")

    monkeypatch.setattr(printing, "render_pdf", refuse)
    page = f"{CALLS}/print/letters"
    client.post(page)
    work_due(now, "a worker")
    told = client.get(page)
    assert "note--problem" in told.text
    assert f'action="{page}"' in told.text
    monkeypatch.setattr(paper, "LETTERS_AT_ONCE", 9)
    assert client.get(f"{CALLS}/letters.pdf").status_code == 422


def test_what_is_told_or_posted_is_on_no_paper_any_more(
    client, maria, evening, now, pressed
):
    for kind in TOWN:
        client.post(f"{CALLS}/print/{kind}")
    work_due(now, "a worker")
    assert len(kept()) == 2
    [letter] = queries.letters_of(evening.municipality_id, now)
    client.post(f"{CALLS}/posted", data={"letter": letter.id})
    assert kept() == []
    client.post(f"{CALLS}/print/calls")
    work_due(now, "a worker")
    assert len(kept()) == 1
    [call] = queries.calls_of(evening.municipality_id, now)
    client.post(f"{CALLS}/{call.id}", data={"outcome": "yes"})
    assert kept() == []


@pytest.mark.parametrize("kind", [*TOWN])
def test_what_is_dropped_takes_its_paper_with_it(
    client, maria, evening, now, pressed, kind
):
    client.post(f"{CALLS}/print/{kind}")
    work_due(now, "a worker")
    assert len(kept()) == 1
    waiting = {"letters": queries.letters_of, "calls": queries.calls_of}[kind]
    with writing():
        [message] = waiting(evening.municipality_id, now)
        post.drop(message.subject_ref, now)
    assert kept() == []


@pytest.mark.parametrize("everybody", [False, True])
def test_whoever_is_forgotten_is_on_no_kept_paper(
    client, maria, evening, desk, now, pressed, everybody
):
    for _pdf, page in places(desk).values():
        client.post(page)
    work_due(now, "a worker")
    assert len(kept()) == 3
    assert all("Maria" in html or "Kofi" in html for html in pressed.values())
    with writing():
        if everybody:
            actions.forget_people(evening, now)
        else:
            actions.erase_person(maria, now)
    assert kept() == []


@pytest.mark.parametrize("kind", ["letters", "attendance"])
def test_a_paper_of_somebody_wiped_while_it_was_made_is_not_kept(
    client, maria, desk, now, pressed, monkeypatch, kind
):
    real, page = printing.printed, places(desk)[kind][1]
    client.post(page)

    def slowly(*what):
        with writing():
            actions.erase_person(maria, now)
        return real(*what)

    monkeypatch.setattr(printing, "printed", slowly)
    work_due(now, "a worker")
    assert kept() == []
    told = client.get(page).text
    assert "note--problem" in told


def test_a_paper_is_not_kept_while_somebody_settles_what_is_on_it(
    client, maria, now, pressed, monkeypatch
):
    client.post(f"{CALLS}/print/letters")
    db.session.rollback()
    if db.engine.dialect.name == "sqlite":  # has one writer at a time: let it say so
        monkeypatch.setattr(queries, "held_post", lambda *_: 1)
        work_due(now, "a worker")
    else:
        with db.engine.connect().execution_options(write=True) as other, other.begin():
            waits = select(Message.id).where(Message.channel == Channel.LETTER)
            other.execute(waits.with_for_update())
            work_due(now, "a worker")
    assert kept() == []
    assert "note--problem" in client.get(f"{CALLS}/print/letters").text
