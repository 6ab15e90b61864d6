"""Two hundred people sign up for fifty seats at once; without the lock it overbooks."""

import threading

import pytest
from sqlalchemy import select

from dialogue.foundation import clock, database
from dialogue.foundation.database import db, everywhere, writing
from dialogue.registrations import actions
from dialogue.registrations.actions import Wish
from dialogue.registrations.models import Registration, SeatCount, Standing
from dialogue.registrations.sealed import Person
from dialogue.sessions.queries import session_in
from tests.conftest import commit
from tests.makers.sessions import make_dialogue_session

pytestmark = pytest.mark.slow

SEATS, PEOPLE, THREADS = 50, 200, 8


def rush(app, town_id, session_id):
    """Everybody at once; returns the errors."""
    errors = []
    gate = threading.Barrier(THREADS)

    def some(number):
        with app.app_context():
            gate.wait(20)
            for turn in range(PEOPLE // THREADS):
                try:
                    with writing():
                        actions.sign_up(
                            session_in(town_id, session_id),
                            Person(name=f"Buur {number}-{turn}"), Wish(), now=clock.now(),
                        )  # fmt: skip
                except Exception as problem:
                    errors.append(problem)
            db.session.remove()

    threads = [threading.Thread(target=some, args=(n,)) for n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def standings(session_id):
    db.session.rollback()
    statement = select(Registration.line, Registration.standing).where(
        Registration.dialogue_session_id == session_id
    )
    rows = db.session.execute(everywhere(statement)).all()
    return (
        sorted(line for line, standing in rows if standing is Standing.SEATED),
        sorted(line for line, standing in rows if standing is Standing.WAITING),
    )


def test_fifty_seats_are_fifty_seats_and_the_line_is_in_order(app, cast):
    evening = make_dialogue_session(cast.wilgendam, seats=SEATS)
    actions.open_count(evening)
    commit()
    db.session.rollback()
    assert rush(app, cast.wilgendam.id, evening.id) == []
    seated, waiting = standings(evening.id)
    assert seated == list(range(1, 51))
    assert waiting == list(range(51, 201))
    count = db.session.scalars(everywhere(select(SeatCount))).one()
    assert (count.taken, count.waiting) == (50, 150)


@pytest.mark.slow
def test_without_the_lock_it_overbooks(app, cast, monkeypatch):
    evening = make_dialogue_session(cast.wilgendam, seats=SEATS)
    actions.open_count(evening)
    commit()
    db.session.rollback()
    monkeypatch.setattr(database, "locking", False)
    rush(app, cast.wilgendam.id, evening.id)
    seated, _waiting = standings(evening.id)
    assert len(seated) > SEATS
