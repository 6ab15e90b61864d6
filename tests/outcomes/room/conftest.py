"""What the tests of the harvest's pages share."""

from datetime import timedelta

import pytest

from dialogue.conversations.models import Kind
from dialogue.conversations.queries import evening_of
from dialogue.foundation.database import db, start_writing
from dialogue.outcomes import queries
from dialogue.sessions.models import DialogueSession
from dialogue.sessions.queries import session_in
from tests.conftest import commit
from tests.laid_back import laid_back
from tests.makers.conversations import make_contribution, make_evening, make_table_talk
from tests.makers.outcomes import make_theme
from tests.makers.sessions import make_dialogue_session


class Desk:
    """Samira's browser on the harvest of one evening."""

    def __init__(self, client, dialogue_session):
        self.client = client
        self.dialogue_session = dialogue_session
        self.place = f"/wilgendam/desk/talks/{dialogue_session.id}"

    def get(self, rest=""):
        page = self.client.get(f"{self.place}/{rest}")
        db.session.rollback()
        start_writing()
        return page

    def post(self, rest="", **fields):
        page = self.client.post(f"{self.place}/{rest}", data=fields)
        db.session.rollback()
        start_writing()
        return page

    @property
    def session(self):
        return db.session.get(
            DialogueSession, self.dialogue_session.id,
            execution_options={"scope": "everywhere"}, populate_existing=True,
        )  # fmt: skip

    def where(self):
        """Sentence to theme's name, read from the database."""
        db.session.expire_all()
        names = {each.id: each.name for each in queries.themes_of(self.session)}
        return {
            each.contribution.text: names.get(each.theme_id)
            for each in queries.sentences_of(self.session)
        }

    def id_of(self, text):
        return next(
            each.id
            for each in queries.sentences_of(self.session)
            if each.contribution.text == text
        )


@pytest.fixture
def evening(cast, now):
    """Yesterday: two tables that can talk; nothing said yet."""

    def build():
        found = make_dialogue_session(cast.wilgendam, starts_at=now - timedelta(days=1))
        make_evening(found, tables=2)
        return found.id

    number = laid_back("outcomes: an evening", build)
    commit()
    return evening_of(session_in(cast.wilgendam.id, number))


@pytest.fixture
def say(evening):
    """``say("text", table=1, kind=…)``: a confirmed sentence."""

    def said(text, table=1, kind=Kind.EXPERIENCE, **more):
        if kind is Kind.REQUEST:
            more.setdefault("addressed_to", "wethouder Wijken")
        found = make_contribution(make_table_talk(evening, table), kind, text, **more)
        commit()
        return found

    return said


@pytest.fixture
def desk(client, cast, sign_in, evening):
    from dialogue.conversations.queries import session_of

    dialogue_session = session_of(evening)
    return Desk(sign_in(client, cast.samira), dialogue_session)


@pytest.fixture
def themed(desk):
    """``themed("Hulp", "Rust")``: themes, by name."""

    def make(*names):
        found = {name: make_theme(desk.session, name).id for name in names}
        commit()
        return found

    return make
