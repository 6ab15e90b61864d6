"""What may be sorted, merged and asked: pure decisions."""

from collections.abc import Sequence
from datetime import date

from flask_babel import lazy_gettext as _l

from dialogue.conversations.models import Confirmation, Contribution, Kind
from dialogue.foundation.errors import RuleBroken

MOST_THEMES = 24
HARVESTED = frozenset({Confirmation.CONFIRMED, Confirmation.CHANGED})
# Kinds that are sorted into themes; requests are merged instead, commitments listed.
SORTED_KINDS = frozenset(Kind) - {Kind.REQUEST, Kind.COMMITMENT, Kind.SIGNAL}


def check_can_sort(contribution: Contribution) -> None:
    """Only what its table confirmed is harvested."""
    if contribution.confirmation not in HARVESTED:
        raise RuleBroken(_l("The table did not confirm this sentence, so it stays there."))
    if contribution.kind not in SORTED_KINDS:
        raise RuleBroken(_l("Requests and promises have a place of their own."))


def check_theme_name(name: str, others: Sequence[str]) -> None:
    """A theme has a name, and no two have the same."""
    if not name:
        raise RuleBroken(_l("Give the theme a name."), field="name")
    if name.casefold() in {other.casefold() for other in others}:
        raise RuleBroken(_l("There is a theme of that name already."), field="name")
    if len(others) >= MOST_THEMES:
        raise RuleBroken(_l("There are %(most)d themes. Merge some first.", most=MOST_THEMES))


def check_can_merge(
    sources: Sequence[Contribution], taken: Sequence[str], text: str, addressed_to: str, answer_due: date | None, today: date
) -> None:
    """A merged request has words, a receiver, a date, and the tables' own requests."""
    if not sources:
        raise RuleBroken(_l("Choose at least one request of a table."), field="sources")
    if any(each.kind is not Kind.REQUEST or each.confirmation not in HARVESTED for each in sources):
        raise RuleBroken(_l("Only confirmed requests can be merged."), field="sources")
    if taken:
        raise RuleBroken(_l("One of these requests is part of another already."), field="sources")
    if not text:
        raise RuleBroken(_l("Write what is asked, in one sentence."), field="text")
    if not addressed_to:
        raise RuleBroken(_l("To whom exactly? Name an office or an organisation."), field="addressed_to")
    if answer_due is None or answer_due <= today:
        raise RuleBroken(_l("Choose a day in the future before which you ask an answer."), field="answer_due")
