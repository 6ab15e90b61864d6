"""One sentence before it was read back: mended, counted, taken away."""

import pytest

from dialogue.conversations.models import Confirmation, Kind
from tests.conversations.conftest import said_at
from tests.makers.conversations import make_contribution

SIDES = ("bewoners", "ondernemers")


@pytest.fixture
def written(sit, hold):
    """``written(...)``: (client, held, address) of one sentence at the first table."""

    def write(slug="sleutel-van-de-buren", kind=Kind.EXPERIENCE, sides=(), **more):
        held = hold(slug, step=5, sides=sides)
        found = make_contribution(held.talk, kind, outcome=Confirmation.WRITTEN, **more)
        return sit(held), held, f"/table/here/sentence/{found.id}"

    return write


def test_words_and_details_can_be_mended(written):
    client, held, address = written()
    page = client.get(address + "?lang=en")
    assert "Een buur bracht soep." in page.text
    sent = {
        "text": "Een buur bracht vaak soep.",
        "minority": "y",
        "reason": "Niet bij mij.",
        "on_behalf": "y",
    }
    assert client.post(address, data=sent).status_code == 303
    found = said_at(held)[0]
    assert (found.text, found.minority, found.reason, found.on_behalf) == (
        "Een buur bracht vaak soep.", True, "Niet bij mij.", True,
    )  # fmt: skip
    assert found.kind is Kind.EXPERIENCE


def test_an_emptied_sentence_is_refused_and_kept(written):
    client, held, address = written()
    assert (
        client.post(
            address, data={"text": "", "reason": "Dit bleef staan."}
        ).status_code
        == 422
    )
    assert said_at(held)[0].text == "Een buur bracht soep."


def test_a_sentence_can_be_taken_away_before_it_was_read(written):
    client, held, address = written()
    assert "goes for good" in client.get(address + "?lang=en").text
    assert client.post(address + "/erase").status_code == 303
    assert said_at(held) == []


def test_after_reading_back_it_is_changed_there(written, afresh):
    client, held, address = written()
    client.post(address.replace("sentence", "read-back"), data={"answer": "yes"})
    assert "was read back" in client.get(address + "?lang=en").text
    assert client.post(address, data={"text": "Anders."}).status_code == 422
    assert client.post(address + "/erase").status_code == 422
    assert said_at(held)[0].text == "Een buur bracht soep."


def test_a_sentence_of_another_table_is_not_here(written, hold, sit):
    client, held, _address = written()
    other = hold(step=5)
    theirs = make_contribution(other.talk, outcome=Confirmation.WRITTEN)
    client = sit(held)
    for way in ("", "/cards", "/erase"):
        assert client.post(f"/table/here/sentence/{theirs.id}{way}").status_code == 404
    for way in ("", "/almost", "/minority", "/quote"):
        assert client.post(f"/table/here/read-back/{theirs.id}{way}").status_code == 404
    assert client.get("/table/here/sentence/nothing").status_code == 404


def test_secret_cards_are_counted_per_declared_side(written):
    client, held, address = written("wat-is-eerlijk", Kind.STATEMENT, SIDES)
    page = client.get(address + "?lang=en").text
    assert all(side in page for side in SIDES)
    sent = {
        "agree-0": "3",
        "disagree-0": "1",
        "unsure-0": "",
        "agree-1": "1",
        "unsure-1": "2",
    }
    assert client.post(address + "/cards", data=sent).status_code == 303
    found = said_at(held)[0]
    assert found.per_side == {"bewoners": [3, 1, 0], "ondernemers": [1, 0, 2]}
    assert (found.agree, found.disagree, found.unsure) == (4, 1, 2)


@pytest.mark.parametrize("wrong", ["8", "-1", "1.5", "veel", "1e2", "٣", "9999"])
def test_cards_that_cannot_be_are_refused_and_kept(written, wrong):
    client, held, address = written("wat-is-eerlijk", Kind.STATEMENT)
    page = client.post(
        address + "/cards?lang=en", data={"agree-0": wrong, "disagree-0": "2"}
    )
    assert page.status_code == 422
    assert f'value="{wrong}"' in page.text
    assert said_at(held)[0].agree is None


def test_where_no_cards_are_put_down_there_is_no_field_and_no_way_around(written):
    client, held, address = written()
    assert "agree-0" not in client.get(address).text
    assert client.post(address + "/cards", data={"agree-0": "1"}).status_code == 422
    assert said_at(held)[0].agree is None
