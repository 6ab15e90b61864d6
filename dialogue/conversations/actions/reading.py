"""Reading back: nothing leaves the table unless it was read aloud and agreed to."""

from collections.abc import Sequence
from datetime import datetime

from dialogue.conversations import queries, rules
from dialogue.conversations.actions.translating import forget_translations
from dialogue.conversations.actions.writing import CONFIRMED, ring_changed, touch_talk
from dialogue.conversations.models import (
    Confirmation,
    Contribution,
    Evening,
    QuoteConsent,
    TableTalk,
)
from dialogue.foundation.database import lock_row
from dialogue.foundation.language import local


def read_back(contribution: Contribution, answer: rules.ReadBack) -> None:
    """Mark a sentence confirmed, changed or withdrawn (or written again: undo)."""
    talk = contribution.table_talk
    rules.check_can_read_back(
        answer, contribution.text, closed=talk.read_back_on is not None
    )
    was, contribution.confirmation = contribution.confirmation, answer.outcome
    before = contribution.text, contribution.reason
    if answer.outcome is Confirmation.CHANGED:
        contribution.text = answer.text
    if answer.outcome is Confirmation.WITHDRAWN:
        contribution.quote_consent = None
    else:
        contribution.quote_consent = answer.quote_consent
        contribution.minority, contribution.reason = (
            answer.minority or contribution.minority,
            answer.reason or contribution.reason,
        )
    if before != (contribution.text, contribution.reason):
        forget_translations(contribution)
    if was in CONFIRMED:
        ring_changed(contribution, before, gone=answer.outcome not in CONFIRMED)
    touch_talk(talk)


def consent(contribution: Contribution, answer: QuoteConsent | None) -> None:
    """Whether a sentence that was read back may be quoted."""
    rules.check_can_consent(
        contribution.confirmation,
        closed=contribution.table_talk.read_back_on is not None,
    )
    contribution.quote_consent = answer
    touch_talk(contribution.table_talk)


def close_read_back(talk: TableTalk, *, now: datetime) -> None:
    """The table has read everything back; withdrawn words are gone from here on.

    That there was a sentence remains: the report says how many were withdrawn.
    """
    lock_row(TableTalk, talk.id)
    said = queries.contributions_of(talk)
    rules.check_can_close(
        sum(each.confirmation is Confirmation.WRITTEN for each in said)
    )
    _wipe_withdrawn(said)
    talk.read_back_on = local(now).date()
    touch_talk(talk)


def wipe_withdrawn(evening: Evening) -> None:
    """What stays at the tables is gone, also where no table said it was done."""
    for talk in queries.talks_of(evening):
        if talk.read_back_on is None:
            lock_row(TableTalk, talk.id)
            _wipe_withdrawn(queries.contributions_of(talk))
            touch_talk(talk)


def _wipe_withdrawn(said: Sequence[Contribution]) -> None:
    for each in said:
        if each.confirmation is Confirmation.WITHDRAWN:
            _wipe(each)


def _wipe(withdrawn: Contribution) -> None:
    forget_translations(withdrawn)
    withdrawn.text, withdrawn.reason, withdrawn.addressed_to = "", "", ""
    withdrawn.pseudonym, withdrawn.wanted_by, withdrawn.check_on = "", None, None
    withdrawn.agree = withdrawn.disagree = withdrawn.unsure = None
    withdrawn.per_side, withdrawn.minority, withdrawn.on_behalf = {}, False, False


def reopen_read_back(talk: TableTalk) -> None:
    """Undo: the table writes or reads on. Wiped words stay gone."""
    talk.read_back_on = None
    touch_talk(talk)
