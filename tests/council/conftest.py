"""What the tests of the council room share."""

from datetime import timedelta

import pytest

from dialogue.council import queries
from dialogue.foundation import clock, post
from dialogue.foundation.database import db, start_writing
from dialogue.foundation.post import Message
from dialogue.registrations.models import AnswerBy
from dialogue.reports.queries import report_of
from dialogue.sessions.queries import session_in
from tests.conftest import commit
from tests.laid_back import laid_back
from tests.makers.council import make_delivery, make_issued_report
from tests.makers.registrations import make_registration
from tests.makers.sessions import make_dialogue_session

RECEIVERS = (
    ("Gerda", AnswerBy.MAIL, {"mail": "gerda@dialogue.example"}),
    ("Ali", AnswerBy.LETTER, {"address": "Hofstraat 4, 1234 AB Wilgendam"}),
    ("Bea", AnswerBy.CALL, {"phone": "06 12 34 56 78"}),
    ("Niels", AnswerBy.NONE, {"mail": "niels@dialogue.example"}),
)


class Town:
    """An evening whose report is with the clerk, and who acts on it."""

    def __init__(self, client, cast, session_id):
        self.client, self.cast, self.session_id = client, cast, session_id

    @property
    def session(self):
        return session_in(self.cast.wilgendam.id, self.session_id)

    @property
    def report(self):
        return report_of(self.session)

    @property
    def delivery(self):
        return queries.deliveries_of(self.report)[-1]

    @property
    def link(self):
        found = self.delivery
        return f"/wilgendam/clerk/{queries.link_token(found.key, found.link_number)}"

    def refresh(self):
        db.session.rollback()
        db.session.expire_all()
        start_writing()

    def get(self, address, **more):
        page = self.client.get(address, **more)
        self.refresh()
        return page

    def post(self, address, **fields):
        page = self.client.post(address, data=fields)
        self.refresh()
        return page

    def open(self):
        """The clerk opens the link and presses the button."""
        answer = self.post(self.link)
        assert answer.status_code == 303, answer.text
        return self.get("/wilgendam/clerk/report?lang=en")

    def answer(self, number, state="yes", text="Dat doen we.", revision=0, **more):
        fields = {
            "state": state,
            "text": text,
            "on": "",
            "given_by": "wethouder Wijken",
            "revision": revision,
        }
        return self.post(
            f"/wilgendam/clerk/report/requests/{number}?lang=en", **(fields | more)
        )

    def send(self, once="s1"):
        return self.post("/wilgendam/clerk/report/send?lang=en", once=once)

    def messages(self, kind, channel=None):
        found = (
            db.session.query(Message).filter(Message.kind == kind).order_by(Message.id)
        )
        return [each for each in found if channel in (None, each.channel)]

    def told(self):
        """(name, channel) of residents to whom an answer was queued."""
        return sorted(
            (post.read(each).name, each.channel.value)
            for each in self.messages("answer")
        )


@pytest.fixture
def issued(client, cast, now):
    """A report that is out; four people signed up, three asked for the answer."""

    def build():
        evening = make_dialogue_session(
            cast.wilgendam, starts_at=now + timedelta(days=2)
        )
        for name, answer_by, reach in RECEIVERS:
            make_registration(
                evening, name, wish={"answer_by": answer_by}, now=now, **reach
            )
        make_issued_report(evening)
        return evening.id

    evening_id = laid_back("council: issued", build)
    commit()
    return Town(client, cast, evening_id)


@pytest.fixture
def town(issued):
    """The report is with the clerk."""
    make_delivery(issued.report)
    commit()
    return issued


@pytest.fixture
def later(monkeypatch):
    """``later(days)``: the clock of the house is so many days on, at noon."""

    def move(days):
        moment = clock.now() + timedelta(days=days, hours=2)
        monkeypatch.setattr(clock, "now", lambda: moment)
        return moment

    return move
