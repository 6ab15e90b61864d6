"""Ideas and places, with what they grow from."""

from datetime import timedelta

import pytest

from dialogue.conversations.models import Confirmation, Kind
from dialogue.outcomes import marking, queries
from dialogue.outcomes.findings import findings_of
from dialogue.registrations.models import Way
from tests.conftest import commit
from tests.makers.registrations import make_registration

BENCH, SOUP = "Een bank op de hoek.", "Een buur bracht soep."


def gerda_signs_up(desk, now):
    """Before the evening began, as one does."""
    before = now - timedelta(days=3)
    make_registration(desk.session, "Gerda Bakker", way=Way.PHONE, now=before)
    commit()


@pytest.fixture
def bench(say):
    return say(BENCH, kind=Kind.IDEA)


def note(desk, said, **more):
    fields = {"place": "", "who_could": "", "grows_from": "", "root": ""} | more
    return desk.post(f"harvest/ideas/{said.id}", **fields)


def test_an_idea_says_its_place_who_could_and_what_it_grows_from(desk, bench, say):
    soup = say(SOUP)
    answer = note(
        desk, bench, place="hoek Wilgenlaan", who_could="de school",
        grows_from="de koffie op vrijdag", root=soup.id,
    )  # fmt: skip
    assert answer.status_code == 303
    page = desk.get("harvest/ideas?lang=en").text
    for words in (BENCH, "hoek Wilgenlaan", "de school", "de koffie op vrijdag", SOUP):
        assert words in page
    (found,) = findings_of(desk.session).ideas
    assert (found.place, found.who_could, found.grows_from) == (
        "hoek Wilgenlaan",
        "de school",
        "de koffie op vrijdag",
    )
    assert (
        found.root.contribution.text == SOUP
        and found.sentence.contribution.text == BENCH
    )


def test_an_idea_without_a_note_is_there_as_well(desk, bench):
    (found,) = findings_of(desk.session).ideas
    assert found.sentence.contribution.text == BENCH and found.root is None
    assert "Say what it grows from" in desk.get("harvest/ideas?lang=en").text


def test_what_it_grew_from_may_be_withdrawn_or_gone(desk, bench, say):
    soup = say(SOUP)
    note(desk, bench, root=soup.id)
    queries.sentence_in(desk.session, soup.id).confirmation = Confirmation.WITHDRAWN
    commit()
    (found,) = findings_of(desk.session).ideas
    assert found.root is None


def test_emptied_there_is_no_note(desk, bench):
    note(desk, bench, place="hoek")
    note(desk, bench)
    assert queries.idea_notes(desk.session) == {}


@pytest.mark.parametrize("root", ["nonsense", "0" * 32])
def test_it_grows_from_no_sentence_that_is_not_there(desk, bench, root):
    page = note(desk, bench, place="hoek", root=root)
    assert page.status_code == 422 and "hoek" in page.text
    assert queries.idea_notes(desk.session) == {}


def test_only_ideas_have_a_note(desk, say):
    said = say(SOUP)
    assert desk.get(f"harvest/ideas/{said.id}").status_code == 404
    assert note(desk, said, place="hoek").status_code == 404


def test_a_name_beside_an_idea_is_marked(desk, bench, now):
    gerda_signs_up(desk, now)
    commit()
    note(desk, bench, who_could="Gerda Bakker")
    assert marking.left_to_look_at(desk.session) == 1
    assert "<mark>Gerda Bakker</mark>" in desk.get("harvest/details?lang=en").text


def test_an_evening_without_ideas_says_what_comes_here(desk, say):
    say(SOUP)
    assert "come here" in desk.get("harvest/ideas?lang=en").text
