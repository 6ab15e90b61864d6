"""Reading the evening: its tables, their links, and how far each table is."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import and_, case, func, not_, or_, select

from dialogue.conversations.models import (
    CapturedOn,
    Confirmation,
    Contribution,
    Evening,
    TableTalk,
)
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
    held: bool  # people sat there, or something was written
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


def _count(*states: Confirmation) -> Any:
    return func.count(case((Contribution.confirmation.in_(states), 1)))


_SAID: Any = func.count(Contribution.id)
# One rule for desk and report. A table was held when people sat there or something was
# written; it was read back when it said so, or when nothing it wrote waits any more.
_HELD: Any = or_(func.coalesce(TableTalk.present, 0) > 0, _SAID > 0)
_READ: Any = or_(
    TableTalk.read_back_on.is_not(None),
    and_(_SAID > 0, _count(Confirmation.WRITTEN) == 0),
)
# What may still lie on a sheet: of a table from which nothing came, or not all yet.
_ON_PAPER: Any = and_(
    TableTalk.read_back_on.is_(None),
    or_(
        and_(TableTalk.present.is_(None), _SAID == 0),
        func.count(case((Contribution.captured_on == CapturedOn.PAPER, 1))) > 0,
    ),
)


def progress_of(evening: Evening) -> Sequence[Progress]:
    """How far every table is, in one select."""
    table = (
        TableTalk.number, TableTalk.id, TableTalk.present, TableTalk.read_back_on,
    )  # fmt: skip
    statement: Any = (
        select(
            TableTalk.number,
            TableTalk.id,
            TableTalk.present,
            _count(Confirmation.WRITTEN),
            _count(Confirmation.CONFIRMED, Confirmation.CHANGED),
            _count(Confirmation.WITHDRAWN),
            _HELD,
            _READ,
        )
        .outerjoin(Contribution, Contribution.table_talk_id == TableTalk.id)
        .where(TableTalk.evening_id == evening.id)
        .group_by(*table)
        .order_by(TableTalk.number)
    )
    rows = db.session.execute(within(evening.municipality_id, statement))
    return [Progress(*row[:-2], *map(bool, row[-2:])) for row in rows]


class Told(Struct, frozen=True):
    """An evening in a few figures, for the story line."""

    began: bool
    ended: bool
    step: int
    tables_unread: int  # held, and not read back
    tables_on_paper: int  # nobody said yet that the whole sheet is in
    sentences: int


def told_of(session_ids: Sequence[int]) -> Mapping[int, Told]:
    """The evenings of many dialogue sessions in one select; unprepared are left out."""
    talk: Any = (
        select(
            TableTalk.evening_id,
            case((and_(_HELD, not_(_READ)), 1), else_=0).label("unread"),
            case((_ON_PAPER, 1), else_=0).label("on_paper"),
            (_SAID - _count(Confirmation.WITHDRAWN)).label("sentences"),
        )
        .join(Evening, Evening.id == TableTalk.evening_id)
        .outerjoin(Contribution, Contribution.table_talk_id == TableTalk.id)
        .where(Evening.dialogue_session_id.in_(session_ids))
        .group_by(
            TableTalk.id, TableTalk.evening_id, TableTalk.present,
            TableTalk.read_back_on,
        )
        .subquery()
    )  # fmt: skip
    figures = (talk.c.unread, talk.c.on_paper, talk.c.sentences)
    evening = (
        Evening.dialogue_session_id, Evening.began_at, Evening.ended_at, Evening.step,
    )  # fmt: skip
    statement: Any = (
        select(*evening, *(func.coalesce(func.sum(each), 0) for each in figures))
        .outerjoin(talk, talk.c.evening_id == Evening.id)
        .where(Evening.dialogue_session_id.in_(session_ids))
        .group_by(*evening)
    )
    return {
        row[0]: Told(bool(row[1]), bool(row[2]), row[3], *(int(n) for n in row[4:]))
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
