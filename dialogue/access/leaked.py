"""Passwords that leaked elsewhere, looked up in a file of the keeper's.

The file is the one that "Have I Been Pwned" gives away, ordered by hash: a line each of
40 hexadecimal digits (SHA-1), then whatever follows (``:`` and a count). Some tens of
gigabytes; a look-up reads some forty lines and nothing leaves this machine.
"""

import hashlib
import unicodedata
from pathlib import Path
from typing import BinaryIO

from flask import current_app

DIGITS = 40


def is_leaked(password: str) -> bool:
    """Whether the password stands in the file; False where no file is named."""
    named = current_app.extensions["settings"].leaked_passwords
    if not named:
        return False
    with Path(named).open("rb") as file:
        return any(_is_in(file, form) for form in _forms(password))


def _forms(password: str) -> set[str]:
    """As it was typed, and as we store it: what leaked may be either."""
    return {password, unicodedata.normalize("NFKC", password)}


def _is_in(file: BinaryIO, password: str) -> bool:
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest()
    low, high = 0, file.seek(0, 2)
    while low < high:  # the line we look for begins at low or later, but before high
        middle = (low + high) // 2
        file.seek(max(0, middle - 1))
        if middle:
            file.readline()  # to the beginning of the next line
        start = file.tell()
        found = file.readline()[:DIGITS].decode("ascii", "replace").lower()
        if found == wanted:
            return True
        if start >= high or found > wanted:
            high = middle
        else:
            low = file.tell()
    return False
