"""What a browser carries for us: who signed in, and rights that last a while.

The only place that touches the browser's session (a signed cookie). Pages that call
nothing here send no cookie and no ``Vary``. Every entry is kept under its purpose and
ends at a moment, so no entry can be used for something else or for ever.
"""

from datetime import UTC, datetime, timedelta

from flask import session

IDLE = timedelta(hours=4)  # without a page in between, you sign in again
WHOLE = timedelta(hours=16)  # after this you sign in again in any case
REFRESH = timedelta(minutes=5)  # how exact we keep when a browser was last here
SIGN_IN = "sign_in"
LINK = "link "  # the right to finish what an opened link is for


def _stamp(moment: datetime) -> int:
    return int(moment.timestamp())


def keep(purpose: str, value: str, *, now: datetime, lasts: timedelta) -> None:
    """Let this browser carry ``value`` for one purpose, until ``now + lasts``."""
    session[purpose] = [value, _stamp(now + lasts)]


def kept(purpose: str, *, now: datetime) -> str | None:
    """What this browser carries for the purpose; None when it is absent or over."""
    entry = session.get(purpose)
    if not isinstance(entry, list) or len(entry) != 2:
        return None
    value, ends = entry
    return str(value) if _stamp(now) < int(ends) else None


def forget(purpose: str) -> None:
    """Let the browser drop what it carries for the purpose."""
    session.pop(purpose, None)


def empty() -> None:
    """Forget everything, also the secret of forms (at signing in and out)."""
    session.clear()


def carry_sign_in(token: str, *, now: datetime) -> None:
    """Start afresh with a signed-in browser; only opened links come along."""
    links = {name: entry for name, entry in session.items() if name.startswith(LINK)}
    empty()
    session.update(links)
    keep(SIGN_IN, token, now=now, lasts=IDLE)


def sign_in_token(*, now: datetime) -> str | None:
    """The secret of the signed-in browser; being here makes it last again."""
    token = kept(SIGN_IN, now=now)
    if token is not None:
        ends = datetime.fromtimestamp(session[SIGN_IN][1], UTC)
        if ends - now < IDLE - REFRESH:
            keep(SIGN_IN, token, now=now, lasts=IDLE)
    return token
