"""A real conversation with a mail server, and the folder."""

import ssl
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller

from dialogue.foundation.post import transport
from dialogue.foundation.post.envelope import mail_of
from dialogue.foundation.post.transport import (
    Folder,
    NotTaken,
    Refused,
    Server,
    Uncertain,
)
from tests.makers.post import make_letter

NOW = datetime(2027, 1, 18, 9, 0, tzinfo=UTC)


def a_mail(**more):
    return mail_of(
        make_letter(**more),
        key="ab12",
        sender="D <d@dialogue.example>",
        host="h.example",
        now=NOW,
    )


class Office:
    """A mail server whose answers a test decides."""

    def __init__(self):
        self.taken, self.to_rcpt, self.to_data, self.hang_up = [], None, "250 OK", False

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.to_rcpt:
            return self.to_rcpt
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.taken.append(envelope)
        if self.hang_up:
            server.transport.abort()
        return self.to_data


@pytest.fixture
def office():
    handler = Office()
    controller = Controller(handler, hostname="127.0.0.1", port=0)
    controller.port = _free_port()
    controller.start()
    handler.url = urlsplit(f"smtp://127.0.0.1:{controller.port}")
    yield handler
    controller.stop()


def _free_port():
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_server_takes_several_mails_on_one_line(office):
    server = Server(office.url)
    server.hand(a_mail(), "een@dialogue.example")
    line = server.line
    server.hand(a_mail(), "twee@dialogue.example")
    assert server.line is line
    server.close()
    assert [each.rcpt_tos for each in office.taken] == [
        ["een@dialogue.example"],
        ["twee@dialogue.example"],
    ]
    assert b"Message-ID: <ab12@h.example>" in office.taken[0].content
    assert b"Bcc" not in office.taken[0].content


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [("550 no such user", Refused), ("451 later", NotTaken), ("452 full", NotTaken)],
)
def test_answer_about_the_receiver_is_weighed(office, answer, trouble):
    office.to_rcpt = answer
    server = Server(office.url)
    with pytest.raises(NotTaken) as told:
        server.hand(a_mail(), "een@dialogue.example")
    assert type(told.value) is trouble
    assert "een@" not in str(told.value)
    assert office.taken == []


def test_answer_about_the_mail_is_weighed(office):
    office.to_data = "554 looks like spam"
    with pytest.raises(Refused):
        Server(office.url).hand(a_mail(), "een@dialogue.example")


def test_line_that_breaks_after_the_text_leaves_us_uncertain(office):
    office.hang_up = True
    with pytest.raises(Uncertain):
        Server(office.url).hand(a_mail(), "een@dialogue.example")


def test_nobody_at_home_means_not_taken():
    with pytest.raises(NotTaken):
        Server(urlsplit(f"smtp://127.0.0.1:{_free_port()}")).hand(
            a_mail(), "een@dialogue.example"
        )


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_the_server_must_prove_who_it_is(scheme, monkeypatch):
    shown = []

    class Line:
        def __init__(self, *_args, context=None, **_more):
            shown.append(context)

        def ehlo_or_helo_if_needed(self):
            pass

        ehlo = close = ehlo_or_helo_if_needed

        def has_extn(self, name):
            return name == "starttls"

        def starttls(self, context):
            shown.append(context)

    monkeypatch.setattr(transport.smtplib, "SMTP", Line)
    monkeypatch.setattr(transport.smtplib, "SMTP_SSL", Line)
    Server(urlsplit(f"{scheme}://mail.example"))._connect()
    [context] = [each for each in shown if each is not None]
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


def test_password_is_never_said_in_the_open(office, monkeypatch):
    from dialogue.foundation.post import transport

    monkeypatch.setattr(transport, "LOCAL", frozenset())
    with pytest.raises(NotTaken, match="no encryption"):
        Server(office.url).hand(a_mail(), "een@dialogue.example")
    assert office.taken == []


def test_folder_holds_one_file_a_mail_and_no_drafts(tmp_path):
    box = Folder(tmp_path / "mail")
    box.hand(a_mail(), "een@dialogue.example")
    box.hand(a_mail(), "een@dialogue.example")
    assert [each.name for each in (tmp_path / "mail").iterdir()] == ["ab12.eml"]


def test_folder_that_cannot_be_written_means_not_taken(tmp_path):
    (tmp_path / "mail").write_text("a file in the way")
    with pytest.raises(NotTaken):
        Folder(tmp_path / "mail").hand(a_mail(), "een@dialogue.example")
