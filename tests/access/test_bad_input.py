"""Whatever is typed: a page with a sentence, never a fault."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dialogue.foundation import throttle
from dialogue.foundation.throttle import Budget

pytestmark = pytest.mark.slow

STRINGS = json.loads(
    (Path(__file__).parents[1] / "strings" / "blns.json").read_text("utf-8")
)
FINE = {200, 302, 410, 422}


@pytest.fixture(autouse=True)
def no_waiting(app, monkeypatch):
    throttle.forget_all(app)
    monkeypatch.setattr(Budget, "seconds_to_wait", lambda *_: 0)


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/sign-in", ("email", "password")),
        ("/reset", ("email",)),
        ("/account", ("name", "language")),
        ("/account/password", ("current", "password")),
        ("/account/second-factor", ("code", "current")),
        ("/wilgendam/desk/team", ("email", "role", "language")),
    ],
)
def test_every_naughty_string_in_every_field(app, cast, sign_in, address, fields):
    client = FlaskClient(app, app.response_class)  # the inspecting one takes too long
    sign_in(client, cast.samira)
    for text in STRINGS:
        answer = client.post(address, data=dict.fromkeys(fields, text))
        assert answer.status_code in FINE, text


def test_every_naughty_string_as_a_link(client, cast):
    from urllib.parse import quote

    for text in STRINGS:
        token = quote(text.encode("utf-8", "surrogatepass"), safe="")
        if token and "%2F" not in token and token not in {".", ".."}:
            assert client.post(f"/invitation/{token}").status_code in {410, 404, 308}, (
                text
            )
