"""The search through all logs and headers finds what is there (its controls)."""

import logging

from dialogue.foundation.logs import Line, log
from tests.canaries import Listener, in_headers


def test_a_name_in_a_log_line_is_found(app, listener, monkeypatch):
    monkeypatch.setattr(listener, "writer", logging.Formatter("%(message)s"))
    logging.getLogger("dialogue").info("signed up Gerda")
    logging.getLogger("some.library").warning("mail to gerda@post.example failed")
    assert len(listener.take()) == 2


def test_what_the_house_writes_instead_holds_nobody(app, listener):
    log.error("failed", address="gerda@post.example", number="+31 6 12345678")
    logging.getLogger("some.library").warning("mail to gerda@post.example failed")
    try:
        raise ValueError("Gerda")
    except ValueError:
        log.error("failed", exc_info=True)
    assert isinstance(listener.writer, Line)
    assert len(listener.lines) >= 3
    assert listener.take() == []


def test_listener_outlives_a_house_that_sets_its_logs_up(app, listener):
    from dialogue.foundation.logs import configure

    configure("json")
    assert listener in logging.getLogger().handlers
    assert isinstance(listener, Listener)


def test_a_name_in_a_header_is_found():
    assert in_headers("X-Who: Gerda\r\nContent-Type: text/html") == ["X-Who: Gerda"]
