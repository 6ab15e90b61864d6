"""Who may sign up, change and cancel, and when it is a flood: pure."""

from datetime import datetime, timedelta
from typing import Protocol

from flask_babel import lazy_gettext as _l

from dialogue.foundation.errors import RuleBroken
from dialogue.registrations.models import Standing
from dialogue.sessions.models import DialogueSession, Stage

MOST_PEOPLE = 9
MOST_ASKED = 100_000
LONGEST_KEPT = timedelta(days=365)
HOLDS_SEAT = frozenset({Standing.SEATED, Standing.OFFERED})
IN_PLAY = frozenset({Standing.SEATED, Standing.OFFERED, Standing.WAITING})
UNDO = timedelta(hours=1)  # how long cancelling can be undone
# Sign-ups by the website (docs/decisions/0005): above these, something else than
# neighbours is signing up.
CALM_A_DAY = 3  # from one network for one evening, without a question
FLOOD_AN_HOUR = 30  # unconfirmed for one evening, or as many as there are seats
CONFIRM = timedelta(minutes=15)
CONFIRM_LEAST = timedelta(minutes=10)  # for who is told only after signing up
FLOOD_LASTS = timedelta(hours=1)
REMIND_BEFORE = timedelta(days=2)


class Evening(Protocol):
    """A dialogue session or a row of it, as far as signing up needs."""

    @property
    def stage(self) -> Stage: ...
    @property
    def starts_at(self) -> datetime: ...


def check_can_sign_up(dialogue_session: Evening, now: datetime) -> None:
    """Sign-up is open from publishing until the evening begins."""
    if dialogue_session.stage is Stage.CANCELLED:
        raise RuleBroken(
            _l("This conversation is cancelled, so you cannot sign up for it.")
        )
    if dialogue_session.stage is not Stage.PUBLISHED:
        raise RuleBroken(_l("This conversation is not open yet."))
    if now >= dialogue_session.starts_at:
        raise RuleBroken(
            _l("This conversation has begun or is over. Signing up is closed.")
        )


def check_not_forgotten(dialogue_session: DialogueSession) -> None:
    """Once people are forgotten nobody can be written down any more."""
    if dialogue_session.forgotten_at is not None:
        raise RuleBroken(_l("The people of this evening are forgotten. It is closed."))


def check_is_about_somebody(found: object | None) -> None:
    """Only who is still in the list, and was not wiped, is changed or told something.

    ``found`` is the sign-up, or what its link is found by.
    """
    if found is None:
        raise RuleBroken(_l("This person is not in the list any more."))


def check_people(people: int) -> None:
    """One to nine people a sign-up."""
    if not 1 <= people <= MOST_PEOPLE:
        raise RuleBroken(
            _l("Sign up 1 to %(most)d people at a time.", most=MOST_PEOPLE),
            field="people",
        )


def check_can_cancel(standing: Standing) -> None:
    """Whoever is in play can cancel."""
    if standing not in IN_PLAY:
        raise RuleBroken(_l("This sign-up was cancelled before."))


def check_can_undo(
    registration: "Leaving", *, free: int, waiting: int, now: datetime
) -> None:
    """Cancelling can be undone for an hour, while the seat was given to nobody else."""
    if (
        registration.standing is not Standing.CANCELLED
        or registration.left_from is None
    ):
        raise RuleBroken(_l("There is nothing to undo here."))
    if now > registration.changed_at + UNDO:
        raise RuleBroken(_l("This was too long ago to undo. Sign up again."))
    seat = registration.left_from in HOLDS_SEAT
    if seat and (registration.people > free or waiting):
        raise RuleBroken(
            _l("The seat went to somebody else. Sign up again: you come in line.")
        )


class Leaving(Protocol):
    """Somebody who cancelled, as far as undoing needs."""

    standing: Standing
    left_from: Standing | None
    changed_at: datetime
    people: int


def is_flood(unconfirmed: int, seats: int) -> bool:
    """Whether so many unconfirmed sign-ups in an hour are no neighbours any more."""
    return unconfirmed >= max(FLOOD_AN_HOUR, seats)


def confirm_before(signed_up_at: datetime, now: datetime) -> datetime:
    """Until when a link must be opened in a flood: a quarter of an hour from signing

    up, so that no fake sits longer; never less than ten minutes from now.
    """
    return max(signed_up_at + CONFIRM, now + CONFIRM_LEAST)


def check_room_for_more(free: int, waiting: int, more: int) -> None:
    """A larger party fits only in free seats that nobody waits for."""
    if more > 0 and (more > free or waiting):
        raise RuleBroken(
            _l(
                "There is no room for more people now. Your own seat stays yours. "
                "Sign the others up separately: they come on the waiting list."
            ),
            field="people",
        )
