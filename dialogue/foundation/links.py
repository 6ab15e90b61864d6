"""Personal links, and what a browser may do after it opened one.

A link is a secret of 256 bits of which only a keyed hash is stored. The hash is bound
to a purpose (``"registration"``, ``"clerk"``, ``"table"``) and a place (mostly a
municipality's id), so a secret of one kind opens nothing of another kind or town.

How a room uses it: GET on the link's address changes nothing and shows one button
(mail scanners open links before people do). POST finds the row by ``link_hash`` and
calls ``grant``: from then on the browser carries the right to one subject in its
signed cookie, until a moment, and the address bar holds no secret. Every page behind
it asks ``granted``. Together with dialogue.access the only place that touches the
browser's session.
"""

import base64
import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Final

from flask import Flask, current_app, session
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadData

from dialogue.foundation.vault import DataKey, Vault, new_token

LASTS: Final = timedelta(hours=2)  # on a shared phone it ends by itself
# Nobody confuses these when reading aloud or writing over: no 0 O 1 I L.
CODE_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH: Final = 12  # 31 ** 12 > 2 ** 59 (trust.md T7)
CODE_PART: Final = 4


def new_link(purpose: str, place: object = "") -> tuple[str, str]:
    """A new secret and its hash: mail the first, store the second."""
    token = new_token()
    return token, link_hash(token, purpose, place)


def link_hash(token: str, purpose: str, place: object = "") -> str:
    """The keyed hash of a secret for one purpose in one place: 64 hex characters."""
    vault: Vault = current_app.extensions["vault"]
    return vault.fingerprint(token, f"link {purpose} {place}")


def derived_token(key: DataKey, subject: str) -> str:
    """A secret of 256 bits that follows from a data key: the same for the same subject.

    For links that must be in several mails without being stored: it can be made again
    while the key exists, and never after the key was destroyed.
    """
    return base64.urlsafe_b64encode(_digest(key, "link", subject)).decode().rstrip("=")


def derived_code(key: DataKey, subject: str) -> str:
    """A code to say over the telephone: 12 signs, 59 bits, made like derived_token."""
    number, signs = int.from_bytes(_digest(key, "code", subject), "big"), []
    for _sign in range(CODE_LENGTH):
        number, which = divmod(number, len(CODE_ALPHABET))
        signs.append(CODE_ALPHABET[which])
    return "".join(signs)


def _digest(key: DataKey, kind: str, subject: str) -> bytes:
    return hmac.new(key.key, f"{kind} {subject}".encode(), hashlib.sha256).digest()


def in_parts(code: str) -> str:
    """``7K4M QPX2 TWRE``: as people read it aloud."""
    return " ".join(code[at : at + CODE_PART] for at in range(0, len(code), CODE_PART))


def as_code(typed: str) -> str | None:
    """A code as it was made, from how people type it; None when it cannot be one."""
    plain = "".join(char for char in typed.upper() if char.isalnum())
    if len(plain) != CODE_LENGTH or not set(plain) <= set(CODE_ALPHABET):
        return None
    return plain


def grant(
    purpose: str,
    subject: object,
    *,
    now: datetime,
    place: object = "",
    lasts: timedelta = LASTS,
) -> None:
    """Let this browser act on one subject, for one purpose and place, for a while."""
    session[_entry(purpose, place)] = [str(subject), int((now + lasts).timestamp())]


def granted(purpose: str, *, now: datetime, place: object = "") -> str | None:
    """On which subject this browser may act; None when it may not (any more)."""
    return _subject_in(session.get(_entry(purpose, place)), now)


def _subject_in(entry: object, now: datetime) -> str | None:
    match entry:
        case [str(subject), int(ends)] if now.timestamp() < ends:
            return subject
    return None


class CookieReader:
    """``granted`` for what answers before the application wakes up.

    A signature is checked once: the same cookie says the same the next time, and
    until when it holds is looked at every time.
    """

    MOST = 4000  # cookies remembered, each after its signature was found right

    def __init__(self, app: Flask, purpose: str, place: object = "") -> None:
        self.app = app
        self.entry = _entry(purpose, place)
        self._known: dict[str, object] = {}

    def subject(self, cookies: str, now: datetime) -> str | None:
        """On which subject a browser with these cookies may act; None: on none."""
        name = f"{self.app.config['SESSION_COOKIE_NAME']}="
        brought = [part.strip() for part in cookies.split(";")]
        ours = [part[len(name) :] for part in brought if part.startswith(name)]
        if len(ours) != 1:  # none, or a doubt that the application settles
            return None
        if ours[0] not in self._known:
            self._remember(ours[0])
        return _subject_in(self._known.get(ours[0]), now)

    def _remember(self, cookie: str) -> None:
        reader = SecureCookieSessionInterface().get_signing_serializer(self.app)
        age = int(self.app.permanent_session_lifetime.total_seconds())
        try:
            said = reader.loads(cookie, max_age=age) if reader else {}
        except BadData:
            return
        if len(self._known) >= self.MOST:
            self._known.clear()
        self._known[cookie] = said.get(self.entry)


def take_back(purpose: str, *, place: object = "") -> None:
    """This browser may not any more."""
    session.pop(_entry(purpose, place), None)


def _entry(purpose: str, place: object) -> str:
    return f"grant {purpose} {place}"
