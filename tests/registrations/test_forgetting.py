"""Forgetting: the key goes, the words go, the numbers stay; also from the raw file."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from dialogue.foundation import bells, printing
from dialogue.foundation.database import db, everywhere, writing
from dialogue.foundation.jobs.running import work_due
from dialogue.foundation.post import Message
from dialogue.foundation.printing import keeping
from dialogue.foundation.printing.models import KeptPaper
from dialogue.foundation.vault import Unreadable
from dialogue.registrations import actions, paper, queries, sealed
from dialogue.registrations.actions import telling
from dialogue.registrations.actions.printing import ATTENDANCE, POST
from dialogue.registrations.models import HeadCountKept, Registration
from dialogue.sessions.models import Visibility
from tests.conftest import commit
from tests.makers.registrations import make_invitation_round, make_registration

pytestmark = pytest.mark.slow

CANARY = "Kanarievogel"


@pytest.fixture
def people(evening, now):
    gerda = make_registration(
        evening, CANARY, mail=f"{CANARY}@post.example", needs=CANARY, people=2
    )
    make_registration(evening, "Piet", phone="06 12 34 56 78")
    make_invitation_round(evening)
    telling.tell_signed_up(gerda, now)
    commit()
    return gerda


def test_the_numbers_stay_and_the_people_go(evening, people, now):
    before = queries.head_count(evening)
    heard = []
    with bells.people_forgotten.connected_to(
        lambda _town, **more: heard.append(more["dialogue_session"].id)
    ):
        actions.forget_people(evening, now)
        actions.forget_people(evening, now)
    assert heard == [evening.id]
    commit()
    assert queries.head_count(evening) == before
    assert db.session.scalars(everywhere(select(HeadCountKept))).one().signed_up == 3
    with pytest.raises(Unreadable):
        sealed.key_of(evening)
    for each in db.session.scalars(everywhere(select(Registration))):
        assert [getattr(each, name) for name in sealed.NAMES] == [None] * len(
            sealed.NAMES
        )
        assert each.link_hash is each.code_hash is each.contact_index is None
    assert db.session.scalars(select(Message)).one().content is None


def test_after_forgetting_no_link_opens_and_no_page_breaks(
    client, cast, sign_in, evening, people, now, desk
):
    key = sealed.key_of(evening)
    secret, code = sealed.link_token(people, key), sealed.code(people, key)
    db.session.rollback()
    assert client.post(f"/wilgendam/mine/{secret}").status_code == 303
    commit()
    actions.forget_people(evening, now)
    commit()
    db.session.rollback()
    assert client.post(f"/wilgendam/mine/{secret}").status_code == 410
    assert client.post("/wilgendam/mine", data={"code": code}).status_code == 422
    assert client.get("/wilgendam/mine/calendar.ics").status_code == 404
    sign_in(client, cast.samira)
    for page in (
        "/seats",
        f"/seats/{people.id}",
        "/attendance",
        "/seats/forget",
        "/invite",
    ):
        answer = client.get(desk + page)
        assert answer.status_code == 200, page
        assert CANARY not in answer.text
    assert client.get(desk + "/people.csv").status_code == 200
    assert client.get(desk + "/attendance.pdf").status_code == 200
    refused = client.post(f"{desk}/seats", data={"name": "Els", "how": "phone"})
    assert refused.status_code == 422


def test_the_clock_starts_when_the_answer_returned(evening, people, now):
    kept = timedelta(days=evening.municipality.contact_kept_days)
    year = evening.ends_at + timedelta(days=365)
    assert actions.when_forgotten(evening) == year
    returned = evening.ends_at + timedelta(days=40)
    actions.note_answer_returned(evening.id, returned)
    assert actions.when_forgotten(evening) == returned + kept
    assert actions.forget_when_due(returned + kept - timedelta(minutes=1)) == 0
    assert actions.forget_when_due(returned + kept) == 1
    assert actions.forget_when_due(returned + kept) == 0


def test_a_closed_evening_is_forgotten_after_its_end(evening, people, now):
    evening.visibility = Visibility.CLOSED
    kept = timedelta(days=evening.municipality.contact_kept_days)
    assert actions.when_forgotten(evening) == evening.ends_at + kept


def test_the_coordinator_sees_what_goes_and_may_do_it_sooner(
    client, cast, sign_in, evening, people, desk, monkeypatch
):
    from dialogue.foundation import clock

    sign_in(client, cast.samira)
    assert client.get(desk + "/seats/forget").status_code == 200
    assert client.post(desk + "/seats/forget").status_code == 422
    sign_in(client, cast.joost)
    assert client.get(desk + "/seats/forget").status_code == 403
    after = evening.ends_at + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: after)
    sign_in(client, cast.samira)
    assert client.post(desk + "/seats/forget").status_code == 303
    db.session.rollback()
    assert db.session.scalars(everywhere(select(HeadCountKept))).one()


def files_of(instance):
    """What the house keeps, without the tests' own server and their letter box."""
    return [
        each
        for each in instance.rglob("*")
        if each.is_file() and not {"postgres", "mail"} & set(each.parts)
    ]


