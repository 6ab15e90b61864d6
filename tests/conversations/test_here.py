"""The table's page: exactly the fields of the step, and sentences that count once."""

import re
from datetime import timedelta

import pytest

from dialogue.conversations import actions
from dialogue.conversations.guiding import guide_language
from dialogue.conversations.models import Confirmation
from dialogue.foundation import clock
from tests.conftest import NOW, commit
from tests.conversations.conftest import said_at
from tests.conversations.rules.test_lines import GUIDES, WRITTEN
from tests.makers.conversations import make_contribution

WRITE = "/table/here/write?step=5"
SENTENCE = {"kind": "experience", "text": "Een buur bracht soep.", "key": "sleutel-1"}
JSON = {"Accept": "application/json"}


def kinds_on(page):
    return set(re.findall(r'type="radio" name="kind" value="([^"]+)"', page))


def names_on(page):
    return set(re.findall(r'<(?:input|textarea|select)[^>]* name="([^"]+)"', page)) - {
        "csrf_token"
    }


@pytest.mark.parametrize("slug", sorted(WRITTEN))
def test_every_step_of_every_guide_has_exactly_its_fields(sit, hold, slug):
    """No hidden field, no disabled one: a step that captures nothing has none at all."""
    client = sit(hold(slug, step=1))
    for step in GUIDES[slug].steps:
        page = client.get(f"/table/here?step={step.order}").text
        kinds = set(WRITTEN[slug].get(step.order, "").split())
        assert kinds_on(page) == kinds, step.order
        names = names_on(page)
        assert ("text" in names) == bool(kinds), step.order
        assert ("addressed_to" in names) == ("request" in kinds), step.order
        assert ("wanted_by" in names) == ("request" in kinds), step.order
        assert ("check_on" in names) == ("commitment" in kinds), step.order
        pseudonym = "commitment" in kinds and step.capture.name.value == "pseudonym"
        assert ("pseudonym" in names) == pseudonym, step.order
        if not kinds:
            assert names <= {"present"}, step.order
            assert "<textarea" not in page


def test_a_refused_kind_is_refused_also_without_its_field(sit, hold):
    held = hold(step=1)
    client = sit(held)
    for order in (1, 2, 3, 4, 6, 10, 11):
        answer = client.post(f"/table/here/write?step={order}", data=SENTENCE)
        assert answer.status_code == 422, order
    assert said_at(held) == []


def test_the_page_follows_the_room(sit, hold, afresh):
    held = hold(step=5)
    client = sit(held)
    assert "step 5 of 11" in client.get("/table/here?lang=en").text
    afresh()
    actions.go_to_step(held.evening, 7, now=NOW)
    commit()
    assert "step 7 of 11" in client.get("/table/here?lang=en").text


def test_a_table_may_walk_by_itself(sit, hold):
    page = sit(hold(step=5)).get("/table/here?lang=en&step=8").text
    assert "step 8 of 11" in page
    assert "Follow the room" in page
    assert 'data-watch="/table/here/state?step=8"' in page


@pytest.mark.parametrize(
    ("step", "shown"),
    [("0", 1), ("99", 11), ("-1", 5), ("x", 5), ("٣", 5), ("9999", 5)],
)
def test_a_step_that_does_not_exist_is_the_nearest_or_the_rooms(sit, hold, step, shown):
    page = sit(hold(step=5)).get(
        "/table/here", query_string={"lang": "en", "step": step}
    )
    assert f"step {shown} of 11" in page.text


def test_a_sentence_without_a_script_comes_back_on_the_page(sit, hold):
    held = hold(step=5)
    client = sit(held)
    answer = client.post(WRITE + "&room=1", data=SENTENCE)
    assert (answer.status_code, answer.location) == (303, "/table/here")
    assert (
        client.post(WRITE, data=SENTENCE | {"key": "2"}).location
        == "/table/here?step=5"
    )
    page = client.get("/table/here?lang=en").text
    assert "Een buur bracht soep." in page
    assert "Sentence 3" in page
    assert [each.number for each in said_at(held)] == [1, 2]


