"""Who is told what, and when: outbox rows in the transaction of the fact."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row

from dialogue.foundation import post
from dialogue.foundation.vault import Unreadable
from dialogue.registrations import letters, queries, rules
from dialogue.registrations.letters import Kind
from dialogue.registrations.models import Registration, Standing
from dialogue.sessions.models import DialogueSession

FULL_HOUR = timedelta(hours=1)


def tell_signed_up(registration: Registration, now: datetime) -> None:
    """A seat or a place in line, with the personal link or (by letter) the code."""
    seated = registration.standing is Standing.SEATED
    kind = Kind.CONFIRMATION if seated else Kind.WAITING
    if registration.confirm_until is not None:
        kind = Kind.CONFIRM
    _tell(kind, registration, now, mark=registration.revision)


def tell_link(registration: Registration, now: datetime) -> None:
    """The personal link once more, because somebody asked for it."""
    tell_signed_up(registration, now)


def tell_offer(registration: Registration, now: datetime) -> None:
    """A seat is theirs if they say so before the deadline."""
    _tell(Kind.OFFER, registration, now, mark=registration.revision)


def tell_taken(registration: Registration, now: datetime) -> None:
    """They took the seat: the offer needs no call any more, the card follows."""
    _drop(registration, now)
    _tell(Kind.CONFIRMATION, registration, now, mark=registration.revision)


def tell_lapsed(registration: Registration, now: datetime) -> None:
    """The offer passed on."""
    _drop(registration, now)
    _tell(Kind.LAPSED, registration, now, mark=registration.revision)


def tell_goodbye(registration: Registration, now: datetime) -> None:
    """They cancelled; how to undo it."""
    _drop(registration, now)
    _tell(Kind.GOODBYE, registration, now, mark=registration.revision)


def tell_moved(dialogue_session: DialogueSession, now: datetime) -> None:
    """The new day, to everybody in play."""
    _tell_all(Kind.MOVED, dialogue_session, now)


def tell_cancelled(dialogue_session: DialogueSession, now: datetime) -> None:
    """It is off, to everybody in play; nothing else about it is said any more."""
    _tell_all(Kind.OFF, dialogue_session, now)


def remind(now: datetime) -> int:
    """Everybody with a seat, two days before; returns how many were told.

    Idempotent: whoever was told is not told twice, and a worker that slept still
    tells whom it may, up to an hour before the start.
    """
    told = 0
    for dialogue_session in queries.to_remind(now, rules.REMIND_BEFORE):
        if dialogue_session.starts_at - now < FULL_HOUR:
            continue
        day = f"{dialogue_session.starts_at:%Y%m%d}"
        late = dialogue_session.starts_at - rules.REMIND_BEFORE
        coming = [
            each
            for each in queries.in_play(dialogue_session)
            # Whoever signed up since then has just been told when it is.
            if each.standing is Standing.SEATED and each.signed_up_at < late
        ]
        told += _each(Kind.REMINDER, coming, dialogue_session, now, day)
    return told


def _tell_all(kind: Kind, dialogue_session: DialogueSession, now: datetime) -> None:
    everybody = queries.in_play(dialogue_session)
    for registration in everybody:
        _drop(registration, now)
    _each(kind, everybody, dialogue_session, now, str(dialogue_session.sequence))


def _each(
    kind: Kind,
    whom: Iterable[Registration],
    dialogue_session: DialogueSession,
    now: datetime,
    mark: str,
) -> int:
    talk = letters.talk_of(dialogue_session)
    return sum(_tell(kind, each, now, mark=mark, talk=talk) for each in whom)


def _tell(
    kind: Kind,
    registration: Registration,
    now: datetime,
    *,
    mark: object,
    talk: Row[Any] | None = None,
) -> bool:
    dedupe = f"{kind}:{registration.id}:{mark}"
    try:
        if not letters.reaches(kind, registration) or queries.was_queued(dedupe):
            return False
        told = letters.write(kind, registration, now, talk)
    except Unreadable:  # people of this evening are forgotten
        return False
    if told is None:
        return False
    post.queue(
        told.letter,
        kind=kind.value,
        channel=told.channel,
        subject_ref=ref_of(registration),
        language=registration.language,
        dedupe=dedupe,
        now=now,
        municipality_id=registration.municipality_id,
    )
    return True


def _drop(registration: Registration, now: datetime) -> None:
    post.drop(ref_of(registration), now)


def ref_of(registration: Registration) -> str:
    """How the outbox names a sign-up."""
    return f"registration:{registration.id}"
