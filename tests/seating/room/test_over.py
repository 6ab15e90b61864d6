"""When the evening is over there is nothing left to do; while it is on there is."""

from datetime import timedelta

import pytest

from dialogue.foundation import clock
from dialogue.foundation.database import writing
from dialogue.seating import actions, queries

PAGES = (
    "/door", "/wishes", "/mixing", "/people", "/1", "/planning", "/print/wall",
    "/wall.pdf", "/cards.pdf?large=1",
)  # fmt: skip
ACTS = (
    "/deal", "/undo", "/plan", "/new", "/1/lock", "/lock", "/door/none", "/print/wall",
)  # fmt: skip


@pytest.fixture
def at_hour(facilitator, desk, mixed, monkeypatch, sign_in, cast):
    """``at_hour(hours)``: Joost so many hours after the evening ended."""
    facilitator.post(desk + "/deal")

    def arrive(hours):
        moment = mixed.ends_at + timedelta(hours=hours)
        monkeypatch.setattr(clock, "now", lambda: moment)
        sign_in(facilitator, cast.joost)
        return facilitator

    return arrive


def main_of(page):
    return page.text.split("<main")[1].split("</main>")[0]


@pytest.mark.slow
def test_an_evening_that_is_over_can_be_read_and_nothing_else(at_hour, desk, mixed):
    client = at_hour(1)
    page = client.get(desk)
    assert "This evening is over" in page.text or "Deze avond is voorbij" in page.text
    main = main_of(page)
    assert "Kofi" in main
    assert "data-person" not in main
    assert "data-move" not in main
    assert f'action="{desk}' not in main
    assert "h-print" not in page.text
    for path in PAGES:
        answer = client.get(desk + path)
        assert answer.status_code == 303, path
        assert answer.location.endswith(desk)
    before = [(c.id, c.table_number) for c in queries.chairs_of(mixed)]
    for path in ACTS:
        answer = client.post(desk + path, data={"locked": "1"})
        assert answer.status_code in (409, 422), path
    who = queries.neighbours_of(mixed)[0].ref
    for path, form in (
        ("/move", {"person": who, "table": "2"}),
        ("/wishes", {"one": who, "other": who, "kind": "apart", "hard": "must"}),
        ("/mixing", {"rounds": "1", "effort": "3"}),
        (f"/people/{who}", {"age": "18"}),
        ("/1", {"most": "9", "fewest": "3"}),
    ):
        assert client.post(desk + path, data=form).status_code in (409, 422), path
    assert [(c.id, c.table_number) for c in queries.chairs_of(mixed)] == before


def test_when_it_is_deleted_the_page_says_so(at_hour, desk, mixed):
    with writing():
        assert actions.forget_when_over(mixed.ends_at + timedelta(hours=19)) == 1
    client = at_hour(20)
    page = client.get(desk)
    assert "Kofi" not in page.text
    assert "deleted" in page.text or "gewist" in page.text
    assert f'action="{desk}' not in page.text
    for path in PAGES:
        assert client.get(desk + path).status_code == 303, path


def test_a_host_of_tables_where_nobody_was_seated_is_forgotten_too(app, evening, now):
    with writing():
        words = actions.TableWords(3, 9, True, "Ineke")
        actions.change_table(evening, 1, words, now=now)
    with writing():
        assert actions.forget_when_over(evening.ends_at + timedelta(hours=17)) == 0
        assert actions.forget_when_over(evening.ends_at + timedelta(hours=19)) == 1
        assert actions.forget_when_over(evening.ends_at + timedelta(hours=19)) == 0
    assert queries.table_of(evening, 1).host_name == ""


def test_while_it_is_on_the_door_comes_first(at_hour, desk, mixed):
    main = main_of(at_hour(-1).get(desk))
    assert main.index(f'href="{desk}/door"') < main.index(f'action="{desk}/plan"')
    assert at_hour(-1).get(desk + "/door").status_code == 200
    assert (
        f'href="{desk}/door"'
        not in main_of(at_hour(-5).get(desk)).split("h-mixed")[0].split('id="room"')[0]
    )


def test_residents_are_asked_until_it_begins(app, mixed, now):
    from dialogue.registrations.queries import people_of
    from dialogue.seating.views.mine import asks_to_mix

    one = people_of(mixed)[0]
    assert asks_to_mix(one)
    real = clock.now
    try:
        clock.now = lambda: mixed.starts_at
        assert not asks_to_mix(one)
    finally:
        clock.now = real