def test_a_sentence_without_a_key_counts_as_well(sit, hold):
    held = hold(step=5)
    sit(held).post(WRITE, data={"kind": "experience", "text": "Zonder sleutel."})
    assert len(said_at(held)) == 1


def test_the_same_key_twice_is_one_sentence_and_both_times_taken(sit, hold):
    held = hold(step=5)
    client = sit(held)
    first = client.post(WRITE, data=SENTENCE, headers=JSON)
    second = client.post(WRITE, data=SENTENCE | {"text": "Iets anders."}, headers=JSON)
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.get_json() == second.get_json()
    assert first.get_json()["number"] == 1
    assert [each.text for each in said_at(held)] == ["Een buur bracht soep."]


def test_a_script_hears_what_stands_under_the_sentence_and_where_it_is_changed(
    sit, hold
):
    held = hold(step=9)
    client = sit(held)
    request = SENTENCE | {
        "kind": "request", "addressed_to": "de wethouder", "reason": "Het is donker.",
        "minority": "y",
    }  # fmt: skip
    answer = client.post(
        "/table/here/write?step=9&lang=en", data=request, headers=JSON
    ).get_json()
    assert answer["line"] == (
        "request · to de wethouder · some of us see it differently"
    )
    assert answer["change"] == "Change"
    assert client.get(answer["href"]).status_code == 200
    page = client.get("/table/here?step=9&lang=en").text
    assert answer["line"] in page
    assert f'href="{answer["href"]}"' in page


def test_the_same_key_at_another_table_is_another_sentence(sit, hold):
    one, two = hold(step=5), hold(step=5)
    sit(one).post(WRITE, data=SENTENCE)
    sit(two).post(WRITE, data=SENTENCE)
    assert len(said_at(one)) == len(said_at(two)) == 1


@pytest.mark.parametrize(
    "wrong",
    [{"text": ""}, {"text": "x" * 501}, {"kind": "request"}, {"kind": "signal"}, {"kind": "?"},
     {"text": "Een\x00nul"}, {"wanted_by": "29-02-2027"}],
)  # fmt: skip
def test_a_script_hears_why_a_sentence_is_refused(sit, hold, wrong):
    held = hold(step=5)
    answer = sit(held).post(WRITE, data=SENTENCE | wrong, headers=JSON)
    assert answer.status_code == 422
    assert len(answer.get_json()["sentence"]) > 10
    assert said_at(held) == []


def test_a_refused_sentence_keeps_everything_typed(sit, hold):
    sent = {
        "kind": "request",
        "text": "Zet er een bank.",
        "reason": "Halverwege zitten.",
    }
    page = sit(hold(step=9)).post("/table/here/write?step=9&lang=en", data=sent)
    assert page.status_code == 422
    assert "Zet er een bank." in page.text
    assert "Halverwege zitten." in page.text
    assert "To whom exactly?" in page.text


def test_a_full_step_asks_to_choose(sit, hold):
    held = hold(step=9)
    client = sit(held)
    for number in range(4):
        sent = {
            "kind": "request",
            "text": "Zet er een bank.",
            "addressed_to": "wethouder",
            "key": str(number),
        }
        answer = client.post("/table/here/write?step=9", data=sent, headers=JSON)
    assert answer.status_code == 422
    assert "3" in answer.get_json()["sentence"]
    assert [each.number for each in said_at(held)] == [25, 26, 27]


def test_what_stands_beside_a_sentence_is_kept_for_its_kind_only(sit, hold):
    held = hold(step=5)
    sent = SENTENCE | {
        "addressed_to": "wethouder", "wanted_by": "2027-04-20", "pseudonym": "Egel",
        "check_on": "2027-03-11", "on_behalf": "y", "minority": "y", "reason": "Rust.",
    }  # fmt: skip
    sit(held).post(WRITE, data=sent)
    found = said_at(held)[0]
    assert (found.addressed_to, found.wanted_by, found.pseudonym, found.check_on) == (
        "",
        None,
        "",
        None,
    )
    assert (found.on_behalf, found.minority, found.reason) == (True, True, "Rust.")


