"""What the sessions room changes, and two requests at the same moment."""

import threading

import pytest
from sqlalchemy import select

from dialogue.foundation import clock
from dialogue.foundation.database import db, everywhere, writing
from dialogue.foundation.errors import RuleBroken
from dialogue.registrations import actions, queries
from dialogue.registrations.actions import Wish
from dialogue.registrations.models import Registration, Standing
from dialogue.registrations.sealed import Person
from dialogue.sessions import actions as sessions
from dialogue.sessions import rules as sessions_rules
from dialogue.sessions.queries import session_in
from dialogue.sessions.seats import seat_counts, seats_taken
from tests.conftest import commit
from tests.makers.registrations import make_registration
from tests.makers.sessions import make_dialogue_session


def test_fewer_seats_than_people_is_refused_and_more_are_offered(cast, now):
    evening = make_dialogue_session(cast.wilgendam, seats=2, tables=1)
    make_registration(evening, "Gerda", people=2)
    els = make_registration(evening, "Els", mail="els@post.example")
    assert seats_taken(evening) == 2
    with pytest.raises(RuleBroken):
        sessions_rules.check_can_change_seats(1, seats_taken(evening))
    evening.seats = 3
    sessions._changed(evening, "changed", now)
    assert els.standing is Standing.OFFERED
    figures = seat_counts([evening])[evening.id]
    assert (figures.capacity, figures.taken, figures.waiting, figures.free) == (
        3,
        3,
        0,
        0,
    )


def test_after_the_start_and_when_cancelled_nobody_is_offered_anything(cast, now):
    evening = make_dialogue_session(cast.wilgendam, seats=1, tables=1)
    gerda = make_registration(evening, "Gerda")
    els = make_registration(evening, "Els", mail="els@post.example")
    actions.cancel(gerda, now=evening.starts_at)
    assert els.standing is Standing.WAITING
    sessions.cancel(evening, "De zaal is dicht", seen=None, now=now)
    assert els.standing is Standing.WAITING


def test_the_same_form_twice_at_the_same_moment_is_one_sign_up(app, cast):
    evening = make_dialogue_session(cast.wilgendam)
    actions.open_count(evening)
    commit()
    town, number = cast.wilgendam.id, evening.id
    db.session.rollback()
    found, wrong, gate = [], [], threading.Barrier(6)

    def send():
        with app.app_context():
            gate.wait(20)
            try:
                with writing():
                    signed = actions.sign_up(
                        session_in(town, number), Person(name="Gerda"), Wish(),
                        now=clock.now(), once="a" * 32,
                    )  # fmt: skip
                    found.append((signed.registration.id, signed.token))
            except Exception as problem:
                wrong.append(problem)
            db.session.remove()

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(set(found)) == 1
    rows = db.session.scalars(everywhere(select(Registration))).all()
    assert len(rows) == 1


def test_two_who_take_the_last_offer_and_the_last_seat_never_both_win(app, cast, now):
    evening = make_dialogue_session(cast.wilgendam, seats=1, tables=1)
    first = make_registration(evening, "Gerda")
    make_registration(evening, "Els")
    actions.cancel(first, now=now)
    make_registration(evening, "Laat")
    heads = queries.head_count(evening)
    assert (heads.had_seat, heads.waiting, heads.cancelled) == (0, 2, 1)
    assert queries.count_of(evening).taken == 1
