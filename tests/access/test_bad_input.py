"""Whatever stands in a link of ours: a page with a sentence, never a fault."""

import json
from pathlib import Path

import pytest

from dialogue.foundation import throttle
from dialogue.foundation.throttle import Budget

pytestmark = pytest.mark.slow

STRINGS = json.loads(
    (Path(__file__).parents[1] / "strings" / "blns.json").read_text("utf-8")
)


@pytest.fixture(autouse=True)
def no_waiting(app, monkeypatch):
    throttle.forget_all(app)
    monkeypatch.setattr(Budget, "seconds_to_wait", lambda *_: 0)


def test_every_naughty_string_as_a_link(client, cast):
    from urllib.parse import quote

    for text in STRINGS:
        token = quote(text.encode("utf-8", "surrogatepass"), safe="")
        if token and "%2F" not in token and token not in {".", ".."}:
            assert client.post(f"/invitation/{token}").status_code in {410, 404, 308}, (
                text
            )
