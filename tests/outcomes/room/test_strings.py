"""Every naughty string in every text field of the harvest: kept, or refused."""

import json
from pathlib import Path

import pytest

from dialogue.conversations.models import Kind
from dialogue.foundation.forms import tidy
from dialogue.outcomes import queries

STRINGS = json.loads((Path(__file__).parents[2] / "strings" / "blns.json").read_text())


@pytest.mark.slow
def test_every_string_in_every_text_field(desk, say):
    first = say("Een buur bracht soep.")
    asked = say("Maak licht.", kind=Kind.REQUEST)
    desk.post("harvest/themes", name="Hulp", right="", once="first")
    theme = queries.themes_of(desk.session)[0].id
    request = {
        "text": "Licht", "why": "", "addressed_to": "wethouder", "right": "",
        "answer_due": "2027-04-20", "sources": [asked.id], "once": "second",
    }  # fmt: skip
    assert desk.post("requests/new", **request).status_code == 303
    kept = 0
    for text in STRINGS:
        named = desk.post(f"harvest/themes/{theme}", name=text, right="")
        assert named.status_code in {303, 422}, text
        mended = desk.post(f"harvest/sentences/{first.id}", text=text)
        assert mended.status_code in {303, 422}, text
        changed = desk.post(
            "requests/1",
            **(request | {"text": text, "why": text, "addressed_to": text}),
        )
        assert changed.status_code in {303, 422}, text
        if mended.status_code == 303:
            kept += 1
            assert queries.sentence_in(desk.session, first.id).text == tidy(text)
    for rest in ("harvest", "harvest/sentences", "harvest/themes", "requests"):
        assert desk.get(rest).status_code == 200
    assert kept > 300
