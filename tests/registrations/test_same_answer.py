"""Whoever tries an address learns nothing: known and unknown get the same page."""

import random
import re
import statistics
import time

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from dialogue.foundation import post, throttle
from dialogue.foundation.database import db, everywhere, writing
from dialogue.foundation.post import Message
from dialogue.registrations.models import Registration, SeatCount
from tests.conftest import commit
from tests.makers.registrations import make_registration
from tests.makers.sessions import make_dialogue_session

# What differs between any two sign-ups: the code, its picture, the keys of forms.
OWN = re.compile(
    r"[2-9A-HJ-NP-Z]{4} [2-9A-HJ-NP-Z]{4} [2-9A-HJ-NP-Z]{4}|<svg[^>]*><path[^>]*"
    r"transform[^>]*></svg>|value=\"[^\"]{32,}\""
)
KNOWN = [f"buur{number:04}@post.example" for number in range(100)]
PROBES = 2_000


class Prober:
    """A stranger who signs up as somebody, in a browser of its own each time."""

    def __init__(self, app, cast):
        self.app = app
        self.evening = make_dialogue_session(cast.wilgendam, seats=400, tables=60)
        for mail in KNOWN:
            make_registration(self.evening, "Gerda", mail=mail)
        commit()
        self.address = f"/wilgendam/talks/{self.evening.ref}/sign-up"
        self.before = db.session.scalar(
            everywhere(select(Registration.id).order_by(Registration.id.desc()))
        )
        db.session.rollback()

    def probe(self, mail, number):
        """All that the stranger can see, and for how long they waited."""
        throttle.forget_all(self.app)
        browser = FlaskClient(self.app, self.app.response_class)
        form = {"name": "Gerda", "reach": mail, "people": "1", "agreed": "y"}
        began = time.perf_counter()
        answer = browser.post(self.address, data=form | {"once": f"{number:032}"})
        took = time.perf_counter() - began
        assert answer.status_code == 303, answer.text
        page = browser.get(answer.location)
        heads = sorted(name for name, _value in (*answer.headers, *page.headers))
        cookies = sorted(len(each) for each in answer.headers.getlist("Set-Cookie"))
        return (answer.location, heads, cookies, OWN.sub("", page.text)), took

    def take_back(self):
        """As it was before the probe, so that every probe meets the same evening."""
        db.session.rollback()
        with writing():
            gone = everywhere(delete(Registration).where(Registration.id > self.before))
            db.session.execute(gone)
            db.session.execute(delete(Message))
            count = db.session.scalars(everywhere(select(SeatCount))).one()
            count.taken, count.next_in_line = len(KNOWN), len(KNOWN) + 1
        db.session.rollback()


def unknown(number):
    """An address of the same length, different each time."""
    return f"wild{number:04}@post.example"


def auc(one, other):
    """How often a value of one is the larger: 0.5 tells nothing, 0 and 1 all."""
    order = sorted((value, side) for side, each in enumerate((one, other)) for value in each)  # fmt: skip
    ranks = sum(rank for rank, (_value, side) in enumerate(order, 1) if side == 0)
    return (ranks - len(one) * (len(one) + 1) / 2) / (len(one) * len(other))


def test_only_the_mail_tells(app, cast):
    prober = Prober(app, cast)
    texts = []
    for number, mail in enumerate((KNOWN[0], unknown(0))):
        prober.probe(mail, number)
        db.session.rollback()
        [letter] = [post.read(each) for each in db.session.scalars(select(Message))]
        texts.append(letter.text)
        prober.take_back()
    assert "before" in texts[0] or "eerder" in texts[0]
    assert len(texts[0]) > len(texts[1])


@pytest.mark.slow
def test_two_thousand_probes_see_the_same_bytes_and_wait_as_long(app, cast):
    """Known and unknown addresses by turns, in an order that nobody can foresee."""
    prober = Prober(app, cast)
    seen, times, coin = set(), ([], []), random.Random(7)
    # The work is the same on the other database: there a fifth of them will do.
    probes = PROBES if db.engine.dialect.name == "sqlite" else PROBES // 5
    for number in range(probes // 2):
        mails = [KNOWN[number % len(KNOWN)], unknown(number)]
        for side in coin.sample((0, 1), 2):
            page, took = prober.probe(mails[side], 2 * number + side)
            seen.add(repr(page).replace(mails[side], "MAIL"))
            times[side].append(took)
            prober.take_back()
    assert len(seen) == 1
    known, strange = (each[10:] for each in times)
    margin = 0.05 if probes == PROBES else 0.1
    assert abs(auc(known, strange) - 0.5) < margin, statistics.median(known)


@pytest.mark.slow
def test_the_clock_of_the_probes_would_see_five_milliseconds(app, cast, monkeypatch):
    """The control: an answer that is a little slower for the known stands out."""
    from dialogue.registrations.actions import telling

    real = telling.tell_signed_up

    def slower(registration, now):
        if registration.contact_index in indexes:
            time.sleep(0.005)
        real(registration, now)

    prober = Prober(app, cast)
    indexes = set(
        db.session.scalars(everywhere(select(Registration.contact_index))).all()
    )
    db.session.rollback()
    monkeypatch.setattr(telling, "tell_signed_up", slower)
    times = ([], [])
    for number in range(100):
        for side, mail in enumerate((KNOWN[number], unknown(number))):
            times[side].append(prober.probe(mail, 2 * number + side)[1])
            prober.take_back()
    assert auc(*(each[5:] for each in times)) > 0.6
