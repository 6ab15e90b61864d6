"""The first page: find your municipality."""

import pytest

from dialogue.municipalities.models import PlaceName, Postcode
from tests.conftest import commit
from tests.makers.municipalities import make_municipality
from tests.overview.conftest import add


@pytest.fixture
def towns(cast):
    away = make_municipality(slug="verderop", name="Verderop", started_at=None)
    for town in (cast.wilgendam, away):
        add(PlaceName(municipality_id=town.id, folded=town.slug, shown=town.name))
        add(
            Postcode(
                country="NL", postcode="1234", municipality_id=town.id, places=town.name
            )
        )
    add(PlaceName(municipality_id=away.id, folded="kleindorp", shown="Kleindorp"))
    commit()


def test_first_page_lists_where_people_talk(client, cast):
    page = client.get("/?lang=en").text
    assert "Talk with your neighbours" in page
    assert 'href="/wilgendam/"' in page


def test_first_page_without_any_municipality_says_how_one_starts(client):
    assert "No municipality has started yet" in client.get("/?lang=en").text


def test_one_town_that_talks_is_opened_at_once(client, towns):
    assert client.get("/?q=Wilgendam").location == "/wilgendam/"


def test_town_that_did_not_begin_is_shown_and_says_so(client, towns):
    page = client.get("/?lang=en&q=kleindorp").text
    assert "Verderop" in page
    assert "(Kleindorp)" in page
    assert "no conversations yet" in page


def test_postcode_that_spans_two_towns_asks_which_one(client, towns):
    page = client.get("/?lang=en&q=1234 AB").text
    assert "Which one is yours?" in page
    assert 'href="/wilgendam/"' in page
    assert 'href="/verderop/"' in page


@pytest.mark.parametrize(
    "typed", ["zzz", "%", "<script>", "\x00", "\u202e", "y" * 9000]
)
def test_nothing_found_says_what_to_type(client, towns, typed):
    answer = client.get("/", query_string={"lang": "en", "q": typed})
    assert answer.status_code == 200
    assert "We do not know" in answer.text
