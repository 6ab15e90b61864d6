"""A table opens with two facts: its link or card, and the code on the wall."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dialogue.conversations import actions, queries
from dialogue.conversations.models import Evening
from dialogue.foundation import clock, links
from dialogue.foundation.database import db, everywhere
from tests.conftest import NOW, commit
from tests.conversations.conftest import said_at


@pytest.fixture
def held(hold):
    found = hold(step=5)
    commit()
    return found


def try_code(client, held, code):
    return client.post(f"/table/{held.token}", data={"code": code})


def tries(held, afresh):
    afresh()
    return db.session.scalar(
        everywhere(select(Evening.wrong_codes).where(Evening.id == held.evening.id))
    )


def test_opening_the_link_changes_nothing_and_asks_for_the_code(client, held, afresh):
    for _visit in range(3):
        page = client.get(f"/table/{held.token}?lang=en")
        assert page.status_code == 200
        assert "The code of this evening" in page.text
        assert held.evening.code not in page.text
    assert client.get("/table/here").status_code == 303
    assert tries(held, afresh) == 0


def test_link_and_code_open_the_table_at_an_address_without_secrets(client, held):
    answer = try_code(client, held, held.evening.code.lower())
    assert answer.status_code == 303
    assert answer.location == "/table/here"
    page = client.get("/table/here?lang=en")
    assert "Table 1" in page.text
    assert held.token not in page.text
    assert held.evening.code not in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_the_card_and_the_code_open_it_too(client, held):
    card = queries.card_code(held.evening.id, 1)
    sent = {"card": f"{card[:4]} {card[4:].lower()}", "code": held.evening.code}
    assert client.post("/table", data=sent).location == "/table/here"


@pytest.mark.parametrize(
    ("card", "code"), [(True, False), (False, True), (False, False)]
)
def test_one_of_the_two_opens_nothing(client, held, card, code):
    sent = {
        "card": queries.card_code(held.evening.id, 1) if card else "AAAA2222",
        "code": held.evening.code if code else "AAAAAAA",
    }
    assert client.post("/table", data=sent).status_code == 422
    assert client.get("/table/here").status_code == 303


def test_a_wrong_code_is_counted_although_the_request_is_refused(client, held, afresh):
    page = try_code(client, held, "AAAAAAA")
    assert page.status_code == 422
    assert "AAAAAAA" in page.text  # what was typed is still there
    assert tries(held, afresh) == 1


def test_after_three_wrong_codes_even_the_right_one_waits(client, held, monkeypatch):
    for _try in range(3):
        try_code(client, held, "AAAAAAA")
    assert try_code(client, held, held.evening.code).status_code == 429
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=1))
    assert try_code(client, held, held.evening.code).status_code == 303


def test_waiting_is_not_counted_so_that_nobody_is_locked_out(client, held, afresh):
    for _try in range(8):
        try_code(client, held, "AAAAAAA")
    assert tries(held, afresh) == 3


def test_another_evening_does_not_wait(client, hold, held):
    other = hold(step=5)
    commit()
    for _try in range(4):
        try_code(client, held, "AAAAAAA")
    assert try_code(client, other, other.evening.code).status_code == 303


def test_the_right_code_ends_the_waiting(client, held, afresh):
    try_code(client, held, "AAAAAAA")
    try_code(client, held, held.evening.code)
    assert tries(held, afresh) == 0


def test_over_all_evenings_together_the_tries_are_limited_too(
    client, held, monkeypatch
):
    from dialogue.conversations.views.table import ALL_TRIES

    for _try in range(200):
        ALL_TRIES.count("all")
    assert try_code(client, held, held.evening.code).status_code == 429


def test_cards_that_do_not_exist_are_limited_per_network(client, held):
    sent = {"card": "AAAA2222", "code": held.evening.code}
    codes = [client.post("/table", data=sent).status_code for _try in range(21)]
    assert codes == [422] * 20 + [429]


def test_a_new_code_replaces_the_old_one_and_ends_the_waiting(client, held, afresh):
    for _try in range(3):
        try_code(client, held, "AAAAAAA")
    afresh()
    old = held.evening.code
    actions.new_code(held.evening, now=NOW)
    commit()
    assert try_code(client, held, old).status_code == 422
    assert try_code(client, held, held.evening.code).status_code == 303


def test_two_weeks_after_the_evening_the_card_opens_nothing(client, held, monkeypatch):
    later = held.dialogue_session.ends_at + timedelta(days=15)
    monkeypatch.setattr(clock, "now", lambda: later)
    page = try_code(client, held, held.evening.code)
    assert page.status_code == 422


def test_codes_of_another_evening_open_nothing(client, hold, held):
    other = hold(step=5)
    commit()
    assert try_code(client, held, other.evening.code).status_code == 422


@pytest.mark.parametrize(
    "purpose", ["registration", "clerk", "table card", "react", ""]
)
def test_a_secret_of_another_kind_is_no_table(client, app, held, purpose):
    """The same secret under another purpose has another hash."""
    assert links.link_hash(held.token, purpose) != held.talk.link_hash
    held.talk.link_hash = links.link_hash(held.token, purpose)
    commit()
    assert client.get(f"/table/{held.token}").status_code == 404


def test_a_tables_secret_opens_nothing_else(client, held):
    for place in (
        "/wilgendam/mine",
        "/wilgendam/requests",
        "/invitation",
        "/wilgendam/talks",
    ):
        assert client.get(f"{place}/{held.token}").status_code in {404, 200, 410}
        client.post(f"{place}/{held.token}", data={"code": held.evening.code})
        assert client.get("/table/here").status_code == 303, place


def test_a_table_of_another_town_stays_with_its_own_evening(client, hold, cast, held):
    theirs = hold(step=5, town=cast.oosterbrug)
    commit()
    assert try_code(client, theirs, held.evening.code).status_code == 422
    assert try_code(client, theirs, theirs.evening.code).status_code == 303
    client.post(
        "/table/here/write?step=5", data={"kind": "experience", "text": "Hier."}
    )
    assert said_at(held) == []
    assert [each.municipality_id for each in said_at(theirs)] == [cast.oosterbrug.id]


def test_a_right_that_was_for_something_else_opens_no_table(client, held):
    with client.session_transaction() as kept:
        kept["grant registration 1"] = [held.talk.id, int(NOW.timestamp()) + 999]
        kept["grant table 1"] = [held.talk.id, int(NOW.timestamp()) + 999]
    assert client.get("/table/here").status_code == 303


def test_the_right_ends_by_itself(client, held, monkeypatch):
    try_code(client, held, held.evening.code)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=8))
    assert client.get("/table/here").status_code == 303
