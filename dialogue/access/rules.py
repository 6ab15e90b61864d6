"""What the access room allows; pure decisions."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l

from dialogue.access.models import AccessLink, Purpose
from dialogue.foundation.errors import RuleBroken

SHORTEST, LONGEST = 12, 128
FEWEST_DIFFERENT = 5
COMMON = (
    "password", "wachtwoord", "welkom", "welcome", "qwerty", "azerty", "dialogue",
    "dialoog", "gemeente", "letmein", "iloveyou", "administrator", "geheim", "hallo",
    "lente", "zomer", "herfst", "winter", "voetbal", "feyenoord", "test", "asdf",
    "zxcv", "qwer", "1qaz", "2wsx", "3edc", "1q2w", "3e4r", "5t6y", "q1w2", "e3r4",
    "t5y6",
    "abc", "0123456789", "123456789", "12345678", "1234567", "123456", "12345", "1234",
    "987654321", "4321",
)  # fmt: skip
INVITATION_LASTS = timedelta(days=7)
RESET_LASTS = timedelta(hours=1)
SECOND_FACTOR_LASTS = timedelta(days=2)
TO_FINISH = timedelta(hours=1)  # after a link was opened
# A colleague has to send these again, so they open as often as it takes until they have
# served: a scanner of mail or a second press spends nothing. A reset is asked for by
# oneself, and whoever holds it needs nothing else: it opens once.
OPENS_AGAIN = frozenset({Purpose.INVITATION, Purpose.SECOND_FACTOR})


def check_password(
    password: str, *, email: str, name: str, leaked: bool = False
) -> None:
    """Refuse a password that is short, easily guessed, or leaked elsewhere."""
    if len(password) < SHORTEST:
        raise RuleBroken(
            _l(
                "Use at least %(least)d characters. Four words in a row is fine.",
                least=SHORTEST,
            ),
            field="password",
        )
    if (
        len(set(password.casefold())) < FEWEST_DIFFERENT
        or _rest(password, email, name) < FEWEST_DIFFERENT
    ):
        raise RuleBroken(
            _l(
                "This password is easy to guess. Choose four words that have "
                "nothing to do with each other."
            ),
            field="password",
        )
    if leaked:
        raise RuleBroken(
            _l(
                "This password leaked from another site, so others try it. Choose one "
                "that you use nowhere else."
            ),
            field="password",
        )


def _rest(password: str, email: str, name: str) -> int:
    """How many characters stay when what everybody tries is taken out."""
    left = password.casefold()
    guesses = [
        *COMMON,
        *email.casefold().replace("@", ".").split("."),
        *name.casefold().split(),
    ]
    for guess in sorted(guesses, key=len, reverse=True):
        if len(guess) > 2:
            left = left.replace(guess, "")
    return len({char for char in left if not char.isspace()})


def may_finish(link: AccessLink, now: datetime) -> bool:
    """Whether the browser that opened a link may still finish what it is for."""
    return (
        link.opened_at is not None
        and link.settled_at is None
        and now < link.opened_at + TO_FINISH
    )


def page_here(wish: str | None) -> str | None:
    """A page of this site to go to after signing in; None for anything else."""
    if not wish or not wish.startswith("/") or wish.startswith(("//", "/\\")):
        return None
    if any(char <= " " or char == "\\" for char in wish):
        return None
    parts = urlsplit(wish)
    return wish if not parts.scheme and not parts.netloc else None
