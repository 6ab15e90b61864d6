"""Signing up, changing, cancelling, taking and declining an offer."""

from datetime import datetime

from msgspec import Struct

from dialogue.foundation import journal, post
from dialogue.foundation.database import db
from dialogue.foundation.rules import check_fresh
from dialogue.registrations import queries, rules
from dialogue.registrations.actions.line import (
    fill_from_line,
    open_count,
    take_from,
    watch_for_flood,
)
from dialogue.registrations.models import (
    AnswerBy,
    Registration,
    SeatHold,
    Standing,
    Way,
)
from dialogue.registrations.sealed import (
    Person,
    code_hash,
    contact_index,
    key_of,
    link_hash,
    link_token,
    seal,
)
from dialogue.sessions.models import DialogueSession

BY_STAFF = frozenset({Way.PHONE, Way.DOOR, Way.WALK_IN})


class Wish(Struct, frozen=True):
    """What somebody asks for when signing up."""

    people: int = 1
    way: Way = Way.WEB
    language: str = "nl"
    answer_by: AnswerBy = AnswerBy.NONE
    helper: bool = False
    spoken_consent: bool = False


class SignedUp(Struct, frozen=True):
    """A sign-up and the secret of its personal link (kept nowhere else)."""

    registration: Registration
    token: str
    again: bool = False  # the same form was sent before: nothing new was made


def sign_up(
    dialogue_session: DialogueSession,
    person: Person,
    wish: Wish,
    *,
    now: datetime,
    once: str | None = None,
    hold: SeatHold | None = None,
) -> SignedUp:
    """Seat or waiting list, decided and written in one locked step.

    ``once`` is the key of the form: sent twice with the same words it is one sign-up.
    ``hold``: the seats come from what is held for a team. Raises RuleBroken when
    signing up is closed, or so many seats are not held; NotHere when none are.
    """
    rules.check_people(wish.people)
    count = open_count(dialogue_session)
    rules.check_not_forgotten(dialogue_session)
    key = key_of(dialogue_session)
    mark = _once_mark(once, dialogue_session.id, person, wish)
    earlier = journal.already(mark)
    if earlier is not None:
        found = queries.registration_in(dialogue_session, int(earlier))
        return SignedUp(found, link_token(found, key), again=True)
    rules.check_can_sign_up(dialogue_session, now)
    if hold is not None:
        held = queries.hold_in(dialogue_session, hold.id)
        take_from(held, count, wish.people)
    standing = rules.standing_for(
        capacity=count.capacity,
        taken=count.taken,
        waiting=0 if hold else count.waiting,
        people=wish.people,
        line_only=count.line_only and hold is None,
    )
    registration = Registration(
        dialogue_session_id=dialogue_session.id,
        municipality_id=dialogue_session.municipality_id,
        standing=standing,
        way=wish.way,
        people=wish.people,
        line=count.next_in_line,
        language=wish.language,
        answer_by=wish.answer_by,
        helper=wish.helper,
        spoken_consent=wish.spoken_consent,
        consent_at=now,
        signed_up_at=now,
        changed_at=now,
        confirmed_at=now if wish.way in BY_STAFF else None,
        revision=1,
        link_number=1,
        contact_index=contact_index(dialogue_session, person),
    )
    count.next_in_line += 1
    if standing is Standing.SEATED:
        count.taken += wish.people
    else:
        count.waiting += wish.people
    db.session.add(registration)
    db.session.flush()
    seal(registration, person, key)
    registration.link_hash = link_hash(registration, key)
    registration.code_hash = code_hash(registration, key)
    write(registration, "signed up", now)
    journal.once(mark, str(registration.id), now=now)
    if wish.way is Way.WEB:
        watch_for_flood(dialogue_session, count, registration, now)
    db.session.flush()
    return SignedUp(registration, link_token(registration, key))


def _once_mark(
    once: str | None, session_id: int, person: Person, wish: Wish
) -> str | None:
    """The form's key together with what it says: on a shared phone somebody may press

    "back" and sign up the next person with the same key.
    """
    if not once:
        return None
    return post.vault().fingerprint(
        f"{once} {session_id} {person!r} {wish!r}", "sign-up form"
    )


def set_link(registration: Registration, dialogue_session: DialogueSession) -> str:
    """Store the hashes by which link and code are found; returns the link's secret."""
    key = key_of(dialogue_session)
    registration.link_hash = link_hash(registration, key)
    registration.code_hash = code_hash(registration, key)
    db.session.flush()
    return link_token(registration, key)


def renew_link(registration: Registration, *, now: datetime) -> str:
    """A new personal link and code; the ones before stop working at once."""
    rules.check_not_forgotten(registration.dialogue_session)
    rules.check_is_about_somebody(registration.link_hash)  # None: they were wiped
    registration.link_number += 1
    token = set_link(registration, registration.dialogue_session)
    touch(registration, now)
    write(registration, "renewed a link", now)
    return token


