"""Forgetting people: the key is destroyed, then what it locked; numbers stay."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update

from dialogue.foundation import bells, journal
from dialogue.foundation.database import db, everywhere, lock_row, within
from dialogue.foundation.post import Message, PostState
from dialogue.foundation.printing.keeping import forget_papers
from dialogue.registrations import queries, rules
from dialogue.registrations.actions.line import open_count
from dialogue.registrations.actions.seats import cancel, touch, write
from dialogue.registrations.models import (
    AnswerBy,
    HeadCountKept,
    Registration,
    SeatHold,
)
from dialogue.registrations.sealed import NAMES
from dialogue.sessions.models import DialogueSession


def forget_people(dialogue_session: DialogueSession, now: datetime) -> None:
    """Destroy the data key and everything it locked; keep the bare head-count.

    Also what still lay in the outbox about these people. Twice changes nothing.
    """
    lock_row(DialogueSession, dialogue_session.id)
    db.session.refresh(dialogue_session)
    if dialogue_session.forgotten_at is not None:
        return
    heads = queries.head_count(dialogue_session)
    db.session.add(
        HeadCountKept(
            dialogue_session_id=dialogue_session.id,
            municipality_id=dialogue_session.municipality_id,
            kept_at=now,
            **{name: getattr(heads, name) for name in queries.HEADS},
        )
    )
    _wipe_outbox(dialogue_session, now)
    db.session.execute(
        delete(SeatHold)
        .where(SeatHold.dialogue_session_id == dialogue_session.id)
        .execution_options(
            synchronize_session=False, scope=dialogue_session.municipality_id
        )
    )
    blank = dict.fromkeys((*NAMES, "link_hash", "code_hash", "contact_index"))
    db.session.execute(
        update(Registration)
        .where(Registration.dialogue_session_id == dialogue_session.id)
        .values(**blank)
        .execution_options(
            synchronize_session=False, scope=dialogue_session.municipality_id
        )
    )
    dialogue_session.data_key, dialogue_session.forgotten_at = None, now
    db.session.flush()
    db.session.expire_all()
    journal.write(
        "forgot people",
        f"session:{dialogue_session.id}",
        now=now,
        municipality_id=dialogue_session.municipality_id,
        figure=heads.signed_up,
    )
    bells.people_forgotten.send(
        dialogue_session.municipality_id, dialogue_session=dialogue_session, now=now
    )


def erase_person(registration: Registration, now: datetime) -> None:
    """Wipe one person because they asked: what is sealed, links, and unsent post.

    Before the evening their seat goes to the next in line. The sign-up stays as a bare
    number. Cannot be undone; twice changes nothing.
    """
    dialogue_session = registration.dialogue_session
    open_count(dialogue_session)
    db.session.refresh(registration)
    if registration.link_hash is None:
        return
    if registration.standing in rules.IN_PLAY and now < dialogue_session.starts_at:
        cancel(registration, now=now)
    bells.person_erased.send(
        registration.municipality_id, registration=registration, now=now
    )
    _wipe([registration.id], dialogue_session, now)
    for name in (*NAMES, "link_hash", "code_hash", "contact_index", "left_from"):
        setattr(registration, name, None)
    registration.answer_by = AnswerBy.NONE
    touch(registration, now)
    write(registration, "erased a person", now)


def _wipe_outbox(dialogue_session: DialogueSession, now: datetime) -> None:
    ids = db.session.scalars(
        within(
            dialogue_session.municipality_id,
            select(Registration.id).where(
                Registration.dialogue_session_id == dialogue_session.id
            ),
        )
    ).all()
    _wipe(ids, dialogue_session, now)


def _wipe(ids: Sequence[int], dialogue_session: DialogueSession, now: datetime) -> None:
    """The post about these people, then what was printed with their names on it.

    In this order: who prints holds the messages until it is kept.
    """
    refs = [f"registration:{each}" for each in ids]
    db.session.execute(
        update(Message)
        .where(Message.subject_ref.in_(refs), Message.state != PostState.SENT)
        .values(state=PostState.DROPPED, settled_at=now, claimed_by=None)
    )
    db.session.execute(
        update(Message).where(Message.subject_ref.in_(refs)).values(content=None)
    )
    forget_papers("municipality", dialogue_session.municipality_id)
    forget_papers("session", dialogue_session.id)


def forget_when_due(now: datetime) -> int:
    """A sweep: forget the people of every evening whose clock ran out."""
    forgotten = 0
    for dialogue_session in queries.with_people(now):
        due = when_forgotten(dialogue_session)
        if due <= now:
            forget_people(dialogue_session, now)
            forgotten += 1
    return forgotten


def when_forgotten(dialogue_session: DialogueSession) -> datetime:
    """When the people of an evening are forgotten, as things stand now."""
    return rules.forget_at(
        dialogue_session,
        queries.answer_returned_at(dialogue_session),
        dialogue_session.municipality.contact_kept_days,
    )


def note_answer_returned(dialogue_session_id: int, now: datetime) -> None:
    """The answer went back along everyone's channel: the contact clock starts."""
    found = db.session.scalar(
        everywhere(
            select(DialogueSession).where(DialogueSession.id == dialogue_session_id)
        )
    )
    if found is not None:
        journal.write(
            queries.ANSWER_RETURNED,
            f"session:{found.id}",
            now=now,
            municipality_id=found.municipality_id,
        )


__all__ = [
    "erase_person",
    "forget_people",
    "forget_when_due",
    "note_answer_returned",
    "when_forgotten",
]
