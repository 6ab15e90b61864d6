"""The one reconciled head-count."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, case, func, select

from dialogue.foundation.database import all_of, db, everywhere, within
from dialogue.registrations.models import (
    HeadCountKept,
    InvitationRound,
    Registration,
    Standing,
    Way,
)
from dialogue.sessions.models import DialogueSession


class HeadCount(Struct, frozen=True):
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


HEADS = HeadCount.__struct_fields__


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
