"""When a report may be handed over, what an answer is, when to remind: pure."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from flask_babel import lazy_gettext as _l

from dialogue.council.models import AnswerState, CouncilAnswer, Delivery
from dialogue.foundation.errors import RuleBroken
from dialogue.reports.models import ReportState
from dialogue.sessions.rules import FARTHEST

LINK_LASTS = timedelta(days=400)  # an answer may be late; the link is not the reason
REMIND_BEFORE, REMIND_EVERY = 7, 14  # days before it is due, and after that
FORGET_AT = 3  # o'clock: the hour in which names and mail of clerks are wiped
OFFICE_OPENS = 9  # o'clock: no reminder at night

WITHDRAWN = _l("This link was withdrawn. Hand the report over again.")
THERE_ALREADY = _l("This mailbox has a link that works. Send that one again.")


def check_can_deliver(state: ReportState, asked: int) -> None:
    """Only an issued report is handed over, and only when it asks something."""
    if state is ReportState.DRAFT:
        raise RuleBroken(_l("Issue the report first. Then you can hand it over."))
    if not asked:
        raise RuleBroken(_l("This report asks the council nothing."))


def link_works(delivery: Delivery, now: datetime) -> bool:
    """Whether the personal link of a delivery opens anything."""
    ended = delivery.withdrawn_at or delivery.forgotten_at
    return ended is None and now < delivery.expires_at


def forget_receiver_at(
    delivery: Delivery, answered_at: datetime | None, kept_days: int
) -> datetime:
    """When the name and mail of whom a report was handed to are wiped.

    So many days after the last answer, or after the link was withdrawn or passed on; an
    answer that never comes is no reason to keep them longer than the link lasts.
    """
    ends = [
        moment + timedelta(days=kept_days)
        for moment in (answered_at, delivery.withdrawn_at)
        if moment is not None
    ]
    return min([*ends, delivery.expires_at])


def check_can_pass_on(delivery: Delivery, own: str, mail: str, now: datetime) -> None:
    """A link that works is passed on, to somebody else."""
    check_link_works(delivery, now)
    if own.casefold() == mail.casefold():
        raise RuleBroken(
            _l("This is your own mail address. Fill in your colleague's."), field="mail"
        )


def check_link_works(delivery: Delivery, now: datetime) -> None:
    """A link that was withdrawn or is too old opens nothing."""
    if not link_works(delivery, now):
        raise RuleBroken(_l("This link was withdrawn, or it is too old."))


def check_answer(
    state: AnswerState, text: str, on: date | None, given_by: str, today: date
) -> None:
    """A plain yes needs no words; everything else does. Later has a day."""
    if state is not AnswerState.YES and not text:
        raise RuleBroken(_l("Write what residents may expect."), field="text")
    if state is AnswerState.LATER and on is None:
        raise RuleBroken(_l("Say on which day the answer comes."), field="on")
    if state is AnswerState.LATER and on is not None:
        _check_later(on, today)
    if not given_by:
        raise RuleBroken(_l("Say which office answers."), field="given_by")


def _check_later(on: date, today: date) -> None:
    if on <= today:
        raise RuleBroken(_l("Choose a day in the future."), field="on")
    if on > today + FARTHEST:
        raise RuleBroken(
            _l("This is more than three years ahead. Check the year."), field="on"
        )


def check_may_answer(published: CouncilAnswer | None) -> None:
    """What was sent stays; only "later" may be followed by the answer itself."""
    if published is not None and published.state is not AnswerState.LATER:
        raise RuleBroken(
            _l("This answer was sent to the residents. It stays as it is.")
        )


def check_can_publish(drafts: int) -> None:
    """There is something to send."""
    if not drafts:
        raise RuleBroken(_l("There is no new answer to send. Answer a request first."))


def owed_on(due: date, published: CouncilAnswer | None) -> date | None:
    """The day an answer is owed; None when it was given. Later moves the day."""
    if published is None:
        return due
    return published.on if published.state is AnswerState.LATER else None


def reminder_day(due: date, today: date) -> date | None:
    """The newest day on which a reminder was to go: 7 days before, on the day, and

    every 14 days after; None before the first.
    """
    if today < due - timedelta(days=REMIND_BEFORE):
        return None
    if today < due:
        return due - timedelta(days=REMIND_BEFORE)
    rounds = (today - due).days // REMIND_EVERY
    return due + timedelta(days=rounds * REMIND_EVERY)


def newest_reminder(
    dues: Sequence[date], today: date, handed_over: date
) -> date | None:
    """The day to remind of one of these, if the report was handed over before it."""
    days = [day for due in dues if (day := reminder_day(due, today)) is not None]
    newest = max(days, default=None)
    return newest if newest is not None and newest > handed_over else None
