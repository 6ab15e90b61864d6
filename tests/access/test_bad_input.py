"""Whatever stands in a link of ours: a page with a sentence, never a fault."""

import pytest

from dialogue.foundation import throttle
from dialogue.foundation.throttle import Budget

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def no_waiting(app, monkeypatch):
    throttle.forget_all(app)
    monkeypatch.setattr(Budget, "seconds_to_wait", lambda *_: 0)


def test_every_naughty_string_as_a_link(client, cast, strings):
    from urllib.parse import quote

    for text in strings:
        token = quote(text.encode("utf-8", "surrogatepass"), safe="")
        if token and "%2F" not in token and token not in {".", ".."}:
            assert client.post(f"/invitation/{token}").status_code in {410, 404, 308}, (
                text
            )
