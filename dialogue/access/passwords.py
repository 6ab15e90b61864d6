"""Passwords: Argon2id, tuned to about a tenth of a second on a small server.

19 MiB and 10 passes: 85–120 ms on a 2-core virtual machine, and eight people who sign
in at once cost 150 MB for that tenth of a second, not a gigabyte.
"""

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher(time_cost=10, memory_cost=19_456, parallelism=1)


def _same_form(password: str) -> str:
    # One keyboard sends é as one character, another as two.
    return unicodedata.normalize("NFKC", password)


def hashed(password: str) -> str:
    """What to store instead of the password (about 100 characters)."""
    return HASHER.hash(_same_form(password))


def matches(stored: str | None, password: str) -> bool:
    """Whether the password is the stored one; as slow when nothing is stored."""
    try:
        HASHER.verify(stored or _nobodys(), _same_form(password))
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Whether the password should be hashed again with today's tuning."""
    return HASHER.check_needs_rehash(stored)


@cache
def _nobodys() -> str:
    return HASHER.hash("the password of somebody who does not exist")