def test_papers_with_names_are_kept_nowhere(
    client, cast, sign_in, evening, people, desk, scratch
):
    """They are printed for who asks: no file of the instance, no file of the system."""
    import tempfile
    from pathlib import Path

    sign_in(client, cast.samira)
    before = {*files_of(scratch), *Path(tempfile.gettempdir()).glob("*")}
    for page in ("/attendance.pdf", "/people.csv"):
        assert client.get(desk + page).status_code == 200
    after = {*files_of(scratch), *Path(tempfile.gettempdir()).glob("*")}
    ours = {each for each in after - before if CANARY.encode() in _bytes(each)}
    assert ours == set()
    kept = [each for each in after - before if scratch in each.parents]
    assert not [each for each in kept if each.suffix in {".pdf", ".csv"}]


def _bytes(path):
    return path.read_bytes() if path.is_file() else b""


def print_by_worker(evening, now, monkeypatch):
    """The sheet at the door and the letters, as for many people; their sealed bytes."""
    for limit in ("NAMES_AT_ONCE", "LETTERS_AT_ONCE"):
        monkeypatch.setattr(paper, limit, -1)
    caught = []
    monkeypatch.setattr(
        printing, "render_pdf", lambda html, **_: caught.append(html) or html.encode()
    )
    with writing():
        for kind, number in (
            (ATTENDANCE, evening.id), (POST["letters"], evening.municipality_id),
        ):  # fmt: skip
            keeping.ask_to_print(printing.Wanted(kind, number, now))
    assert work_due(now, "a worker") == 2
    assert CANARY in "".join(caught)
    return [
        bytes(row.content) for row in db.session.scalars(everywhere(select(KeptPaper)))
    ]


def test_no_canary_stands_in_any_byte(app, evening, people, now, scratch, monkeypatch):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL keeps old rows until it vacuums: see docs/privacy.md")
    wrapped = db.session.scalar(text("select data_key from dialogue_session"))
    boxes = [bytes(people.name), bytes(people.mail), bytes(wrapped)]
    db.session.commit()
    boxes += print_by_worker(evening, now, monkeypatch)
    db.session.commit()

    def bytes_on_disk():
        """Database, ``-wal``, queue, caches, workers' files: the whole instance."""
        with db.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
        return b"".join(each.read_bytes() for each in files_of(scratch))

    raw = bytes_on_disk()
    assert all(box in raw for box in boxes), "the control: they stand there before"
    assert CANARY.encode() not in raw
    db.session.rollback()
    commit()
    actions.forget_people(evening, now)
    db.session.commit()
    raw = bytes_on_disk()
    assert not any(box in raw for box in boxes)
    assert CANARY.encode() not in raw
    commit()
