"""Reading the evening: its tables, their links, and how far each table is."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import case, func, select

from dialogue.conversations.models import Confirmation, Contribution, Evening, TableTalk
from dialogue.foundation import links, post
from dialogue.foundation.database import (
    all_of,
    db,
    everywhere,
    lock_row,
    one,
    within,
)
from dialogue.guides.format import GuideFile
from dialogue.guides.queries import guide_file
from dialogue.seating.models import DialogueTable
from dialogue.sessions.models import DialogueSession

TABLE, CARD = "table", "table card"
CARD_SIGNS = 8


class Progress(Struct, frozen=True):
    """How far one table is, in sentences."""

    number: int
    talk_id: str
    present: int | None
    written: int  # not read back yet
    confirmed: int  # confirmed or changed
    withdrawn: int
    read_back: bool


def evening_of(dialogue_session: DialogueSession) -> Evening | None:
    """The evening of a dialogue session, once it was prepared."""
    found: Evening | None = db.session.scalars(
        within(
            dialogue_session.municipality_id,
            select(Evening).where(Evening.dialogue_session_id == dialogue_session.id),
        )
    ).one_or_none()
    return found


def session_of(evening: Evening) -> DialogueSession:
    """The dialogue session of an evening."""
    found: DialogueSession = one(
        within(
            evening.municipality_id,
            select(DialogueSession).where(
                DialogueSession.id == evening.dialogue_session_id
            ),
        )
    )
    return found


def guide_of(dialogue_session: DialogueSession) -> GuideFile:
    """The guide that this dialogue session pinned."""
    return guide_file(dialogue_session.guide_version)


def talks_of(evening: Evening) -> Sequence[TableTalk]:
    """The tables of an evening, by number."""
    found: Sequence[TableTalk] = all_of(
        within(
            evening.municipality_id,
            select(TableTalk)
            .where(TableTalk.evening_id == evening.id)
            .order_by(TableTalk.number),
        )
    )
    return found


def talk_by_token(token: str) -> TableTalk:
    """The table a link belongs to, or NotHere."""
    found: TableTalk = one(
        everywhere(
            select(TableTalk).where(
                TableTalk.link_hash == links.link_hash(token, TABLE)
            )
        )
    )
    return found


def talk_by_id(talk_id: str) -> TableTalk:
    """A table by its own random id (in the browser's signed cookie), or NotHere."""
    found: TableTalk = one(everywhere(select(TableTalk).where(TableTalk.id == talk_id)))
    return found


def talk_in(municipality_id: int, evening: Evening, number: int) -> TableTalk:
    """A table by its number, for staff; or NotHere."""
    found: TableTalk = one(
        within(
            municipality_id,
            select(TableTalk).where(
                TableTalk.evening_id == evening.id, TableTalk.number == number
            ),
        )
    )
    return found


def table_token(evening_id: str, number: int) -> str:
    """The secret of a table's link: derived, so that cards can be printed again."""
    return post.vault().fingerprint(f"{evening_id} {number}", "table token")[:43]


def card_code(evening_id: str, number: int) -> str:
    """What stands on a table's card for who cannot scan: 8 signs, 39 bits.

    It opens nothing by itself: with the evening's code it is 74 bits.
    """
    mark = post.vault().fingerprint(f"{evening_id} {number}", "table card")
    value, signs = int(mark, 16), []
    for _sign in range(CARD_SIGNS):
        value, which = divmod(value, len(links.CODE_ALPHABET))
        signs.append(links.CODE_ALPHABET[which])
    return "".join(signs)


def talk_by_card(typed: str) -> TableTalk | None:
    """The table whose card bears this code, as people type it; None: no such card."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    found: TableTalk | None = db.session.scalars(
        everywhere(
            select(TableTalk).where(TableTalk.card_hash == links.link_hash(plain, CARD))
        )
    ).one_or_none()
    return found


def hold_evening(talk: TableTalk) -> Evening:
    """The evening of a table, held until the end of this request: tries are counted

    one after another, however many come at once.
    """
    lock_row(Evening, talk.evening_id)
    found: Evening = one(
        within(
            talk.municipality_id,
            select(Evening)
            .where(Evening.id == talk.evening_id)
            .execution_options(populate_existing=True),
        )
    )
    return found


def any_cards(evening: Evening) -> bool:
    """Whether some table counted secret cards already."""
    counted = db.session.scalar(
        within(
            evening.municipality_id,
            select(func.count(Contribution.id))
            .join(TableTalk, TableTalk.id == Contribution.table_talk_id)
            .where(TableTalk.evening_id == evening.id, Contribution.agree.is_not(None)),
        )
    )
    return bool(counted)


def progress_of(evening: Evening) -> Sequence[Progress]:
    """How far every table is, in one select."""

    def count(*states: Confirmation) -> Any:
        return func.count(case((Contribution.confirmation.in_(states), 1)))

    table = (
        TableTalk.number, TableTalk.id, TableTalk.present, TableTalk.read_back_on,
    )  # fmt: skip
    statement: Any = (
        select(
            *table,
            count(Confirmation.WRITTEN),
            count(Confirmation.CONFIRMED, Confirmation.CHANGED),
            count(Confirmation.WITHDRAWN),
        )
        .outerjoin(Contribution, Contribution.table_talk_id == TableTalk.id)
        .where(TableTalk.evening_id == evening.id)
        .group_by(*table)
        .order_by(TableTalk.number)
    )
    rows = db.session.execute(within(evening.municipality_id, statement))
    return [
        Progress(number, talk_id, present, written, confirmed, withdrawn, bool(read_on))
        for number, talk_id, present, read_on, written, confirmed, withdrawn in rows
    ]


class Told(Struct, frozen=True):
    """An evening in a few figures, for the story line."""

    began: bool
    ended: bool
    step: int
    tables: int
    tables_read: int
    sentences: int


def told_of(session_ids: Sequence[int]) -> Mapping[int, Told]:
    """The evenings of many dialogue sessions in one select; unprepared are left out."""
    tables = (
        select(
            TableTalk.evening_id,
            func.count(TableTalk.id).label("tables"),
            func.count(TableTalk.read_back_on).label("tables_read"),
        )
        .group_by(TableTalk.evening_id)
        .subquery()
    )
    said = (
        select(TableTalk.evening_id, func.count(Contribution.id).label("sentences"))
        .join(Contribution, Contribution.table_talk_id == TableTalk.id)
        .where(Contribution.confirmation != Confirmation.WITHDRAWN)
        .group_by(TableTalk.evening_id)
        .subquery()
    )
    statement: Any = (
        select(
            Evening.dialogue_session_id, Evening.began_at, Evening.ended_at,
            Evening.step, func.coalesce(tables.c.tables, 0),
            func.coalesce(tables.c.tables_read, 0), func.coalesce(said.c.sentences, 0),
        )
        .outerjoin(tables, tables.c.evening_id == Evening.id)
        .outerjoin(said, said.c.evening_id == Evening.id)
        .where(Evening.dialogue_session_id.in_(session_ids))
    )  # fmt: skip
    return {
        row[0]: Told(bool(row[1]), bool(row[2]), row[3], row[4], row[5], row[6])
        for row in db.session.execute(everywhere(statement))
    }


def tables_planned(dialogue_session: DialogueSession) -> int:
    """How many tables stand in the room plan; else as many as were planned."""
    laid = db.session.scalar(
        within(
            dialogue_session.municipality_id,
            select(func.count(DialogueTable.id)).where(
                DialogueTable.dialogue_session_id == dialogue_session.id
            ),
        )
    )
    return laid or dialogue_session.tables
