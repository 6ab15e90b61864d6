"""What two people who sort apart may do, and what others may meanwhile."""

from flask_babel import lazy_gettext as _l

from dialogue.foundation.errors import RuleBroken
from dialogue.outcomes.models import Comparison, Theme


def check_may_sort(comparison: Comparison | None, account_id: int | None) -> None:
    """While two people sort each for themselves, nobody else sorts."""
    if comparison is None or comparison.compared_at is not None:
        return
    if account_id not in (comparison.first_account_id, comparison.second_account_id):
        raise RuleBroken(
            _l(
                "Two people sort this evening now, each for themselves. Wait until "
                "they have compared, or sort with them."
            )
        )
    if is_done(comparison, account_id):
        raise RuleBroken(
            _l("You said that you are done. Take that back first to sort on.")
        )


def check_own_theme(theme: Theme, hand: int) -> None:
    """While two people sort apart, the themes they share stay as they are."""
    if theme.hand != hand:
        raise RuleBroken(
            _l("Both of you use this theme. Change it after you have compared.")
        )


def check_can_begin(comparison: Comparison | None) -> None:
    """One comparison at a time."""
    if comparison is not None and comparison.settled_at is None:
        raise RuleBroken(_l("Two people sort this evening already."))


def check_can_join(comparison: Comparison, account_id: int) -> None:
    """A second person joins, once, and not the first one again."""
    if comparison.compared_at is not None or comparison.second_account_id is not None:
        raise RuleBroken(_l("Two people sort this evening already."))
    if comparison.first_account_id == account_id:
        raise RuleBroken(_l("You are the first. Ask a colleague to be the second."))


def check_can_finish(comparison: Comparison, account_id: int | None, left: int) -> None:
    """Who says to be done has given every sentence a theme."""
    check_takes_part(comparison, account_id)
    if left:
        raise RuleBroken(
            _l("Give every sentence a theme first. Then say you are done.")
        )


def check_takes_part(comparison: Comparison, account_id: int | None) -> None:
    """Only the two who sort, and only until they have compared."""
    own = (comparison.first_account_id, comparison.second_account_id)
    if (
        comparison.compared_at is not None
        or account_id is None
        or account_id not in own
    ):
        raise RuleBroken(_l("Only the two who sort now can do this."))


def check_can_end(comparison: Comparison, whose: int, account_id: int) -> None:
    """Somebody who does not take part ends it, with what one of the two sorted."""
    own = (comparison.first_account_id, comparison.second_account_id)
    if comparison.compared_at is not None:
        raise RuleBroken(_l("The two have compared. Settle what differs."))
    if account_id in own:
        raise RuleBroken(_l("You sort yourself. Go on alone if the other is gone."))
    if whose not in own:
        raise RuleBroken(_l("Choose whose sorting is to count."))


def check_compared(comparison: Comparison | None) -> None:
    """Differences are settled when both are done and until all are."""
    if (
        comparison is None
        or comparison.compared_at is None
        or comparison.settled_at is not None
    ):
        raise RuleBroken(_l("There are no differences to settle now."))


def is_done(comparison: Comparison, account_id: int | None) -> bool:
    """Whether this person of the two said to be done."""
    if account_id == comparison.first_account_id:
        return comparison.first_done
    return comparison.second_done and account_id == comparison.second_account_id


def check_all_settled(left: int) -> None:
    """The drafts go only when nothing differs any more."""
    if left:
        raise RuleBroken(_l("Settle every difference first."))
