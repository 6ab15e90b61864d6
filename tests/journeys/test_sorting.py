"""Three hundred sentences, one person, the keyboard only: one key a sentence."""

import time

import pytest
from playwright.sync_api import expect

from dialogue.conversations.models import Confirmation, Contribution
from dialogue.conversations.queries import evening_of, talks_of
from dialogue.foundation.database import db, writing
from dialogue.outcomes import actions, queries
from tests.journeys.browser import leads_on
from tests.journeys.world import held_evening

pytestmark = [pytest.mark.journey, pytest.mark.slow]
MANY = 300


@pytest.fixture(scope="module")
def harvest(site):
    """A held evening with three hundred sentences and no theme."""
    from dialogue.example.walk import evening_in

    planned = held_evening(site, "Driehonderd zinnen")
    with site.app.app_context():
        with writing():
            dialogue_session = evening_in(site.built.world, planned.id)
            talks = talks_of(evening_of(dialogue_session))
            there = queries.to_sort(queries.sentences_of(dialogue_session))
            first = there[0].contribution
            for number in range(MANY - len(there)):
                db.session.add(
                    Contribution(
                        municipality_id=first.municipality_id,
                        table_talk_id=talks[number % len(talks)].id,
                        step=first.step,
                        number=100 + number,
                        kind=first.kind,
                        per_side={},
                        text=f"Buur {number} hielp mij met {('soep', 'fietsen', 'de trap', 'licht')[number % 4]}.",
                        confirmation=Confirmation.CONFIRMED,
                        client_key=f"many-{number}",
                    )
                )
            for name in ("Soep", "Fietsen", "De trap", "Licht"):
                actions.add_theme(dialogue_session, name)
        db.session.remove()
    return f"{planned.desk}/harvest"


def test_three_hundred_sentences_by_keyboard(somebody, harvest):
    visitor = somebody(1280, often_looked_at=False)
    page = visitor.page
    visitor.signs_in("Joost")
    visitor.opens(harvest)
    keys, began = 0, time.monotonic()

    def presses(key):
        nonlocal keys
        leads_on(page, lambda: page.keyboard.press(key))
        keys += 1

    for number in range(MANY):
        presses(str(1 + number % 4))
        if number == MANY // 2:
            presses("u")
            presses("1")
            visitor.sees_a_sound_page()
    seconds = time.monotonic() - began
    expect(page.get_by_role("heading", level=1)).to_have_text("Elke zin heeft een plek")
    visitor.sees_a_sound_page()
    print(
        f"{MANY} sentences, {keys / MANY:.2f} keys and {seconds / MANY:.2f} s of waiting each"
    )
    assert keys <= MANY * 1.01
    # Thirty minutes in all are six seconds a sentence: a tenth where nothing else runs,
    # and half of it where everything else runs too.
    assert seconds / MANY < 3
