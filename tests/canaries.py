"""Words of the tests' people, that no log line and no header may ever hold (T14).

A listener hears every line that the house or a library logs while any test runs, as the
house writes it; tests/conftest.py looks through them after each test, so the whole run
is one search.
"""

import logging
import re

from dialogue.foundation.logs import Line

CANARY = re.compile(
    r"Gerda|Kanarievogel|Samira|Yıldız|Vermeer"  # names of people
    r"|@(?:post|dialogue|wilgendam)\.example"  # their mail
    r"|(?:\+31|0) ?6[ -]?12[ -]?34[ -]?56[ -]?78"  # a telephone
    r"|paard batterij|JBSWY3DPEHPK3PXP"  # a password, a second factor
    r"|Een buur bracht soep|Zet een bank"  # what was said
)


class Listener(logging.Handler):
    """Keeps the lines as they would be written; not one of the house's own handlers."""

    def __init__(self) -> None:
        super().__init__()
        self.lines, self.writer = list[str](), Line("json")

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.writer.format(record))

    def take(self) -> list[str]:
        """What was said since the last time, as far as it gives somebody away."""
        heard, self.lines = self.lines, []
        return [each for each in heard if CANARY.search(each)]


def in_headers(headers: object) -> list[str]:
    """Headers of an answer that give somebody away."""
    return [line for line in str(headers).splitlines() if CANARY.search(line)]
