"""Reminding a clerk: a week before an answer is due, on the day, every two weeks."""

from datetime import datetime

from dialogue.council import letters, queries, rules
from dialogue.council.models import Delivery
from dialogue.foundation import post
from dialogue.foundation.language import local
from dialogue.foundation.post import Channel

REMINDER = "council reminder"


def remind(now: datetime) -> int:
    """A sweep: whoever holds a link and owes answers is reminded; returns how many.

    Idempotent: one mail a day that calls for one, all open requests in it. A worker
    that slept sends what it missed, the newest only.
    """
    if local(now).hour < rules.OFFICE_OPENS:
        return 0
    return sum(_remind(each, now) for each in queries.open_deliveries(now))


def _remind(delivery: Delivery, now: datetime) -> bool:
    report = queries.report_in(delivery.municipality_id, delivery.report_id)
    owed = [each for each in queries.asks_of(report) if each.owed_on is not None]
    dues = [each.owed_on for each in owed if each.owed_on is not None]
    day = rules.newest_reminder(dues, local(now).date(), local(delivery.sent_at).date())
    if day is None:
        return False
    dedupe = f"{REMINDER}:{delivery.id}:{day.isoformat()}"
    if queries.was_queued(dedupe):
        return False
    queued = post.queue(
        letters.reminder(delivery, report, owed, now), kind=REMINDER,
        channel=Channel.MAIL, subject_ref=queries.ref_of(delivery),
        language=delivery.language, dedupe=dedupe, now=now,
        municipality_id=delivery.municipality_id,
    )  # fmt: skip
    return queued is not None
