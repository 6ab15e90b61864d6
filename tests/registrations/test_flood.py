"""A flood of sign-ups holds few seats for long; neighbours do not notice it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dialogue.foundation import clock, throttle
from dialogue.foundation.database import db, everywhere
from dialogue.foundation.post import Message
from dialogue.registrations import actions, guard, sealed
from dialogue.registrations.models import Registration, Standing, Way
from tests.conftest import commit
from tests.makers.registrations import make_registration

pytestmark = pytest.mark.slow

FORM = {"people": "1", "agreed": "y"}


def held():
    db.session.rollback()
    found = db.session.scalars(everywhere(select(Registration))).all()
    return [
        each for each in found if each.standing in (Standing.SEATED, Standing.OFFERED)
    ]


def fakes(app, address, many, networks=50):
    """Bots that even solve the sum, from so many networks."""
    done = 0
    for number in range(many):
        once = f"{number:032}"
        form = FORM | {
            "name": f"Nep {number}", "reach": f"nep{number}@post.example", "once": once,
            "question": str(sum(guard._sum(once))),
        }  # fmt: skip
        where = {"REMOTE_ADDR": f"203.0.113.{number % networks}"}
        answer = app.test_client().post(address, data=form, environ_base=where)
        done += answer.status_code == 303
    return done


def test_after_a_quarter_of_an_hour_a_flood_holds_a_tenth_at_most(
    app, address, evening, now, monkeypatch
):
    make_registration(evening, "Gerda", phone="06 12 34 56 78")
    commit()
    db.session.rollback()
    throttle.forget_all(app)
    assert fakes(app, address, 300) > 200
    after = now + timedelta(minutes=16)
    commit()
    assert actions.lapse_unconfirmed(after) > 200
    commit()
    names = [sealed.reveal(e, sealed.key_of(e.dialogue_session)).name for e in held()]
    assert "Gerda" in names
    assert sum(name.startswith("Nep") for name in names) <= 4


def test_whoever_opens_the_link_in_time_keeps_the_seat(
    client, app, address, evening, now, monkeypatch
):
    monkeypatch.setattr("dialogue.registrations.rules.FLOOD_AN_HOUR", 3)
    evening.seats = 3
    commit()
    db.session.rollback()
    fakes(app, address, 3)
    kinds = [each.kind for each in db.session.scalars(select(Message))]
    assert "confirm" in kinds, "the one that tripped the alarm is asked to confirm"
    one = held()[-1]
    assert one.confirm_until == now + timedelta(minutes=15)
    secret = sealed.link_token(one, sealed.key_of(one.dialogue_session))
    db.session.rollback()
    assert client.post(f"/wilgendam/mine/{secret}").status_code == 303
    commit()
    actions.lapse_unconfirmed(now + timedelta(minutes=16))
    commit()
    assert [each.id for each in held()] == [one.id]


def test_thirty_neighbours_in_a_day_are_no_flood(
    app, address, evening, now, monkeypatch
):
    for number in range(30):
        monkeypatch.setattr(
            clock, "now", lambda n=number: now + timedelta(minutes=20 * n)
        )
        form = FORM | {"name": f"Buur {number}", "reach": ""}
        where = {"REMOTE_ADDR": f"198.51.100.{number}"}
        answer = app.test_client().post(address, data=form, environ_base=where)
        assert answer.status_code == 303
    assert all(each.confirm_until is None for each in held())
    assert all(each.way is Way.WEB for each in held())
