"""Whatever happens in whatever order: the count is true and nobody overtakes."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from dialogue.foundation.database import db, start_writing, within
from dialogue.foundation.errors import RuleBroken
from dialogue.registrations import actions, queries
from dialogue.registrations.actions import Wish
from dialogue.registrations.models import Registration, SeatCount, Standing
from dialogue.registrations.rules import HOLDS_SEAT, IN_PLAY
from dialogue.registrations.sealed import Person, key_of, reveal
from dialogue.sessions import actions as sessions
from tests.cast import introduce
from tests.conftest import NOW, _wipe
from tests.makers.sessions import make_dialogue_session

who = st.integers(0, 30)
size = st.integers(1, 4)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("sign up"), size),
        st.tuples(st.just("sign up"), size),
        st.tuples(st.just("cancel"), who),
        st.tuples(st.just("undo"), who),
        st.tuples(st.just("change"), who, size),
        st.tuples(st.just("take"), who),
        st.tuples(st.just("decline"), who),
        st.tuples(st.just("by hand"), who),
        st.tuples(st.just("seats"), st.integers(4, 12)),
        st.tuples(st.just("line only"), st.booleans()),
        st.tuples(st.just("hours"), st.integers(1, 60)),
    ),
    min_size=5, max_size=40,
)  # fmt: skip


class Story:
    """One evening and everything that happens to its seats."""

    def __init__(self, evening):
        self.evening, self.now, self.all = evening, NOW, []
        self.undone = self.handed = False

    def one(self, number):
        return self.all[number % len(self.all)] if self.all else None

    def do(self, act, *what):
        try:
            getattr(self, "do_" + act.replace(" ", "_"))(*what)
        except RuleBroken:
            db.session.expire_all()

    def do_sign_up(self, people):
        person = Person(name=f"Buur {len(self.all)}")
        signed = actions.sign_up(
            self.evening, person, Wish(people=people), now=self.now
        )
        self.all.append(signed.registration)

    def do_cancel(self, number):
        if one := self.one(number):
            actions.cancel(one, now=self.now)

    def do_undo(self, number):
        if one := self.one(number):
            actions.undo_cancel(one, now=self.now)
            self.undone = True

    def do_change(self, number, people):
        if one := self.one(number):
            person = reveal(one, key_of(self.evening))
            actions.change(one, person, Wish(people=people), seen=None, now=self.now)

    def do_take(self, number):
        if one := self.one(number):
            actions.take_offer(one, now=self.now)

    def do_decline(self, number):
        if one := self.one(number):
            actions.decline(one, now=self.now)

    def do_by_hand(self, number):
        if one := self.one(number):
            actions.seat_by_hand(one, now=self.now)
            self.handed = True

    def do_seats(self, seats):
        count = actions.open_count(self.evening)
        if count.taken <= seats:  # the sessions room refuses the other case
            self.evening.seats = seats
            self.evening.tables = 1
            sessions._changed(self.evening, "changed", self.now)

    def do_line_only(self, shut):
        count = actions.open_count(self.evening)
        count.line_only = shut
        actions.fill_from_line(self.evening, self.now)

    def do_hours(self, hours):
        self.now += timedelta(hours=hours)
        actions.lapse_offers(self.now)

    def look(self, before):
        db.session.expire_all()
        town = self.evening.municipality_id
        everybody = db.session.scalars(within(town, select(Registration))).all()
        count = db.session.scalars(within(town, select(SeatCount))).one_or_none()
        if count is None:
            return
        held = sum(each.people for each in everybody if each.standing in HOLDS_SEAT)
        line = [each for each in everybody if each.standing is Standing.WAITING]
        assert count.taken == held <= count.capacity == self.evening.seats
        assert count.waiting == sum(each.people for each in line)
        if line and not count.line_only and self.now < self.evening.starts_at:
            first = min(line, key=lambda each: each.line)
            assert first.people > count.capacity - count.taken, "a free seat lay idle"
        # Who got an offer in this step stood before everybody who still waits.
        fresh = [
            each.line for each in everybody
            if each.standing is Standing.OFFERED
            and before.get(each.id) is Standing.WAITING
        ]  # fmt: skip
        assert not fresh or not line or max(fresh) < min(each.line for each in line)
        self.look_at_heads(everybody)

    def look_at_heads(self, everybody):
        heads = queries.head_count(self.evening)
        assert heads.signed_up == sum(each.people for each in everybody)
        seated = sum(e.people for e in everybody if e.standing is Standing.SEATED)
        assert heads.had_seat == seated
        assert heads.cancelled == sum(
            each.people for each in everybody if each.standing not in IN_PLAY
        )


@pytest.mark.slow
@settings(
    max_examples=40, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(acts=ACTS)
def test_every_history_keeps_the_count_true_and_the_line_in_order(app, acts):
    db.session.rollback()
    db.session.remove()
    _wipe()
    start_writing()
    home = introduce().wilgendam
    story = Story(make_dialogue_session(home, seats=6, tables=1))
    for act in acts:
        before = {each.id: each.standing for each in story.all}
        story.do(*act)
        story.look(before)


def test_a_short_history_by_hand(app, cast):
    story = Story(make_dialogue_session(cast.wilgendam, seats=6, tables=1))
    history = [
        ("sign up", 4), ("sign up", 3), ("sign up", 1), ("cancel", 0),
        ("undo", 0), ("hours", 60), ("take", 1), ("change", 2, 4), ("seats", 12),
        ("take", 2), ("decline", 1), ("by hand", 1),
    ]  # fmt: skip
    for act in history:
        before = {each.id: each.standing for each in story.all}
        story.do(*act)
        story.look(before)
    assert [each.standing for each in story.all] == [
        Standing.CANCELLED, Standing.SEATED, Standing.LAPSED,
    ]  # fmt: skip
