"""Somebody may be recognised: said at the table too, at writing and at reading back."""

from datetime import timedelta

import pytest

from dialogue.conversations import recognising
from dialogue.registrations.models import Way
from tests.conftest import commit
from tests.makers.conversations import make_contribution, make_table_talk
from tests.makers.registrations import make_registration


@pytest.fixture
def gerda(desk, now):
    """Signed up before the evening."""
    before = now - timedelta(days=3)
    make_registration(desk.session, "Gerda Bakker", way=Way.PHONE, now=before)
    commit()


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("Gerda bracht soep.", True),
        ("Bel mij op 06 12345678.", True),
        ("Ineke bracht soep.", False),  # she did not sign up
        ("Mijn buurvrouw bracht soep.", False),
    ],
)
def test_the_table_learns_that_there_is_something_and_not_what(
    desk, evening, gerda, text, shows
):
    said = make_contribution(make_table_talk(evening, 1), text=text)
    assert recognising.asker(desk.session)(said) is shows


def test_a_room_that_nobody_told_finds_nothing(desk, say, monkeypatch):
    monkeypatch.setattr(recognising, "_asking", [])
    assert recognising.asker(desk.session)(say("Bel 06 12345678.")) is False
