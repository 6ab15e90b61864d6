"""The log names nobody."""

import json
import logging

import pytest

from dialogue.foundation import logs


@pytest.fixture
def lines():
    found = []

    class Keeping(logging.Handler):
        def emit(self, record):
            found.append(self.format(record))

    handler = Keeping()
    handler.setFormatter(logs.Line("json"))
    root = logging.getLogger()
    root.addHandler(handler)
    yield found
    root.removeHandler(handler)


def test_request_is_noted_by_its_pattern(client, lines):
    client.get("/reset/s3cret-token-s3cret-token-s3cret?email=buur@example.nl")
    entry = json.loads(lines[-1])
    assert entry["timestamp"].endswith("+00:00")
    assert entry["rule"] == "/reset/<token>"
    assert entry["status"] == 200
    assert "s3cret" not in "".join(lines)
    assert "buur" not in "".join(lines)


def test_address_that_leads_nowhere_is_not_noted(client, lines):
    client.get("/buur@example.nl/0612345678")
    assert json.loads(lines[-1])["rule"] == "(none)"
    assert "buur" not in "".join(lines)


def test_failure_says_where_and_not_what(app, lines):
    try:
        raise ValueError("Mevrouw Jansen, 0612345678")
    except ValueError:
        logs.log.error("failed", exc_info=True)
        logging.getLogger("some.library").exception("oops for jansen@example.nl")
    ours, theirs = (json.loads(line) for line in lines[-2:])
    assert ours["error"] == theirs["error"] == "ValueError"
    assert ours["where"][-1].startswith("test_logs.py:")
    assert "ansen" not in "".join(lines)
    assert "0612345678" not in "".join(lines)


def test_failing_page_leaves_no_address_in_the_log(app, client, lines, monkeypatch):
    def broken(**_):
        raise RuntimeError("buur@example.nl")

    broken.needs = app.view_functions["access.reset_link"].needs
    monkeypatch.setitem(app.view_functions, "access.reset_link", broken)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    assert client.get("/reset/s3cret-token?x=buur").status_code == 500
    assert "s3cret" not in "".join(lines)
    assert "buur" not in "".join(lines)
    assert any(json.loads(line).get("error") == "RuntimeError" for line in lines)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("mail to buur@example.nl failed", "mail to <address> failed"),
        ("GET /x?name=Jansen", "GET /x?<query>"),
        ("call +31 6 12345678 now", "call <number> now"),
        ("token Zm9vYmFyYmF6cXV4Zm9vYmFy", "token <secret>"),
    ],
)
def test_people_and_secrets_are_taken_out(words, left):
    assert logs.without_people(words) == left
