"""Signing up, changing, cancelling, taking and declining an offer."""

from dataclasses import dataclass
from datetime import datetime

from dialogue.foundation import bells, journal, post
from dialogue.foundation.database import db
from dialogue.foundation.rules import check_fresh
from dialogue.foundation.vault import new_token
from dialogue.registrations import rules
from dialogue.registrations.actions.line import fill_from_line, open_count
from dialogue.registrations.models import AnswerBy, Registration, Standing, Way
from dialogue.registrations.sealed import Person, key_of, seal
from dialogue.sessions.models import DialogueSession

LINK = "registration link"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for when signing up."""

    people: int = 1
    way: Way = Way.WEB
    language: str = "nl"
    answer_by: AnswerBy = AnswerBy.NONE
    helper: bool = False
    spoken_consent: bool = False


@dataclass(frozen=True, slots=True)
class SignedUp:
    """A new sign-up and the secret of its personal link (kept nowhere else)."""

    registration: Registration
    token: str


def sign_up(
    dialogue_session: DialogueSession, person: Person, wish: Wish, *, now: datetime
) -> SignedUp:
    """Seat or waiting list, decided and written in one locked step."""
    rules.check_can_sign_up(dialogue_session, now)
    rules.check_people(wish.people)
    count = open_count(dialogue_session)
    standing = rules.standing_for(
        capacity=count.capacity, taken=count.taken, waiting=count.waiting, people=wish.people
    )
    token = new_token()
    registration = Registration(
        dialogue_session_id=dialogue_session.id,
        municipality_id=dialogue_session.municipality_id,
        standing=standing, way=wish.way, people=wish.people, line=count.next_in_line,
        language=wish.language, answer_by=wish.answer_by, helper=wish.helper,
        spoken_consent=wish.spoken_consent, consent_at=now, signed_up_at=now,
        changed_at=now, link_hash=post.vault().fingerprint(token, LINK),
    )  # fmt: skip
    count.next_in_line += 1
    if standing is Standing.SEATED:
        count.taken += wish.people
    else:
        count.waiting += wish.people
    db.session.add(registration)
    db.session.flush()
    seal(registration, person, key_of(dialogue_session))
    db.session.flush()
    journal.write("signed up", f"registration:{registration.id}", now=now, municipality_id=registration.municipality_id)
    return SignedUp(registration, token)


def change(
    registration: Registration, person: Person, wish: Wish, *, seen: str | None, now: datetime
) -> None:
    """Change what somebody told; more people only where there is room for them."""
    check_fresh(registration.revision, seen)
    rules.check_can_cancel(registration.standing)
    rules.check_people(wish.people)
    dialogue_session = registration.dialogue_session
    count = open_count(dialogue_session)
    db.session.refresh(registration)
    more = wish.people - registration.people
    if registration.standing is Standing.WAITING:
        count.waiting += more
    else:
        rules.check_room_for_more(count.capacity - count.taken, count.waiting, more)
        count.taken += more
    registration.people, registration.language = wish.people, wish.language
    registration.answer_by, registration.helper = wish.answer_by, wish.helper
    seal(registration, person, key_of(dialogue_session))
    _touch(registration, now)
    if more < 0:
        fill_from_line(dialogue_session, now)


def cancel(registration: Registration, *, now: datetime) -> None:
    """Give the seat (or the place in line) back; the first in line gets an offer."""
    _leave(registration, Standing.CANCELLED, "cancelled", now)


def decline(registration: Registration, *, now: datetime) -> None:
    """Say no to an offered seat: the same as cancelling, it passes on at once."""
    _leave(registration, Standing.CANCELLED, "declined", now)


def take_offer(registration: Registration, *, now: datetime) -> None:
    """Say yes to an offered seat before its deadline."""
    open_count(registration.dialogue_session)
    db.session.refresh(registration)
    rules.check_can_take(registration.standing, registration.offer_until, now)
    registration.standing, registration.offer_until = Standing.SEATED, None
    _touch(registration, now)
    journal.write("took a seat", f"registration:{registration.id}", now=now, municipality_id=registration.municipality_id)


def _leave(registration: Registration, standing: Standing, act: str, now: datetime) -> None:
    dialogue_session = registration.dialogue_session
    count = open_count(dialogue_session)
    db.session.refresh(registration)
    rules.check_can_cancel(registration.standing)
    if registration.standing is Standing.WAITING:
        count.waiting -= registration.people
    else:
        count.taken -= registration.people
    registration.standing, registration.offer_until = standing, None
    _touch(registration, now)
    journal.write(act, f"registration:{registration.id}", now=now, municipality_id=registration.municipality_id)
    bells.seats_freed.send(registration.municipality_id, dialogue_session_id=dialogue_session.id, now=now)
    fill_from_line(dialogue_session, now)


def _touch(registration: Registration, now: datetime) -> None:
    registration.changed_at = now
    registration.revision += 1
    db.session.flush()
