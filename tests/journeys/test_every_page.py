"""Every page of the house is opened once, by each role, at both widths, and looked at."""

from collections.abc import Callable

import pytest

from tests.journeys.browser import OF_COLOUR, WIDTHS, Visitor, unsound
from tests.journeys.places import (
    BY_HOST,
    ELSEWHERE,
    FILES,
    NOT_FOR_CLERKS,
    Place,
    desk_pages,
    every_get_endpoint,
    public_pages,
)
from tests.journeys.world import Site

pytestmark = pytest.mark.journey

ROLES = {
    "anybody": "",
    "coordinator": "Samira",
    "facilitator": "Joost",
    "table host": "Ineke",
    "clerk": "Marloes",
}


def places_for(site: Site, role: str) -> list[Place]:
    """The pages that this role comes to."""
    everything = {
        "anybody": lambda: public_pages(site),
        "coordinator": lambda: desk_pages(site),
        "facilitator": lambda: [each for each in desk_pages(site) if each.stop],
        "table host": lambda: [
            each for each in desk_pages(site) if each.endpoint in BY_HOST
        ],
        "clerk": lambda: [
            each for each in desk_pages(site) if each.endpoint in NOT_FOR_CLERKS
        ],
    }
    return everything[role]()


def looks_at(
    visitor: Visitor, place: Place, status: int, widths: tuple[int, ...]
) -> list[str]:
    """Open it large, look; make the window small, look again."""
    page = visitor.page
    answer = page.goto(place.address)
    if answer is None or answer.status != status:
        return [f"{place.address}: {answer and answer.status} instead of {status}"]
    wrong = []
    for width in reversed(widths):
        page.set_viewport_size({"width": width, "height": 900})
        wrong += [f"{place.address} at {width}: {each}" for each in unsound(page)]
    page.set_viewport_size({"width": WIDTHS[-1], "height": 900})
    return wrong


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_sound_for(
    role: str, site: Site, somebody: Callable[..., Visitor]
) -> None:
    visitor = somebody(WIDTHS[-1])
    if ROLES[role]:
        visitor.signs_in(ROLES[role])
    # A facilitator sees the coordinator's pages with less on them: once is enough.
    widths = WIDTHS if role != "facilitator" else WIDTHS[:1]
    wrong: list[str] = []
    for place in places_for(site, role):
        refused = role == "clerk" and place.endpoint in NOT_FOR_CLERKS
        wrong += looks_at(visitor, place, 403 if refused else place.status, widths)
    assert not wrong, "\n".join(wrong)


def test_every_page_is_sound_in_the_dark(
    site: Site, somebody: Callable[..., Visitor]
) -> None:
    """What is not a matter of colour is looked at in the light, above."""
    visitor = somebody(WIDTHS[-1], dark=True)
    wrong: list[str] = []
    for who, places in (("", public_pages(site)), ("Samira", desk_pages(site))):
        if who:
            visitor.signs_in(who)
        for place in places:
            if not place.dark:
                continue
            visitor.page.goto(place.address)
            found = unsound(visitor.page, OF_COLOUR)
            wrong += [f"{place.address}: {each}" for each in found]
    assert not wrong, "\n".join(wrong)


def test_no_page_is_forgotten_in_these_lists(site: Site) -> None:
    opened = {each.endpoint for each in (*public_pages(site), *desk_pages(site))}
    known = opened | FILES | set(ELSEWHERE)
    assert every_get_endpoint(site) - known == set()
    assert known - every_get_endpoint(site) == set()


def test_the_look_at_a_page_sees_what_is_wrong(
    somebody: Callable[..., Visitor],
) -> None:
    visitor = somebody(WIDTHS[0])
    visitor.page.set_content(
        "<main><img src='data:,'><p style='width: 900px'>x</p></main>"
    )
    found = " ".join(unsound(visitor.page))
    assert "image-alt" in found
    assert "sticks out" in found


def test_the_look_in_the_dark_sees_words_that_cannot_be_read(
    somebody: Callable[..., Visitor],
) -> None:
    visitor = somebody(WIDTHS[-1], dark=True)
    visitor.page.set_content(
        "<main style='background: black'><p style='color: #222'>Wie helpt wie?</p></main>"
    )
    assert "color-contrast" in " ".join(unsound(visitor.page, OF_COLOUR))
