"""Handing a mail to a server (``smtp://``, ``smtps://``) or to a folder."""

import os
import smtplib
import ssl
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from dialogue.foundation.settings import Settings

TIMEOUT = 30  # seconds for each step of the conversation with a server
PERMANENT = 500
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class NotTaken(Exception):
    """Certainly not sent; another try may work. The text holds no address."""


class Refused(NotTaken):
    """Certainly not sent, and another try will not help."""


class Uncertain(Exception):
    """The line broke after the mail was handed over: sent, or not."""


class Transport(Protocol):
    """Somewhere mail goes."""

    def hand(self, mail: EmailMessage, to: str) -> None:
        """Hand one mail over; raises NotTaken, Refused or Uncertain."""

    def close(self) -> None:
        """End what is open."""


class Folder:
    """A folder with one ``.eml`` a mail: for the demo, tests and first steps.

    A mail that is tried twice takes the place of itself.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def hand(self, mail: EmailMessage, to: str) -> None:
        """Write the mail whole or not at all."""
        key = str(mail["Message-ID"]).strip("<>").partition("@")[0]
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            draft = self.folder / f".{key}.{os.getpid()}.draft"
            with draft.open("wb") as file:
                file.write(mail.as_bytes())
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self.folder / f"{key}.eml")
        except OSError as wrong:
            raise NotTaken(f"folder: {type(wrong).__name__}") from wrong

    def close(self) -> None:
        """Nothing is open."""


class Server:
    """A mail server; one connection serves until it breaks or ``close``."""

    def __init__(self, url: SplitResult) -> None:
        self.url = url
        self.line: smtplib.SMTP | None = None

    def hand(self, mail: EmailMessage, to: str) -> None:
        """Say who, to whom, and what; every answer of the server is weighed."""
        try:
            line = self._line()
            self._address(line, str(mail["From"].addresses[0].addr_spec), to)
        except (OSError, smtplib.SMTPException) as wrong:
            self.close()
            raise NotTaken(_code(wrong)) from wrong
        except NotTaken:
            self.close()
            raise
        try:
            code, _ = line.data(mail.as_bytes())
        except smtplib.SMTPDataError as wrong:  # said no before the text went over
            self.close()
            raise _no(wrong.smtp_code) from wrong
        except (OSError, smtplib.SMTPException) as wrong:
            self.close()
            raise Uncertain(_code(wrong)) from wrong
        if code != 250:
            self.close()
            raise _no(code)

    def close(self) -> None:
        """Say goodbye, if there is still somebody to say it to."""
        line, self.line = self.line, None
        if line is not None:
            try:
                line.quit()
            except (OSError, smtplib.SMTPException):
                line.close()

    def _line(self) -> smtplib.SMTP:
        if self.line is None:
            self.line = self._connect()
        return self.line

    def _connect(self) -> smtplib.SMTP:
        host = self.url.hostname or "localhost"
        secure = ssl.create_default_context()
        if self.url.scheme == "smtps":
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                host, self.url.port or 465, timeout=TIMEOUT, context=secure
            )
        else:
            line = smtplib.SMTP(host, self.url.port or 25, timeout=TIMEOUT)
        try:
            self._introduce(line, host, secure)
        except BaseException:
            line.close()
            raise
        return line

    def _introduce(self, line: smtplib.SMTP, host: str, secure: ssl.SSLContext) -> None:
        line.ehlo_or_helo_if_needed()
        if self.url.scheme == "smtp" and self._start_tls(line, host, secure):
            line.ehlo()
        if self.url.username:
            line.login(unquote(self.url.username), unquote(self.url.password or ""))

    def _start_tls(self, line: smtplib.SMTP, host: str, secure: ssl.SSLContext) -> bool:
        """Encrypt when offered; never send a password or residents' mail in the open.

        ``smtp://host?plain=yes`` allows it for a relay in one's own network.
        """
        if line.has_extn("starttls"):
            line.starttls(context=secure)
            return True
        if host in LOCAL or parse_qs(self.url.query).get("plain") == ["yes"]:
            return False
        raise NotTaken("smtp: the server offers no encryption")

    def _address(self, line: smtplib.SMTP, sender: str, to: str) -> None:
        options = []
        if not to.isascii():
            if not line.has_extn("smtputf8"):
                raise Refused("smtp: the server takes no address with these letters")
            options = ["SMTPUTF8", "BODY=8BITMIME"]
            line.command_encoding = "utf-8"
        code, _ = line.mail(sender, options)
        if code != 250:
            raise NotTaken(f"smtp {code} (sender)")
        code, _ = line.rcpt(to)
        if code not in {250, 251}:
            raise _no(code)


def _no(code: int) -> NotTaken:
    return Refused(f"smtp {code}") if code >= PERMANENT else NotTaken(f"smtp {code}")


def _code(wrong: Exception) -> str:
    """What went wrong, without what the server said: it repeats addresses."""
    code = getattr(wrong, "smtp_code", None)
    return f"smtp {code}" if code else f"smtp: {type(wrong).__name__}"


def transport_for(settings: Settings) -> Transport:
    """Where this house's mail goes."""
    if settings.mail_url.startswith("folder:"):
        return Folder(Path(settings.mail_url.removeprefix("folder:")))
    return Server(urlsplit(settings.mail_url))
