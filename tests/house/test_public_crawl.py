"""Whoever follows every public link finds no place told later, no name, no address (T4)."""

import re
from collections import deque
from html import unescape

import pytest

from dialogue.sessions.models import Visibility
from tests.conftest import commit
from tests.makers.municipalities import make_venue
from tests.makers.registrations import make_registration
from tests.makers.sessions import make_dialogue_session

pytestmark = pytest.mark.slow

LINK = re.compile(r'(?:href|src)="(/[^"#]*)"')
NOT_PAGES = ("/static/", "/sign-in", "/desk")
HIDDEN = (
    "canary-street",
    "canary-venue",
    "canary-closed",
    "canary-person",
    "canary-stop",
)


def crawl(client, start):
    """{address: text} of every public page one reaches by following links."""
    found, todo = {}, deque(start)
    while todo:
        address = todo.popleft()
        if (
            address in found
            or address.startswith(NOT_PAGES)
            or address.endswith(".pdf")
        ):
            continue
        answer = client.get(address)
        found[address] = answer.text
        if answer.location:
            todo.append(answer.location)
        todo.extend(unescape(each) for each in LINK.findall(answer.text))
    return found


def test_no_public_page_tells_what_is_told_later_or_never(client, cast):
    town = cast.wilgendam
    later = make_venue(
        town, name="canary-venue", street="canary-street 1", stop_nearby="canary-stop",
        note="canary-venue",
    )  # fmt: skip
    hidden = make_dialogue_session(
        town, title="Waar je later hoort", venue_id=later.id, place_after_sign_up=True
    )
    closed = make_dialogue_session(
        town, title="canary-closed", visibility=Visibility.CLOSED
    )
    make_dialogue_session(town, title="canary-closed", visibility=Visibility.UNLISTED)
    for talk in (hidden, closed):
        make_registration(talk, name="canary-person")
    commit()
    pages = crawl(
        client, ["/?lang=en", "/wilgendam/?lang=nl", "/wilgendam/calendar.ics"]
    )
    assert any("Waar je later hoort" in text for text in pages.values())
    assert any(address.endswith(".ics") for address in pages)
    assert len(pages) > 12
    told = {
        address: [word for word in HIDDEN if word in text]
        for address, text in pages.items()
    }
    assert {address: words for address, words in told.items() if words} == {}


def test_the_same_crawl_finds_a_place_that_is_told(client, cast):
    venue = make_venue(cast.wilgendam, name="canary-venue")
    make_dialogue_session(cast.wilgendam, venue_id=venue.id)
    commit()
    assert any(
        "canary-venue" in text for text in crawl(client, ["/wilgendam/"]).values()
    )
