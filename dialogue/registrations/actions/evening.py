"""Inviting, closing the list, and who came."""

from datetime import datetime

from msgspec import Struct

from dialogue.foundation import journal
from dialogue.foundation.database import db
from dialogue.foundation.rules import check_fresh
from dialogue.registrations import queries, rules
from dialogue.registrations.actions.line import fill_from_line, open_count
from dialogue.registrations.actions.seats import set_link, touch, write
from dialogue.registrations.models import (
    AnswerBy,
    InvitationRound,
    Registration,
    Standing,
    Way,
)
from dialogue.registrations.sealed import Person, contact_index, key_of, seal
from dialogue.sessions.models import DialogueSession


class Asked(Struct, frozen=True):
    """A round of invitations along one channel."""

    way: Way
    asked: int
    reached: int
    note: str = ""


def note_round(
    dialogue_session: DialogueSession,
    asked: Asked,
    *,
    now: datetime,
    once: str | None = None,
) -> None:
    """Note how many people were asked and reached. Sent twice it is one round."""
    rules.check_invited(asked.asked, asked.reached)
    open_count(dialogue_session)
    if journal.already(once) is not None:
        return
    made = InvitationRound(
        dialogue_session_id=dialogue_session.id,
        municipality_id=dialogue_session.municipality_id,
        way=asked.way,
        asked=asked.asked,
        reached=asked.reached,
        note=asked.note,
        at=now,
    )
    db.session.add(made)
    journal.once(once, "round", now=now)
    db.session.flush()
    _write(dialogue_session, "noted invitations", now, asked.asked)


def drop_round(
    dialogue_session: DialogueSession, round_id: int, *, now: datetime
) -> Asked:
    """Take a round out of the count; returns what it said, to undo it."""
    for found in queries.invitation_rounds(dialogue_session):
        if found.id == round_id:
            said = Asked(found.way, found.asked, found.reached, found.note)
            db.session.delete(found)
            db.session.flush()
            _write(dialogue_session, "dropped invitations", now, said.asked)
            return said
    return Asked(Way.DOOR, 0, 0)


def note_missing(
    dialogue_session: DialogueSession, words: str, *, now: datetime
) -> None:
    """Who is not asked yet, for the team only."""
    open_count(dialogue_session).missing = words
    db.session.flush()


def close_list(dialogue_session: DialogueSession, *, shut: bool, now: datetime) -> None:
    """Close, keep the waiting list (or open again: then the line gets its offers)."""
    count = open_count(dialogue_session)
    if count.line_only != shut:
        count.line_only = shut
        _write(dialogue_session, "closed the list" if shut else "opened the list", now)
    fill_from_line(dialogue_session, now)


def tick(
    registration: Registration,
    came: int | None,
    *,
    now: datetime,
    seen: str | None = None,
) -> None:
    """How many of them came; None: not ticked yet."""
    open_count(registration.dialogue_session)
    db.session.refresh(registration)
    check_fresh(registration.revision, seen)
    if came is not None:
        rules.check_came(came, registration.people)
    registration.came = came
    touch(registration, now)


def tick_all(
    dialogue_session: DialogueSession, came: dict[int, int | None], *, now: datetime
) -> int:
    """Tick a whole list at once (typed over from paper); returns how many changed."""
    open_count(dialogue_session)
    changed = 0
    for registration in queries.people_of(dialogue_session):
        if registration.id not in came or registration.came == came[registration.id]:
            continue
        many = came[registration.id]
        if many is not None:
            rules.check_came(many, registration.people)
        registration.came = many
        touch(registration, now)
        changed += 1
    return changed


def walk_in(
    dialogue_session: DialogueSession,
    person: Person,
    people: int,
    *,
    language: str,
    answer_by: AnswerBy = AnswerBy.NONE,
    now: datetime,
    once: str | None = None,
) -> None:
    """Somebody stands at the door without a sign-up. At the door people decide:

    a walk-in is not counted against the seats.
    """
    rules.check_people(people)
    count = open_count(dialogue_session)
    rules.check_not_forgotten(dialogue_session)
    rules.check_can_walk_in(dialogue_session, now)
    if journal.already(once) is not None:
        return
    registration = Registration(
        dialogue_session_id=dialogue_session.id,
        municipality_id=dialogue_session.municipality_id,
        standing=Standing.SEATED,
        way=Way.WALK_IN,
        people=people,
        line=count.next_in_line,
        language=language,
        answer_by=answer_by,
        helper=False,
        spoken_consent=True,
        consent_at=now,
        signed_up_at=now,
        changed_at=now,
        confirmed_at=now,
        came=people,
        revision=1,
        link_number=1,
        contact_index=contact_index(dialogue_session, person),
    )
    count.next_in_line += 1
    db.session.add(registration)
    db.session.flush()
    seal(registration, person, key_of(dialogue_session))
    set_link(registration, dialogue_session)
    journal.once(once, str(registration.id), now=now)
    write(registration, "walked in", now)


def _write(
    dialogue_session: DialogueSession,
    act: str,
    now: datetime,
    figure: int | None = None,
) -> None:
    journal.write(
        act,
        f"session:{dialogue_session.id}",
        now=now,
        figure=figure,
        municipality_id=dialogue_session.municipality_id,
    )
