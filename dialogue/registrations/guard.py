"""How often one network may sign up, and the question that is asked in a rush.

Why these numbers: docs/decisions/0005-a-flood-of-sign-ups.md. The question keeps out
what fills in forms blindly; it is words and a small sum, so that everybody can answer.
"""

import hashlib
from typing import Final

from flask_babel import gettext as _

from dialogue.foundation.throttle import Budget, network
from dialogue.registrations.rules import CALM_A_DAY
from dialogue.sessions.words import small_number

CALM: Final = Budget("sign-up calm", f"{CALM_A_DAY}/day")
MOST: Final = Budget("sign-up evening", "20/day")
ALL: Final = Budget("sign-up network", "60/day")
LINKS: Final = Budget("personal link", "30/hour")


def _here(dialogue_session_id: int) -> str:
    return f"{network()} {dialogue_session_id}"


def asks_question(dialogue_session_id: int) -> bool:
    """Whether this network signed up more people today than a household does."""
    return CALM.seconds_to_wait(_here(dialogue_session_id)) > 0


def seconds_to_wait(dialogue_session_id: int) -> int:
    """How long until somebody of this network may sign up again; 0: now."""
    here = MOST.seconds_to_wait(_here(dialogue_session_id))
    return max(here, ALL.seconds_to_wait(network()))


def count(dialogue_session_id: int) -> None:
    """One more sign-up of this network."""
    for budget in (CALM, MOST):
        budget.count(_here(dialogue_session_id))
    ALL.count(network())


def question(once: str | None) -> str:
    """The sum that belongs to a form, in the language of the page."""
    one, two = _sum(once)
    return str(
        _(
            "How much is %(one)s plus %(two)s?",
            one=small_number(one),
            two=small_number(two),
        )
    )


def is_answer(once: str | None, typed: str | None) -> bool:
    """Whether this is the answer, as a number or a word."""
    said = (typed or "").strip().casefold()
    total = sum(_sum(once))
    return said in {str(total), str(small_number(total)).casefold()}


def _sum(once: str | None) -> tuple[int, int]:
    digest = hashlib.sha256((once or "").encode()).digest()
    return 2 + digest[0] % 5, 2 + digest[1] % 5
