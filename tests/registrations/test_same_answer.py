"""Whoever tries an address learns nothing: known and unknown get the same page."""

import re
import statistics
import time

import pytest

from dialogue.foundation import post, throttle
from dialogue.foundation.database import db
from dialogue.foundation.post import Message
from tests.conftest import commit
from tests.makers.registrations import make_registration
from tests.makers.sessions import make_dialogue_session

OWN = re.compile(
    r"[2-9A-HJ-NP-Z]{4} [2-9A-HJ-NP-Z]{4} [2-9A-HJ-NP-Z]{4}|<svg[^>]*><path[^>]*"
    r"transform[^>]*></svg>|value=\"[^\"]{32,}\""
)


def probe(app, address, mail, number):
    """One stranger's browser signs somebody up; returns all that it can see."""
    throttle.forget_all(app)
    browser = app.test_client()
    form = {
        "name": "Gerda",
        "reach": mail,
        "people": "1",
        "agreed": "y",
        "once": f"{number:032}",
    }
    began = time.perf_counter()
    answer = browser.post(address, data=form)
    took = time.perf_counter() - began
    assert answer.status_code == 303, answer.text
    page = browser.get(answer.location)
    names = sorted(name for name, _value in (*answer.headers, *page.headers))
    return (answer.status_code, answer.location, names, OWN.sub("", page.text)), took


def rooms(cast):
    """Two evenings alike: in one Gerda is known."""
    known = make_dialogue_session(cast.wilgendam, seats=400, tables=60)
    make_registration(known, "Gerda", mail="gerda@post.example")
    fresh = make_dialogue_session(cast.wilgendam, seats=400, tables=60)
    make_registration(fresh, "Piet", mail="piet@post.example")
    commit()
    db.session.rollback()
    return [f"/wilgendam/talks/{each.ref}/sign-up" for each in (known, fresh)], [
        known.ref,
        fresh.ref,
    ]


def test_the_page_is_the_same_to_the_byte_and_only_the_mail_tells(app, cast):
    addresses, refs = rooms(cast)
    seen = [probe(app, address, "gerda@post.example", 1)[0] for address in addresses]
    told = [
        repr(each).replace(ref, "REF") for each, ref in zip(seen, refs, strict=True)
    ]
    assert told[0] == told[1]
    db.session.rollback()
    texts = [
        post.read(each).text for each in db.session.query(Message).order_by(Message.id)
    ]
    assert "before" in texts[0] or "eerder" in texts[0]
    assert len(texts[0]) > len(texts[1])


@pytest.mark.slow
def test_how_long_it_takes_tells_nothing(app, cast):
    addresses, _refs = rooms(cast)
    times = ([], [])
    for number in range(240):
        for which in (0, 1) if number % 2 else (1, 0):
            mail = "gerda@post.example"
            times[which].append(probe(app, addresses[which], mail, 10 + number)[1])
    known, fresh = times[0][20:], times[1][20:]
    wins = sum((a > b) + (a == b) / 2 for a in known for b in fresh)
    assert 0.4 < wins / (len(known) * len(fresh)) < 0.6, statistics.median(known)
