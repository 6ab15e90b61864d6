"""The second pair of eyes: sentences in which a person may be recognised."""

from datetime import datetime

from dialogue.conversations.actions import forget_translations
from dialogue.conversations.models import Contribution
from dialogue.foundation import journal
from dialogue.foundation.database import db
from dialogue.foundation.errors import RuleBroken
from dialogue.outcomes import marking, queries, rules
from dialogue.outcomes.actions.following import follow_words
from dialogue.outcomes.models import Look


def keep_words(
    contribution: Contribution,
    *,
    account_id: int | None,
    now: datetime,
    seen: str | None = None,
) -> None:
    """Somebody looked, and the words may stay as they are.

    ``seen`` is the digest of what they looked at, with what stands beside it: words
    written since were not looked at.
    """
    if seen is not None and seen != marking.all_words_of(contribution):
        raise RuleBroken(rules.LOOK_AGAIN)
    rules.check_new_words(contribution, contribution.text)
    _looked(contribution, account_id, edited=False)
    _write("looked at sentence", contribution, now)


def mend_words(
    contribution: Contribution,
    text: str,
    reason: str,
    *,
    seen: str | None,
    account_id: int | None,
    now: datetime,
) -> None:
    """Leave out what points to a person; the words before are not kept anywhere.

    ``seen`` is the digest of the words the form was opened with.
    """
    rules.check_new_words(contribution, text)
    if seen is not None and seen != rules.words_of(contribution):
        raise RuleBroken(rules.CHANGED_MEANWHILE, field="seen")
    before = contribution.text, contribution.reason
    changed = (text, reason) != before
    contribution.text, contribution.reason = text, reason
    if changed:
        # They may hold what was left out, and are no translations of these words.
        forget_translations(contribution)
        follow_words(contribution, before, gone=False)
    _looked(contribution, account_id, edited=changed)
    _write("mended sentence" if changed else "looked at sentence", contribution, now)


def _looked(
    contribution: Contribution, account_id: int | None, *, edited: bool
) -> None:
    words = marking.all_words_of(contribution)
    look = queries.look_at(contribution)
    if look is None:
        look = Look(
            municipality_id=contribution.municipality_id,
            contribution_id=contribution.id, edited=False,
        )  # fmt: skip
        db.session.add(look)
    look.looked_at_by, look.words = account_id, words
    look.edited = look.edited or edited
    db.session.flush()


def _write(act: str, contribution: Contribution, now: datetime) -> None:
    # Not which sentence: the journal has a fine time and an account.
    journal.write(act, "harvest", now=now, municipality_id=contribution.municipality_id)
