"""Every naughty string in every text field: stored as tidied, or refused and kept."""

import html
import re

import pytest
from sqlalchemy import select

from dialogue.foundation.database import db, within
from dialogue.foundation.forms import tidy
from dialogue.sessions.models import DialogueSession
from tests.conftest import commit
from tests.makers.sessions import make_dialogue_session
from tests.sessions.test_new import NEW, fields

TEXTS = ("title", "about", "topic", "for_whom", "led_by", "place_note")


@pytest.mark.slow
def test_every_string_in_every_text_field_at_once(desk, cast, strings):
    """Also opens the desk's page, the public one or the calendar of what was stored."""
    start = fields(desk.get(NEW))
    stored = 0
    newest = within(
        cast.wilgendam.id,
        select(DialogueSession).order_by(DialogueSession.id.desc()).limit(1),
    )
    for number, text in enumerate(strings):
        sent = (
            start
            | dict.fromkeys(TEXTS, text)
            | {"once": f"once{number}", "publish": "1"}
        )
        answer = desk.post(NEW, data=sent)
        if answer.status_code == 422:
            assert shown(text) in values(answer.text), repr(text)
            continue
        assert answer.status_code == 302, (answer.status_code, text)
        made = db.session.scalars(newest).one()
        assert [getattr(made, name) for name in TEXTS] == [tidy(text)] * len(TEXTS)
        # Each is looked at in one of the places where it stands, by turns.
        address = (
            answer.location,
            f"/wilgendam/talks/{made.ref}",
            f"/wilgendam/talks/{made.ref}.ics",
        )[number % 3]
        assert desk.get(address).status_code == 200, (address, text)
        stored += 1
    assert stored > len(strings) * 0.7


@pytest.mark.slow
def test_every_string_as_a_reason_to_cancel(desk, cast, busy, strings):
    busy()
    evening = make_dialogue_session(cast.wilgendam)
    commit()
    address = f"/wilgendam/desk/talks/{evening.id}/cancel"
    for text in strings:
        # An old revision: the form is read wholly, and nothing is cancelled.
        answer = desk.post(address, data={"reason": text, "revision": "0"})
        assert answer.status_code == 422
        assert shown(text) in values(answer.text), repr(text)


def shown(text):
    """A text as a form gives it back: tidied, with a mark for what no page can carry."""
    return "".join(
        "\ufffd"
        if re.match(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]", char)
        else char
        for char in tidy(text)
    )


def values(page):
    """What stands in the text fields of a page."""
    found = re.findall(r'<input[^>]*value="([^"]*)"', page)
    found += [
        part.removeprefix("\r\n").removeprefix("\n")
        for part in re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)
    ]
    return [html.unescape(each) for each in found]
