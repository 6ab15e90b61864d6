"""What the tests of the conversations room share: an evening, and a seat at a table."""

from dataclasses import dataclass

import pytest

from dialogue.conversations import actions, queries
from dialogue.conversations.models import Evening, TableTalk
from dialogue.foundation import throttle
from dialogue.foundation.database import db, start_writing
from dialogue.sessions.models import DialogueSession
from dialogue.sessions.queries import session_in
from tests.conftest import NOW, commit
from tests.laid_back import laid_back
from tests.makers.conversations import make_evening, make_table_talk
from tests.makers.guides import make_guide_version
from tests.makers.sessions import make_dialogue_session


@dataclass(frozen=True)
class Held:
    """An evening under way: the room is at the step asked for."""

    dialogue_session: DialogueSession
    evening: Evening
    talk: TableTalk

    @property
    def token(self):
        return queries.table_token(self.evening.id, self.talk.number)

    @property
    def desk(self):
        return f"/wilgendam/desk/talks/{self.dialogue_session.id}/evening"


@pytest.fixture
def hold(app, cast):
    """``hold("sleutel-van-de-buren", step=5)``: an evening that began now."""
    throttle.forget_all(app)

    def begin(
        slug="sleutel-van-de-buren",
        *,
        step=0,
        present=7,
        sides=(),
        tables=2,
        town=None,
        **more,
    ):
        home = town or cast.wilgendam

        def build():
            dialogue_session = make_dialogue_session(
                home, guide_version=make_guide_version(slug),
                starts_at=NOW, tables=tables, **more,
            )  # fmt: skip
            evening = make_evening(
                dialogue_session, tables=tables, present=present, sides=sides
            )
            if step:
                actions.go_to_step(evening, step, now=NOW)
            make_table_talk(evening)
            return dialogue_session.id

        which = f"conversations: {slug} {step} {present} {sides} {tables}"
        number = build() if town or more else laid_back(which, build)
        found = session_in(home.id, number)
        evening = queries.evening_of(found)
        return Held(found, evening, make_table_talk(evening))

    return begin


@pytest.fixture
def sit(client):
    """``sit(held)``: the browser opened this table with its link and the code."""

    def open_table(held):
        commit()
        answer = client.post(f"/table/{held.token}", data={"code": held.evening.code})
        assert answer.status_code == 303, answer.text
        afresh()
        return client

    return open_table


def afresh():
    """See what requests wrote; the test may write again."""
    db.session.rollback()
    db.session.expire_all()
    start_writing()


@pytest.fixture(name="afresh")
def _afresh():
    return afresh


def said_at(held):
    """The sentences of the first table, as stored now."""
    afresh()
    return list(queries.contributions_of(held.talk))