def test_a_request_says_to_whom_why_and_before_when(sit, hold):
    held = hold(step=9)
    sent = {
        "kind": "request", "text": "Zet er een bank.", "addressed_to": "wethouder Wijken",
        "reason": "Halverwege zitten.", "wanted_by": "2027-04-20", "key": "r",
    }  # fmt: skip
    sit(held).post("/table/here/write?step=9", data=sent)
    found = said_at(held)[0]
    assert (found.addressed_to, found.reason) == (
        "wethouder Wijken",
        "Halverwege zitten.",
    )
    assert found.wanted_by.isoformat() == "2027-04-20"
    assert found.minority is False


def test_a_commitment_has_a_made_up_name_and_a_day_to_ask(sit, hold):
    held = hold(step=8)
    sent = {
        "kind": "commitment",
        "text": "Ik zet koffie.",
        "pseudonym": "Egel",
        "check_on": "2027-03-11",
        "key": "c",
    }
    sit(held).post("/table/here/write?step=8", data=sent)
    found = said_at(held)[0]
    assert (found.pseudonym, found.check_on.isoformat()) == ("Egel", "2027-03-11")


def test_the_language_of_a_sentence_is_one_of_the_evenings(sit, hold):
    held = hold(step=5, languages=["nl", "en"])
    client = sit(held)
    client.post(WRITE, data=SENTENCE | {"language": "en"})
    client.post(WRITE, data=SENTENCE | {"language": "xx", "key": "2"})
    assert sorted(each.language for each in said_at(held)) == ["en", "nl"]


def test_how_many_sit_here_is_asked_until_somebody_says_it(sit, hold, afresh):
    held = hold(step=5, present=None)
    client = sit(held)
    assert "How many people sit here?" in client.get("/table/here?lang=en").text
    for wrong in ("", "-1", "13", "veel", "1e9"):
        assert (
            client.post("/table/here/present", data={"present": wrong}).status_code
            == 422
        ), wrong
    assert (
        client.post("/table/here/present?step=5", data={"present": "7"}).status_code
        == 303
    )
    afresh()
    assert held.talk.present == 7


def test_go_rounds_show_whose_turn_it_is_by_the_clock(sit, hold, monkeypatch):
    client = sit(hold(step=5))
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(seconds=30 + 3 * 180))
    page = client.get("/table/here?lang=en").text
    assert "by the clock, person 4 of 7" in page
    assert "17 minutes left" in page


def test_the_questions_speak_the_language_of_the_page(sit, hold):
    client = sit(hold(step=5))
    assert "Wanneer was een buur er voor jou?" in client.get("/table/here?lang=nl").text
    assert (
        "When was a neighbour there for you?" in client.get("/table/here?lang=en").text
    )


def test_in_belgium_dutch_has_its_own_words(app):
    assert guide_language("nl", "BE") == "nl-BE"
    assert guide_language("nl", "NL") == "nl"
    assert guide_language("en", "BE") == "en"


def test_after_the_evening_nothing_is_added_and_nothing_lost(sit, hold):
    held = hold(step=5)
    client = sit(held)
    actions.end_evening(held.evening, now=NOW)
    commit()
    assert "<textarea" not in client.get("/table/here?step=5").text
    late = client.post(WRITE, data=SENTENCE, headers=JSON)
    assert late.status_code == 422
    assert said_at(held) == []


def test_the_shell_holds_no_sentence(sit, hold):
    held = hold(step=5)
    make_contribution(held.talk, text="Dit blijft hier.", outcome=Confirmation.WRITTEN)
    client = sit(held)
    assert "Dit blijft hier." in client.get("/table/here").text
    shell = client.get("/table/here/shell")
    assert "Dit blijft hier." not in shell.text
    assert "data-composer" in shell.text


def test_a_sentence_carries_no_time_and_no_person(sit, hold):
    held = hold(step=5)
    sit(held).post(WRITE, data=SENTENCE)
    columns = said_at(held)[0].__table__.columns
    kinds = {column.name: str(column.type) for column in columns}
    assert not [name for name, kind in kinds.items() if "TIME" in kind.upper()]
    assert {c.name for c in columns if c.foreign_keys} == {
        "table_talk_id",
        "municipality_id",
    }
