"""What came of a call, and which letters were posted."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from dialogue.foundation import post
from dialogue.foundation.database import db, lock_row
from dialogue.foundation.errors import NotHere
from dialogue.foundation.post import Channel, Message, PostState
from dialogue.registrations import queries
from dialogue.registrations.actions import seats
from dialogue.registrations.calling import TELLS_ONLY, registration_of
from dialogue.registrations.letters import Kind
from dialogue.registrations.models import Registration, Standing

LATER = timedelta(hours=3)
NOT_REACHED = timedelta(hours=2)


class Outcome(StrEnum):
    """What the person who called tells."""

    YES = "yes"
    NO = "no"
    LATER = "later"
    NOT_REACHED = "not reached"


def drop_outdated(now: datetime) -> int:
    """Nobody calls or writes about coming to an evening that has begun.

    Nor sends mail about it again that got stuck. The council's answer is another kind
    and stays. Returns how many were dropped.
    """
    dropped = 0
    for message in queries.before_the_evening(kind.value for kind in Kind):
        about = registration_of(message)
        if about is None or about.dialogue_session.starts_at <= now:
            post.settle(message, PostState.DROPPED, now)
            dropped += 1
    return dropped


def settle_call(
    municipality_id: int, message_id: int, outcome: Outcome, *, now: datetime
) -> None:
    """Carry out what was said on the telephone, under the rules of the web.

    Yes takes an offer, no cancels; for the rest the call comes back later. Raises
    RuleBroken when the offer passed on meanwhile, NotHere when the call was settled.
    """
    lock_row(Message, message_id)
    message = queries.message_of(municipality_id, message_id, Channel.CALL)
    db.session.refresh(message)
    if outcome in {Outcome.LATER, Outcome.NOT_REACHED}:
        wait = LATER if outcome is Outcome.LATER else NOT_REACHED
        message.tries += outcome is Outcome.NOT_REACHED
        message.not_before = now + wait
        db.session.flush()
        return
    registration = registration_of(message)
    post.settle(message, PostState.SENT, now)
    if registration is not None:
        _answer(registration, message.kind, outcome, now)
    db.session.flush()


def _answer(
    registration: Registration, kind: str, outcome: Outcome, now: datetime
) -> None:
    seats.confirm(registration, now=now)
    if kind in TELLS_ONLY:
        return
    if outcome is Outcome.YES and kind == Kind.OFFER:
        seats.take_offer(registration, now=now)
    elif outcome is Outcome.NO and registration.standing is Standing.OFFERED:
        seats.decline(registration, now=now)
    elif outcome is Outcome.NO:
        seats.cancel(registration, now=now)


def posted(municipality_id: int, message_ids: Iterable[int], *, now: datetime) -> int:
    """These letters are in the post; returns how many. Twice changes nothing."""
    done = 0
    for message_id in sorted(set(message_ids)):
        try:
            message = queries.message_of(municipality_id, message_id, Channel.LETTER)
        except NotHere:
            continue
        post.settle(message, PostState.SENT, now)
        done += 1
    db.session.flush()
    return done
