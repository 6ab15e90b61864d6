"""Every naughty string in every text field of a table and of the desk."""

import html
import re

import pytest

from dialogue.foundation.database import db
from dialogue.foundation.forms import tidy
from tests.conftest import commit
from tests.conversations.conftest import said_at

WRITE = "/table/here/write?step=9"


def shown(text):
    """A text as a form gives it back, with a mark for what no page can carry."""
    return "".join(
        "\ufffd"
        if re.match(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]", char)
        else char
        for char in tidy(text)
    )


def forget(contribution):
    """As it was, so that the next meets the same table; test_sentence.py erases."""
    commit()
    db.session.delete(contribution)
    commit()


def words_on(page):
    return html.unescape(page)


@pytest.mark.slow
def test_every_string_as_a_request_is_stored_or_refused_and_kept(sit, hold, strings):
    held = hold(step=9)
    client = sit(held)
    stored = 0
    for number, text in enumerate(strings):
        sent = {
            "kind": "request",
            "text": text,
            "addressed_to": text,
            "reason": text,
            "key": f"k{number}",
            "minority": "y",
        }
        answer = client.post(WRITE, data=sent)
        if answer.status_code == 422:
            assert shown(text) in words_on(answer.text), repr(text)
            continue
        assert answer.status_code == 303, repr(text)
        found = said_at(held)[0]
        assert (found.text, found.addressed_to, found.reason) == (tidy(text),) * 3
        # Each is looked at in one of the two places where it stands, by turns.
        if number % 2:
            read = f"/table/here/read-back/{found.id}"
            assert client.get(read).status_code == 200
        else:
            page = client.get(f"/table/here/sentence/{found.id}").text
            assert tidy(text) in words_on(page)
        forget(found)
        stored += 1
    assert stored > len(strings) * 0.6


@pytest.mark.slow
def test_every_string_in_every_other_field_of_a_table_is_refused_or_read(
    sit, hold, strings
):
    held = hold("sleutel-van-de-buren", step=8)
    client = sit(held)
    for number, text in enumerate(strings):
        fields = dict.fromkeys(
            ("kind", "wanted_by", "check_on", "language", "pseudonym"), text
        )
        answer = client.post("/table/here/write?step=8", data=fields | {"text": ""})
        assert answer.status_code == 422, repr(text)
        assert client.post(
            "/table/here/present", data={"present": text}
        ).status_code in {303, 422}
        # The page and what it asks for every few seconds read the same step, by turns.
        place = "/table/here/state" if number % 2 else "/table/here"
        assert client.get(place, query_string={"step": text}).status_code == 200
    assert said_at(held) == []


@pytest.mark.slow
def test_every_string_as_a_code_opens_nothing(client, hold, monkeypatch, strings):
    from datetime import timedelta

    from dialogue.conversations import rules

    monkeypatch.setattr(rules, "wait_after", lambda wrong: timedelta(0))

    held = hold(step=5)
    commit()
    for text in strings[:150]:
        assert client.post(f"/table/{held.token}", data={"code": text}).status_code in {
            422,
            429,
        }
        assert client.post(
            "/table", data={"code": held.evening.code, "card": text}
        ).status_code in {422, 429}


@pytest.mark.slow
def test_every_string_on_the_desk_is_stored_or_refused(
    client, cast, sign_in, hold, strings
):
    held = hold("naast-elkaar")
    commit()
    sign_in(client, cast.joost)
    for number, text in enumerate(strings):
        sent = {
            "text": text,
            "kind": "experience",
            "outcome": "confirmed",
            "once": f"k{number}",
        }
        answer = client.post(f"{held.desk}/table/1?step=experience", data=sent)
        if answer.status_code == 422:
            assert shown(text) in words_on(answer.text), repr(text)
        else:
            found = said_at(held)[0]
            assert found.text == tidy(text)
            forget(found)
        if number % 5:
            continue
        pair = {"animal": text, "before": "1", "after": "2"}
        answer = client.post(f"{held.desk}/measures/measure/pairs", data=pair)
        assert answer.status_code in {303, 422}, repr(text)
        counts = {"closing-1": text}
        assert client.post(
            f"{held.desk}/measures/closing", data=counts
        ).status_code in {303, 422}
        sides = {"tables": "1", "sides": text}
        assert client.post(f"{held.desk}/prepare", data=sides).status_code in {303, 422}
    assert client.get(held.desk).status_code == 200
    assert client.get(f"{held.desk}/measures").status_code == 200
