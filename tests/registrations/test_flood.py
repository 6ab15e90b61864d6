"""A flood of sign-ups holds few seats for long; neighbours do not notice it."""

from collections import Counter
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dialogue.foundation import clock, throttle
from dialogue.foundation.database import db, everywhere, writing
from dialogue.foundation.post import Message
from dialogue.registrations import actions, guard, sealed
from dialogue.registrations.actions import seats as signing
from dialogue.registrations.models import Registration, Standing, Way
from dialogue.registrations.views import signing_up
from tests.conftest import commit
from tests.makers.registrations import make_registration

pytestmark = pytest.mark.slow

FORM = {"people": "1", "agreed": "y"}
NETWORKS = 50
QUARTER = timedelta(minutes=15)
# A fast flood of which most is refused, and one just slow enough to be let in whole.
FAST, SLOW = timedelta(seconds=1.08), timedelta(seconds=8.5)


def held():
    db.session.rollback()
    asked = everywhere(select(Registration).order_by(Registration.id))
    found = db.session.scalars(asked).all()
    return [
        each for each in found if each.standing in (Standing.SEATED, Standing.OFFERED)
    ]


def names_of(registrations):
    return [
        sealed.reveal(each, sealed.key_of(each.dialogue_session)).name
        for each in registrations
    ]


def gerda(evening, app):
    """A neighbour who telephoned before it began."""
    make_registration(evening, "Gerda", phone="06 12 34 56 78")
    commit()
    db.session.rollback()
    throttle.forget_all(app)


class Flood:
    """Bots that even solve the sum; time goes by a little with each, as does the round

    of the worker every minute, after which one looks who holds a seat since when.
    """

    def __init__(self, app, address, now, monkeypatch):
        self.browser = FlaskClient(app, app.response_class)
        self.address, self.start, self.now = address, now, now
        self.answers, self.since, self.longest = Counter(), {}, 0
        monkeypatch.setattr(clock, "now", lambda: self.now)
        # Nobody reads the page that most are refused with; test_sign_up.py does.
        monkeypatch.setattr(signing_up, "_render", lambda *_, **__: "")

    def run(self, many, every):
        """So many fakes, one every so often; returns the most seats held beyond a

        quarter of an hour.
        """
        minute = self.start
        for number in range(many):
            self.now = self.start + every * number
            while minute + timedelta(minutes=1) <= self.now:
                minute += timedelta(minutes=1)
                self.round(minute)
            self.answers[self.fake(number)] += 1
        return self.longest

    def fake(self, number):
        once = f"{number:032}"
        form = FORM | {
            "name": f"Nep {number}", "reach": f"nep{number}@post.example", "once": once,
            "question": str(sum(guard._sum(once))),
        }  # fmt: skip
        where = {"REMOTE_ADDR": f"203.0.113.{number % NETWORKS}"}
        return self.browser.post(
            self.address, data=form, environ_base=where
        ).status_code

    def round(self, minute):
        db.session.rollback()
        with writing():
            actions.lapse_unconfirmed(minute)
            actions.lapse_offers(minute)
        fakes = {each.id for each in held() if each.way is Way.WEB}
        self.since = {each: self.since.get(each, minute) for each in fakes}
        # A round comes once a minute, so a quarter may be a minute longer.
        limit = minute - QUARTER - timedelta(minutes=1)
        beyond = sum(since < limit for since in self.since.values())
        self.longest = max(self.longest, beyond)


def test_ten_thousand_fakes_from_fifty_addresses_hold_a_tenth_of_the_seats_at_most(
    app, address, evening, now, monkeypatch
):
    gerda(evening, app)
    # The arithmetic is that of the other database: there the first of the flood will do.
    many = 10_000 if db.engine.dialect.name == "sqlite" else 500
    flood = Flood(app, address, now, monkeypatch)
    assert flood.run(many, FAST) <= evening.seats // 10
    assert flood.answers[303] >= min(many, 20 * NETWORKS) * 0.9
    assert flood.answers[303] + flood.answers[429] == many
    assert "Gerda" in names_of(held())
    flood.round(flood.now + timedelta(minutes=17))
    db.session.rollback()
    where = {"REMOTE_ADDR": "198.51.100.7"}
    neighbour = FORM | {"name": "Els", "reach": "els@post.example"}
    flood.now += timedelta(minutes=18)
    app.test_client().post(address, data=neighbour, environ_base=where)
    assert "Els" in names_of(held()), (
        "a neighbour who comes after the flood finds a chair"
    )


def test_a_flood_of_seven_a_minute_holds_no_more(
    app, address, evening, now, monkeypatch
):
    gerda(evening, app)
    flood = Flood(app, address, now, monkeypatch)
    many = 400 if db.engine.dialect.name == "sqlite" else 200
    assert flood.run(many, SLOW) <= evening.seats // 10
    assert flood.answers == {303: many}
    assert "Gerda" in names_of(held())


def test_who_signed_up_just_before_is_told_and_has_ten_minutes(
    app, address, evening, now, monkeypatch
):
    monkeypatch.setattr("dialogue.registrations.rules.signing.FLOOD_AN_HOUR", 3)
    evening.seats = 3
    commit()
    db.session.rollback()
    flood = Flood(app, address, now, monkeypatch)
    flood.fake(0)
    flood.now = now + timedelta(minutes=12)
    assert [flood.fake(number) for number in (1, 2)] == [303, 303]
    first = held()[0]
    assert first.confirm_until == flood.now + timedelta(minutes=10)
    asked = db.session.scalars(select(Message).where(Message.kind == "confirm")).all()
    told = {each.subject_ref for each in asked}
    assert f"registration:{first.id}" in told
    assert len(asked) == 3


def test_without_the_watch_the_same_flood_takes_every_seat(
    app, address, evening, now, monkeypatch
):
    monkeypatch.setattr(signing, "watch_for_flood", lambda *_: None)
    db.session.rollback()
    throttle.forget_all(app)
    flood = Flood(app, address, now, monkeypatch)
    assert flood.run(80, timedelta(seconds=45)) == evening.seats


def test_whoever_opens_the_link_in_time_keeps_the_seat(
    client, app, address, evening, now, monkeypatch
):
    monkeypatch.setattr("dialogue.registrations.rules.signing.FLOOD_AN_HOUR", 3)
    evening.seats = 3
    commit()
    db.session.rollback()
    flood = Flood(app, address, now, monkeypatch)
    assert [flood.fake(number) for number in range(3)] == [303] * 3
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
