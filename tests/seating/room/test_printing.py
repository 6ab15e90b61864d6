"""Paper: made at once for a few, by the worker for many; kept sealed, and shortly."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from dialogue.foundation import printing
from dialogue.foundation.database import db, everywhere, writing
from dialogue.foundation.jobs.queries import latest_job
from dialogue.foundation.jobs.running import do_round, work_due
from dialogue.foundation.printing.models import KeptPaper
from dialogue.registrations.actions import erase_person
from dialogue.registrations.queries import people_of
from dialogue.seating import actions, paper, queries
from dialogue.seating.actions.printing import PAPERS
from dialogue.seating.models import WishKind
from dialogue.seating.people import as_key
from dialogue.seating.showing import hall_of


@pytest.fixture
def many(monkeypatch):
    """Every room is too large to print while somebody waits."""
    monkeypatch.setattr(paper, "AT_ONCE", 3)


@pytest.fixture
def pressed(monkeypatch, many):
    """Every room is too large, and what is printed is only said to be."""
    monkeypatch.setattr(printing, "render_pdf", lambda *_, **__: b"%PDF- of a test")


def test_forty_people_once_are_printed_at_once_and_four_hundred_are_not(evening):
    hall = hall_of(evening)
    assert paper.is_quick(hall)
    hall.set_up.rounds = 4
    hall.people.extend(hall.people * 9)
    assert not paper.is_quick(hall)


@pytest.mark.slow
def test_the_worker_prints_and_the_page_hands_it_out(
    facilitator, desk, evening, now, many
):
    facilitator.post(desk + "/deal")
    asked = facilitator.get(desk + "/wall.pdf")
    assert asked.status_code == 303
    assert asked.location.endswith("/tables/print/wall")
    page = facilitator.get(desk + "/print/wall")
    assert "Refresh" not in page.headers
    assert facilitator.post(desk + "/print/wall").status_code == 303
    assert facilitator.post(desk + "/print/wall").status_code == 303, "asked twice"
    busy = facilitator.get(desk + "/print/wall")
    assert busy.headers["Refresh"]
    assert "<progress" in busy.text or 'class="bar"' in busy.text
    assert work_due(now, "a worker") == 1, "it is printed once"
    ready = facilitator.get(desk + "/print/wall")
    assert desk + "/wall.pdf" in ready.text
    pdf = facilitator.get(desk + "/wall.pdf")
    assert pdf.mimetype == "application/pdf"
    assert pdf.data.startswith(b"%PDF-")
    assert "no-store" in pdf.headers["Cache-Control"]
    assert facilitator.get(desk + "/wall.pdf?large=1").status_code == 303


def test_a_paper_of_a_room_that_changed_is_not_handed_out(
    facilitator, desk, evening, now, pressed, by_name
):
    facilitator.post(desk + "/deal")
    facilitator.post(desk + "/print/cards")
    work_due(now, "a worker")
    assert facilitator.get(desk + "/cards.pdf").status_code == 200
    hall = hall_of(evening)
    kofi = as_key(by_name("Kofi"))
    there = next(n for n in (1, 2, 3) if n != hall.table_of(kofi, 1))
    with writing():
        actions.move(evening, kofi, 1, there, now=now)
    assert facilitator.get(desk + "/cards.pdf").status_code == 303
    assert facilitator.get(desk + "/print/cards").status_code == 200


def test_a_paper_of_somebody_wiped_while_it_was_printed_is_not_kept(
    facilitator, desk, evening, now, pressed, by_name, monkeypatch
):
    facilitator.post(desk + "/deal")
    facilitator.post(desk + "/print/cards")
    real, kofi = printing.printed, as_key(by_name("Kofi"))

    def slowly(*what):
        with writing():
            each = next(one for one in people_of(evening) if one.id == kofi[0])
            erase_person(each, now)
        return real(*what)

    monkeypatch.setattr(printing, "printed", slowly)
    work_due(now, "a worker")
    assert not db.session.scalars(everywhere(select(KeptPaper))).all()
    page = facilitator.get(desk + "/print/cards").text
    assert "note--problem" in page
    assert f'action="{desk}/print/cards' in page


def test_what_is_kept_is_sealed_and_gone_after_half_a_day(
    facilitator, desk, evening, now, pressed
):
    facilitator.post(desk + "/deal")
    facilitator.post(desk + "/print/tables?large=1")
    work_due(now, "a worker")
    kept = db.session.scalars(everywhere(select(KeptPaper))).one()
    assert kept.large
    assert b"%PDF" not in kept.content
    wanted = printing.Wanted(PAPERS["tables"], evening.id, now, large=True)
    job = latest_job(wanted.job)
    assert job.trouble is None
    do_round(now + timedelta(hours=11), always=True)
    assert db.session.scalars(everywhere(select(KeptPaper))).all()
    do_round(now + timedelta(hours=13), always=True)
    assert not db.session.scalars(everywhere(select(KeptPaper))).all()


def test_a_printing_that_fails_says_so_and_can_be_asked_again(
    facilitator, desk, evening, now, many, monkeypatch
):
    from dialogue.foundation.paper import PaperTooLarge

    def refuse(*_, **__):
        raise PaperTooLarge("This document is too long to print in one go.")

    monkeypatch.setattr(printing, "render_pdf", refuse)
    facilitator.post(desk + "/deal")
    facilitator.post(desk + "/print/wall")
    work_due(now, "a worker")
    page = facilitator.get(desk + "/print/wall")
    assert "Refresh" not in page.headers
    assert 'action="' in page.text
    assert "note--problem" in page.text


CANARIES = {
    "statement": "Kanariestelling",
    "street": "Kanariestraat",
    "language": "Kanarisch",
    "needs": "kanarieloop",
}


@pytest.fixture
def told(evening, now, by_name):
    """Everything one may know of people for seating, in words found nowhere else."""
    with writing():
        lines = actions.Mixing(
            rounds=3,
            lines=("side", "street", "age", "tenure"),
            streets=(CANARIES["street"], "Hofflat"),
            statement=CANARIES["statement"],
        )
        actions.choose_mixing(evening, lines, now=now)
        for number, each in enumerate(queries.neighbours_of(evening)):
            known = {
                "side": ("agree", "not", "unsure")[number % 3],
                "street": CANARIES["street"],
                "tenure": "rent",
                "first": True,
                "needs_language": CANARIES["language"] if number == 3 else "",
                "speaks": [CANARIES["language"]] if number in (1, 4) else [],
                "wheelchair": number == 5,
            }
            actions.note(evening, each.key, known, now)
        for kind, pair in (
            (WishKind.APART, ("Kofi", "Bas")),
            (WishKind.HELPER, ("Wim", "Gerda")),
        ):
            about = [as_key(by_name(name)) for name in pair]
            actions.wish(evening, kind, about, hard=True, now=now)
        actions.deal_everybody(evening, now=now)
        actions.lock_person(evening, about[0], 1, locked=True, now=now)
    return evening


PRIVATE = (
    *CANARIES.values(), "apart", "agree", "eens", "rent", "huur", "help", "hulp",
    "interpret", "tolk", "rolstoel", "wheelchair", "lock", "vast", "keer",
)  # fmt: skip


@pytest.mark.parametrize("large", ["", "?large=1"])
@pytest.mark.parametrize("kind", paper.SHEETS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_paper_tells_what_is_known_of_anybody(
    facilitator, desk, told, monkeypatch, kind, large, language
):
    printed = []
    monkeypatch.setattr(
        printing, "render_pdf", lambda html, **_: printed.append(html) or b"%PDF-"
    )
    facilitator.set_cookie("language", language)
    assert facilitator.get(f"{desk}/{kind}.pdf{large}").status_code == 200
    body = printed[0].split("<body>")[1]
    assert "Kofi" in body
    assert not [word for word in PRIVATE if word.casefold() in body.casefold()]


def test_no_other_paper_of_the_evening_tells_it_either(
    facilitator, desk, told, app, monkeypatch
):
    from dialogue.foundation.paper import process

    printed = {}
    monkeypatch.setattr(
        process,
        "render_in_child",
        lambda order, **_: printed.update({order.title: order.html}) or b"%PDF-",
    )
    talk, ref = desk.removesuffix("/tables"), told.ref
    facilitator.post(talk + "/evening/prepare")
    papers = {
        rule.rule.replace("<slug>", "wilgendam")
        .replace("<int:session_id>", str(told.id))
        .replace("<ref>", ref)
        .replace("<size>", "a4")
        for rule in app.url_map.iter_rules()
        if rule.rule.endswith(".pdf") and "GET" in (rule.methods or ())
    }
    for paper_of_it in sorted(papers):
        if "<" not in paper_of_it:
            facilitator.get(paper_of_it)
    for kind in paper.SHEETS:
        facilitator.get(f"{desk}/{kind}.pdf")
    assert len(printed) >= 5, (
        "attendance, flyer, three of the tables, and what is ready"
    )
    assert sum("Kofi" in html for html in printed.values()) >= 4
    for title, html in printed.items():
        assert not [word for word in CANARIES.values() if word in html], title


def test_the_search_for_canaries_finds_one_where_there_is_one(facilitator, desk, told):
    page = facilitator.get(desk + "/people").text
    assert CANARIES["street"] in page
    assert CANARIES["language"] in page


def raw(tables):
    """Everything these tables hold, as bytes."""
    found = b""
    for table in tables:
        for row in db.session.execute(text(f'SELECT * FROM "{table}"')):
            found += json.dumps([str(each) for each in row]).encode()
    return found


@pytest.mark.slow
def test_the_morning_after_no_byte_of_it_is_left(
    facilitator, desk, told, now, pressed, sign_in
):
    facilitator.post(desk + "/print/wall")
    work_due(now, "a worker")
    facilitator.post(desk + "/door", data={})
    names = [
        "chair", "seating_note", "seating_wish", "seating_step", "seating_proposal",
        "kept_paper",
    ]  # fmt: skip
    with writing():
        actions.change_table(
            told, 1, actions.TableWords(3, 9, True, "Gastvrouw Kanarie"), now=now
        )
    values = [
        bytes(value)
        for table, column in (
            ("seating_note", "known"), ("seating_wish", "about"),
            ("kept_paper", "content"),
        )
        for (value,) in db.session.execute(text(f'SELECT {column} FROM "{table}"'))
    ]  # fmt: skip
    assert len(values) == 22
    before = raw([*names, "seating_set_up", "dialogue_table"])
    assert b"Kanariestelling" in before
    assert b"Gastvrouw Kanarie" in before
    with writing():
        assert actions.forget_when_over(told.ends_at + timedelta(hours=19)) == 1
    everything = raw([table.name for table in db.metadata.sorted_tables])
    assert raw(names) == b""
    for word in (*CANARIES.values(), "Gastvrouw Kanarie"):
        assert word.encode() not in everything
    for value in values:
        assert str(value).encode() not in everything
        assert json.dumps(str(value)).strip('"').encode() not in everything