def change(
    registration: Registration,
    person: Person,
    wish: Wish,
    *,
    seen: str | None,
    now: datetime,
) -> None:
    """Change what somebody told; more people only where there is room for them."""
    rules.check_people(wish.people)
    dialogue_session = registration.dialogue_session
    count = open_count(dialogue_session)
    db.session.refresh(registration)
    rules.check_not_forgotten(dialogue_session)
    check_fresh(registration.revision, seen)
    rules.check_is_about_somebody(registration.link_hash)  # None: they were wiped
    rules.check_can_cancel(registration.standing)
    more = wish.people - registration.people
    if registration.standing is Standing.WAITING:
        count.waiting += more
    elif registration.way is not Way.WALK_IN:
        rules.check_room_for_more(count.capacity - count.taken, count.waiting, more)
        count.taken += more
    registration.people, registration.language = wish.people, wish.language
    registration.answer_by, registration.helper = wish.answer_by, wish.helper
    if registration.came is not None:
        registration.came = min(registration.came, wish.people)
    seal(registration, person, key_of(dialogue_session))
    registration.contact_index = contact_index(dialogue_session, person)
    touch(registration, now)
    write(registration, "changed", now)
    if more < 0:
        fill_from_line(dialogue_session, now)


def confirm(registration: Registration, *, now: datetime) -> None:
    """Their own link was opened, or we spoke to them: they are really there."""
    if registration.confirmed_at is None:
        registration.confirmed_at, registration.confirm_until = now, None
        db.session.flush()


def cancel(registration: Registration, *, now: datetime) -> None:
    """Give the seat (or the place in line) back; the first in line gets an offer."""
    _leave(registration, "cancelled", now)


def decline(registration: Registration, *, now: datetime) -> None:
    """Say no to an offered seat: the same as cancelling, it passes on at once."""
    _leave(registration, "declined", now)


def undo_cancel(registration: Registration, *, now: datetime) -> None:
    """Come back within the hour: to the seat while it is free, or to the old place.

    Raises RuleBroken when the seat went to somebody else.
    """
    dialogue_session = registration.dialogue_session
    count = open_count(dialogue_session)
    db.session.refresh(registration)
    rules.check_can_sign_up(dialogue_session, now)
    rules.check_can_undo(
        registration, free=count.capacity - count.taken, waiting=count.waiting, now=now
    )
    if registration.left_from is Standing.WAITING:
        registration.standing = Standing.WAITING
        count.waiting += registration.people
    else:
        registration.standing = Standing.SEATED
        count.taken += registration.people
    registration.left_from = None
    touch(registration, now)
    write(registration, "came back", now)
    fill_from_line(dialogue_session, now)


def take_offer(registration: Registration, *, now: datetime) -> None:
    """Say yes to an offered seat before its deadline."""
    open_count(registration.dialogue_session)
    db.session.refresh(registration)
    rules.check_can_take(registration.standing, registration.offer_until, now)
    registration.standing, registration.offer_until = Standing.SEATED, None
    touch(registration, now)
    write(registration, "took a seat", now)


def seat_by_hand(registration: Registration, *, now: datetime) -> None:
    """A facilitator gives a free seat to somebody in line, whatever the order."""
    count = open_count(registration.dialogue_session)
    db.session.refresh(registration)
    rules.check_can_seat_by_hand(
        registration.standing, count.capacity - count.taken, registration.people
    )
    if registration.standing is Standing.WAITING:
        count.waiting -= registration.people
    count.taken += registration.people
    registration.standing, registration.offer_until = Standing.SEATED, None
    registration.confirm_until = None
    touch(registration, now)
    write(registration, "gave a seat", now)


def _leave(registration: Registration, act: str, now: datetime) -> None:
    dialogue_session = registration.dialogue_session
    count = open_count(dialogue_session)
    db.session.refresh(registration)
    rules.check_can_cancel(registration.standing)
    if registration.standing is Standing.WAITING:
        count.waiting -= registration.people
    elif registration.way is not Way.WALK_IN:
        count.taken -= registration.people
    # Whoever declined an offer was not sure of a seat: undo brings back to the line.
    was = registration.standing
    registration.left_from = Standing.WAITING if was is Standing.OFFERED else was
    registration.standing, registration.offer_until = Standing.CANCELLED, None
    registration.confirm_until = None
    touch(registration, now)
    write(registration, act, now)
    fill_from_line(dialogue_session, now)


def touch(registration: Registration, now: datetime) -> None:
    """Note that something changed, for stale forms."""
    registration.changed_at = now
    registration.revision += 1
    db.session.flush()


def write(registration: Registration, act: str, now: datetime) -> None:
    """Note an act in the journal, without a name."""
    journal.write(
        act,
        f"registration:{registration.id}",
        now=now,
        municipality_id=registration.municipality_id,
    )
