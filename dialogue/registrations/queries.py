"""Reading who comes. Lists name their columns; personal values stay sealed here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, String, case, cast, func, literal, select

from dialogue.foundation.database import all_of, db, everywhere, one, within
from dialogue.foundation.journal.models import JournalEntry
from dialogue.foundation.post import Channel, Message, PostState
from dialogue.municipalities.models import Municipality
from dialogue.registrations.models import (
    HeadCountKept,
    InvitationRound,
    Registration,
    SeatCount,
    Standing,
    Way,
)
from dialogue.sessions.models import DialogueSession, Stage


@dataclass(frozen=True, slots=True)
class HeadCount:
    """Numbers of people of one dialogue session, the same everywhere.

    ``signed_up``: all who ever signed up, those waiting and cancelled included.
    ``cancelled``: also those who let an offer or a confirmation pass. ``came``: all
    residents who took part; ``walked_in`` of them had no seat. Helpers are in none
    of the other numbers.
    """

    invited: int = 0
    reached: int = 0
    signed_up: int = 0
    waiting: int = 0
    cancelled: int = 0
    came: int = 0
    walked_in: int = 0
    helpers: int = 0

    @property
    def had_seat(self) -> int:
        """People who have (or had) a seat."""
        return self.signed_up - self.waiting - self.cancelled


ANSWER_RETURNED = "answer returned"
HEADS = tuple(HeadCount.__dataclass_fields__)


def registration_in(
    dialogue_session: DialogueSession, registration_id: int
) -> Registration:
    """One sign-up of this dialogue session; NotHere otherwise."""
    found: Registration = one(
        within(
            dialogue_session.municipality_id,
            select(Registration).where(
                Registration.id == registration_id,
                Registration.dialogue_session_id == dialogue_session.id,
            ),
        )
    )
    return found


def registration_of_town(municipality_id: int, registration_id: int) -> Registration:
    """One sign-up anywhere in a town: for whoever holds its link."""
    found: Registration = one(
        within(
            municipality_id,
            select(Registration).where(Registration.id == registration_id),
        )
    )
    return found


def registration_by_hash(municipality_id: int, found_by: str) -> Registration | None:
    """The sign-up whose link or code has this keyed hash, in this town."""
    found: Registration | None = db.session.scalar(
        within(
            municipality_id,
            select(Registration).where(
                (Registration.link_hash == found_by)
                | (Registration.code_hash == found_by)
            ),
        )
    )
    return found


def kept_days(municipality_id: int) -> int:
    """How many days after the answer contact data is kept here."""
    return int(
        db.session.scalar(
            select(Municipality.contact_kept_days).where(
                Municipality.id == municipality_id
            )
        )
        or 0
    )


def others_with(registration: Registration) -> int:
    """How many others in play of the same evening gave the same mailbox or phone."""
    found = db.session.scalar(
        within(
            registration.municipality_id,
            select(func.count(Registration.id)).where(
                Registration.dialogue_session_id == registration.dialogue_session_id,
                Registration.contact_index == registration.contact_index,
                Registration.id != registration.id,
                Registration.standing.in_(
                    (Standing.SEATED, Standing.OFFERED, Standing.WAITING)
                ),
            ),
        )
    )
    return int(found or 0)


def count_of(dialogue_session: DialogueSession) -> SeatCount:
    """The seats as they are counted; all free where nobody signed up yet."""
    found = db.session.scalar(
        within(
            dialogue_session.municipality_id,
            select(SeatCount).where(
                SeatCount.dialogue_session_id == dialogue_session.id
            ),
        )
    )
    return found or SeatCount(
        dialogue_session_id=dialogue_session.id,
        capacity=dialogue_session.seats,
        taken=0,
        waiting=0,
        next_in_line=1,
        line_only=False,
        missing="",
    )


def people_of(dialogue_session: DialogueSession) -> Sequence[Registration]:
    """Everybody of a dialogue session, the last changed first."""
    found: Sequence[Registration] = all_of(
        within(
            dialogue_session.municipality_id,
            select(Registration)
            .where(Registration.dialogue_session_id == dialogue_session.id)
            .order_by(Registration.changed_at.desc(), Registration.id.desc()),
        )
    )
    return found


def in_play(dialogue_session: DialogueSession) -> Sequence[Registration]:
    """Everybody who has a seat, is offered one or waits, in order of arrival."""
    found: Sequence[Registration] = all_of(
        within(
            dialogue_session.municipality_id,
            select(Registration)
            .where(
                Registration.dialogue_session_id == dialogue_session.id,
                Registration.standing.in_(
                    (Standing.SEATED, Standing.OFFERED, Standing.WAITING)
                ),
            )
            .order_by(Registration.line),
        )
    )
    return found


def place_in_line(registration: Registration) -> int:
    """How many sign-ups stand in line up to and with this one (1: the first)."""
    found = db.session.scalar(
        within(
            registration.municipality_id,
            select(func.count(Registration.id)).where(
                Registration.dialogue_session_id == registration.dialogue_session_id,
                Registration.standing == Standing.WAITING,
                Registration.line <= registration.line,
            ),
        )
    )
    return int(found or 0)


def line_numbers(dialogue_session: DialogueSession) -> list[int]:
    """The numbers of arrival of everybody who waits, first in line first."""
    return list(
        db.session.scalars(
            within(
                dialogue_session.municipality_id,
                select(Registration.line)
                .where(
                    Registration.dialogue_session_id == dialogue_session.id,
                    Registration.standing == Standing.WAITING,
                )
                .order_by(Registration.line),
            )
        )
    )


def unconfirmed_since(dialogue_session: DialogueSession, since: datetime) -> int:
    """Sign-ups by the website after a moment whose link nobody opened."""
    found = db.session.scalar(
        within(
            dialogue_session.municipality_id,
            select(func.count(Registration.id)).where(
                *_unconfirmed(dialogue_session, since)
            ),
        )
    )
    return int(found or 0)


def unconfirmed_of(
    dialogue_session: DialogueSession, since: datetime
) -> Sequence[Registration]:
    """Those sign-ups themselves, as far as they are in play."""
    found: Sequence[Registration] = all_of(
        within(
            dialogue_session.municipality_id,
            select(Registration).where(
                *_unconfirmed(dialogue_session, since),
                Registration.standing.in_(
                    (Standing.SEATED, Standing.OFFERED, Standing.WAITING)
                ),
            ),
        )
    )
    return found


def _unconfirmed(dialogue_session: DialogueSession, since: datetime) -> tuple[Any, ...]:
    return (
        Registration.dialogue_session_id == dialogue_session.id,
        Registration.way == Way.WEB,
        Registration.confirmed_at.is_(None),
        Registration.signed_up_at > since,
    )


def invitation_rounds(dialogue_session: DialogueSession) -> Sequence[InvitationRound]:
    """How people were asked, in the order it was noted."""
    found: Sequence[InvitationRound] = all_of(
        within(
            dialogue_session.municipality_id,
            select(InvitationRound)
            .where(InvitationRound.dialogue_session_id == dialogue_session.id)
            .order_by(InvitationRound.at, InvitationRound.id),
        )
    )
    return found


def head_count(dialogue_session: DialogueSession) -> HeadCount:
    """The reconciled head-count, from people or (once forgotten) as it was kept."""
    return head_counts([dialogue_session])[dialogue_session.id]


def head_counts(
    dialogue_sessions: Sequence[DialogueSession],
) -> Mapping[int, HeadCount]:
    """The head-counts of many dialogue sessions, in three selects."""
    ids = [each.id for each in dialogue_sessions]
    if not ids:
        return {}
    asked = {row.id: row for row in _asked(ids)}
    came = {row.id: row for row in _people(ids)}
    kept = {row.dialogue_session_id: row for row in _kept(ids)}
    return {
        each: _heads(kept.get(each), asked.get(each), came.get(each)) for each in ids
    }


def _heads(kept: Any, asked: Any, people: Any) -> HeadCount:
    if kept is not None:
        return HeadCount(*(getattr(kept, name) for name in HEADS))
    numbers = (
        {"invited": int(asked.invited), "reached": int(asked.reached)} if asked else {}
    )
    if people:
        numbers |= {name: int(getattr(people, name) or 0) for name in HEADS[2:]}
    return HeadCount(**numbers)


def _asked(ids: Sequence[int]) -> Sequence[Row[Any]]:
    columns: tuple[Any, ...] = (
        InvitationRound.dialogue_session_id.label("id"),
        func.sum(InvitationRound.asked).label("invited"),
        func.sum(InvitationRound.reached).label("reached"),
    )
    asked = (
        select(*columns)
        .where(InvitationRound.dialogue_session_id.in_(ids))
        .group_by(InvitationRound.dialogue_session_id)
    )
    return db.session.execute(everywhere(asked)).all()


def _people(ids: Sequence[int]) -> Sequence[Row[Any]]:
    resident = Registration.helper.is_(False)
    signed = resident & (Registration.way != Way.WALK_IN)
    gone = Registration.standing.in_((Standing.CANCELLED, Standing.LAPSED))
    waits = Registration.standing.in_((Standing.WAITING, Standing.OFFERED))
    no_seat = (Registration.way == Way.WALK_IN) | (
        Registration.standing != Standing.SEATED
    )

    def people(*where: Any, of: Any = Registration.people) -> Any:
        condition = where[0]
        for each in where[1:]:
            condition = condition & each
        return func.sum(case((condition, of), else_=0))

    came = func.coalesce(Registration.came, 0)
    return db.session.execute(
        everywhere(
            select(
                Registration.dialogue_session_id.label("id"),
                people(signed).label("signed_up"),
                people(signed, waits).label("waiting"),
                people(signed, gone).label("cancelled"),
                people(resident, of=came).label("came"),
                people(resident, no_seat, of=came).label("walked_in"),
                people(Registration.helper.is_(True), ~gone).label("helpers"),
            )
            .where(Registration.dialogue_session_id.in_(ids))
            .group_by(Registration.dialogue_session_id)
        )
    ).all()


def _kept(ids: Sequence[int]) -> Sequence[HeadCountKept]:
    found: Sequence[HeadCountKept] = all_of(
        everywhere(
            select(HeadCountKept).where(HeadCountKept.dialogue_session_id.in_(ids))
        )
    )
    return found


def calls_of(municipality_id: int, now: datetime) -> Sequence[Message]:
    """Calls that wait and are due, the one that cannot wait longest first."""
    found: Sequence[Message] = all_of(_waiting(municipality_id, Channel.CALL, now))
    return found


def letters_of(municipality_id: int, now: datetime) -> Sequence[Message]:
    """Letters that wait to be printed and posted."""
    found: Sequence[Message] = all_of(_waiting(municipality_id, Channel.LETTER, now))
    return found


def _waiting(municipality_id: int, channel: Channel, now: datetime) -> Any:
    return (
        select(Message)
        .where(
            Message.municipality_id == municipality_id,
            Message.channel == channel,
            Message.state == PostState.WAITING,
            Message.not_before <= now,
        )
        .order_by(Message.not_before, Message.id)
    )


def message_of(municipality_id: int, message_id: int, channel: Channel) -> Message:
    """A call or letter of this town that still waits; NotHere otherwise."""
    found: Message = one(
        select(Message).where(
            Message.id == message_id,
            Message.municipality_id == municipality_id,
            Message.channel == channel,
            Message.state == PostState.WAITING,
        )
    )
    return found


def calls_later(municipality_id: int, now: datetime) -> int:
    """Calls that wait for a later hour."""
    found = db.session.scalar(
        select(func.count(Message.id)).where(
            Message.municipality_id == municipality_id,
            Message.channel == Channel.CALL,
            Message.state == PostState.WAITING,
            Message.not_before > now,
        )
    )
    return int(found or 0)


def call_tries(dialogue_session: DialogueSession) -> Mapping[str, Message]:
    """Calls that wait for people of this evening, by subject: tries and when."""
    refs = [f"registration:{each.id}" for each in in_play(dialogue_session)]
    found = all_of(
        select(Message).where(
            Message.municipality_id == dialogue_session.municipality_id,
            Message.channel == Channel.CALL,
            Message.state == PostState.WAITING,
            Message.subject_ref.in_(refs),
        )
    )
    return {each.subject_ref: each for each in found}


def to_remind(now: datetime, ahead: timedelta) -> Sequence[DialogueSession]:
    """Published dialogue sessions that begin within ``ahead`` from now."""
    found: Sequence[DialogueSession] = all_of(
        everywhere(
            select(DialogueSession).where(
                DialogueSession.stage == Stage.PUBLISHED,
                DialogueSession.starts_at > now,
                DialogueSession.starts_at <= now + ahead,
            )
        )
    )
    return found


def with_people(now: datetime) -> Sequence[DialogueSession]:
    """Dialogue sessions that are over and whose people are not forgotten yet."""
    found: Sequence[DialogueSession] = all_of(
        everywhere(
            select(DialogueSession)
            .join(SeatCount, SeatCount.dialogue_session_id == DialogueSession.id)
            .where(
                DialogueSession.ends_at < now, DialogueSession.forgotten_at.is_(None)
            )
        )
    )
    return found


def was_queued(dedupe: str) -> bool:
    """Whether a message was put in the outbox before."""
    return (
        db.session.scalar(select(Message.id).where(Message.dedupe == dedupe))
        is not None
    )


def answer_returned_at(dialogue_session: DialogueSession) -> datetime | None:
    """When the municipality's answer went back to the people of this evening."""
    return db.session.scalar(
        select(func.max(JournalEntry.at)).where(
            JournalEntry.subject == f"session:{dialogue_session.id}",
            JournalEntry.act == ANSWER_RETURNED,
            JournalEntry.municipality_id == dialogue_session.municipality_id,
        )
    )


def calls_by_session(
    dialogue_sessions: Sequence[DialogueSession], now: datetime
) -> Mapping[int, int]:
    """How many calls are due for each dialogue session."""
    ids = [each.id for each in dialogue_sessions]
    subject = literal("registration:") + cast(Registration.id, String)
    columns: tuple[Any, ...] = (
        Registration.dialogue_session_id,
        func.count(Message.id),
    )
    counted = (
        select(*columns)
        .join(Message, Message.subject_ref == subject)
        .where(
            Registration.dialogue_session_id.in_(ids),
            Message.channel == Channel.CALL,
            Message.state == PostState.WAITING,
            Message.not_before <= now,
        )
        .group_by(Registration.dialogue_session_id)
    )
    rows = db.session.execute(everywhere(counted)).all()
    return {row[0]: row[1] for row in rows}
