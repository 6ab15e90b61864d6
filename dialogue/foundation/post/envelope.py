"""From a letter to a mail: headers that cannot be tampered with, text, attachments."""

import re
import unicodedata
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, parseaddr

from dialogue.foundation.post import Letter

# One address: no spaces, no controls, nothing that separates or quotes addresses.
_PLAIN = re.compile(
    r"[^\s\x00-\x1f\x7f<>(),:;\"\\\[\]@]{1,64}@[^\s\x00-\x1f\x7f<>(),:;\"\\\[\]@]{1,255}"
)


class BadAddress(Exception):
    """This is not one mail address; no try will change that."""


def receiver(to: str) -> str:
    """The one address to hand to the server; raises BadAddress.

    A domain with other letters becomes its ASCII form (IDNA).
    """
    if not _PLAIN.fullmatch(to):
        raise BadAddress
    local, _, domain = to.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError as wrong:
        raise BadAddress from wrong


def one_line(words: str) -> str:
    """Words fit for a header: no line breaks, no controls."""
    plain = "".join(
        " " if unicodedata.category(char)[0] == "C" else char for char in words
    )
    return " ".join(plain.split())


def mail_of(
    letter: Letter, *, key: str, sender: str, host: str, now: datetime
) -> EmailMessage:
    """A mail with a Message-ID that stays the same however often it is tried.

    ``key`` is the message's own, ``host`` the name of this site. Raises BadAddress.
    """
    address = receiver(letter.to)
    mail = EmailMessage(policy=SMTP if address.isascii() else SMTPUTF8)
    name, plain_sender = parseaddr(sender)
    mail["From"] = Address(one_line(name), addr_spec=plain_sender)
    mail["To"] = Address(one_line(letter.name), addr_spec=address)
    mail["Subject"] = one_line(letter.subject)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{key}@{host}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(letter.text, charset="utf-8")
    for file_name, media_type, text in letter.files:
        kind, _, rest = media_type.partition(";")
        mail.add_attachment(
            text, subtype=kind.strip().partition("/")[2] or "plain", charset="utf-8",
            filename=one_line(file_name), params=_params(rest),
        )  # fmt: skip
    return mail


def _params(rest: str) -> dict[str, str]:
    """``method=PUBLISH; x=y`` as a mapping."""
    pairs = (part.partition("=") for part in rest.split(";") if "=" in part)
    return {
        name.strip(): value.strip()
        for name, _, value in pairs
        if name.strip() != "charset"
    }
