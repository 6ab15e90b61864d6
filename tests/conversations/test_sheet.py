"""Typing a paper sheet in: the sheet's order, under the same rules."""

import re

import pytest

from dialogue.conversations.models import CapturedOn, Confirmation, Kind
from tests.conftest import commit
from tests.conversations.conftest import said_at
from tests.makers.conversations import make_contribution


@pytest.fixture
def typing(client, cast, sign_in, hold):
    """``typing()``: (Joost's browser, the evening, the address of table 1's sheet)."""

    def begin(*args, **more):
        held = hold(*args, **more)
        commit()
        return sign_in(client, cast.joost), held, f"{held.desk}/table/1"

    return begin


LINE = {
    "text": "Een buur bracht soep.",
    "kind": "experience",
    "outcome": "confirmed",
    "once": "a",
}


def test_a_line_is_kept_confirmed_and_marked_as_paper(typing):
    client, held, address = typing()
    answer = client.post(address + "?step=experience", data=LINE)
    assert answer.location.endswith("/table/1?step=experience")
    found = said_at(held)[0]
    assert (found.text, found.number, found.kind) == (
        "Een buur bracht soep.",
        1,
        Kind.EXPERIENCE,
    )
    assert (found.captured_on, found.confirmation) == (
        CapturedOn.PAPER,
        Confirmation.CONFIRMED,
    )


@pytest.mark.parametrize("outcome", ["confirmed", "changed", "withdrawn", "written"])
def test_the_tick_on_the_paper_is_typed_with_it(typing, outcome):
    client, held, address = typing()
    client.post(address + "?step=experience", data=LINE | {"outcome": outcome})
    assert said_at(held)[0].confirmation.value == outcome


def test_a_crossed_out_line_needs_no_words_and_leaves_none(typing):
    client, held, address = typing()
    sent = {"text": "", "outcome": "withdrawn", "once": "x"}
    assert client.post(address + "?step=request", data=sent).status_code == 303
    client.post(address + "/close")
    found = said_at(held)[0]
    assert (found.confirmation, found.text, found.addressed_to) == (
        Confirmation.WITHDRAWN,
        "",
        "",
    )


def test_the_fields_are_those_of_the_step(typing):
    client, _held, address = typing()
    for step, names in {
        "experience": {"text", "kind", "outcome"}, "dream": {"text", "kind", "outcome"},
        "commitment": {"text", "pseudonym", "outcome"}, "request": {"text", "addressed_to", "outcome"},
    }.items():  # fmt: skip
        page = client.get(f"{address}?step={step}").text
        quick = page[
            page.index("data-quick") : page.index("</form>", page.index("data-quick"))
        ]
        found = set(re.findall(r'name="([^"]+)"', quick)) - {"csrf_token", "once"}
        assert found == names, step


def test_a_full_step_moves_on_to_the_next(typing):
    client, held, address = typing()
    for number in range(3):
        sent = {
            "text": f"Verzoek {number}",
            "addressed_to": "wethouder",
            "outcome": "confirmed",
            "once": str(number),
        }
        answer = client.post(address + "?step=request", data=sent)
    assert answer.location.endswith("/table/1")
    assert [each.number for each in said_at(held)] == [25, 26, 27]
    full = client.post(address + "?step=request", data=sent | {"once": "more"})
    assert full.status_code == 422


def test_a_double_press_is_one_line(typing):
    client, held, address = typing()
    for _press in range(2):
        assert client.post(address + "?step=experience", data=LINE).status_code == 303
    assert len(said_at(held)) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"kind": "request"},
        {"kind": "signal"},
        {"outcome": "?"},
        {"text": "x" * 501},
    ],
)
def test_bad_input_is_refused_and_kept(typing, wrong):
    client, held, address = typing()
    page = client.post(address + "?step=experience", data=LINE | wrong)
    assert page.status_code == 422
    assert (wrong.get("text", LINE["text"]) or "experience") in page.text
    assert said_at(held) == []


def test_paper_comes_in_after_the_evening(typing):
    client, held, address = typing(step=11)
    client.post(f"{held.desk}/clock", data={"do": "end"})
    assert client.post(address + "?step=experience", data=LINE).status_code == 303
    assert len(said_at(held)) == 1


def test_a_wrongly_typed_line_goes_but_not_what_a_table_wrote(typing):
    client, held, address = typing()
    client.post(address + "?step=experience", data=LINE)
    typed = said_at(held)[0]
    heard = make_contribution(held.talk, text="Zelf geschreven.")
    commit()
    assert client.post(f"{address}/erase/{heard.id}").status_code == 422
    assert client.post(f"{address}/erase/{typed.id}").status_code == 303
    assert [each.text for each in said_at(held)] == ["Zelf geschreven."]


def test_a_sheet_that_is_in_closes_and_opens_again(typing):
    client, held, address = typing()
    client.post(address + "?step=experience", data=LINE | {"outcome": "written"})
    assert client.post(address + "/close").status_code == 422
    client.post(f"{address}/erase/{said_at(held)[0].id}")
    client.post(address + "?step=experience", data=LINE | {"once": "b"})
    assert client.post(address + "/close").status_code == 303
    assert "data-quick" not in client.get(address).text
    assert (
        client.post(address + "?step=experience", data=LINE | {"once": "c"}).status_code
        == 422
    )
    assert client.post(address + "/reopen").status_code == 303
    assert "data-quick" in client.get(address).text


def test_how_many_sat_there_can_be_typed_in(typing):
    client, held, address = typing(present=None)
    client.post(address + "/present", data={"present": "6"})
    client.post(address + "/present", data={"present": "veel"})
    said_at(held)
    assert held.talk.present == 6


def test_a_table_that_does_not_exist_is_not_here(typing):
    client, _held, address = typing()
    assert client.get(address[:-1] + "9").status_code == 404
    assert client.get(address + "?step=nonsense").status_code == 200
