"""Reading what is said, and how far each table is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, func, select

from dialogue.conversations.models import (
    Confirmation,
    Contribution,
    Evening,
    MeasureSlip,
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
from dialogue.foundation.errors import NotHere
from dialogue.guides.format import GuideFile
from dialogue.guides.models import GuideVersion
from dialogue.guides.queries import guide_file
from dialogue.sessions.models import DialogueSession

TABLE, CARD = "table", "table card"
CARD_SIGNS = 8


@dataclass(frozen=True, slots=True)
class Progress:
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
            select(DialogueSession).where(DialogueSession.id == evening.dialogue_session_id),
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
            select(TableTalk).where(TableTalk.evening_id == evening.id).order_by(TableTalk.number),
        )
    )
    return found


def talk_by_token(token: str) -> TableTalk:
    """The table a link belongs to, or NotHere."""
    found: TableTalk = one(
        everywhere(select(TableTalk).where(TableTalk.link_hash == links.link_hash(token, TABLE)))
    )
    return found


def talk_by_id(talk_id: str) -> TableTalk:
    """A table by its own random id (held in the browser's signed cookie), or NotHere."""
    found: TableTalk = one(everywhere(select(TableTalk).where(TableTalk.id == talk_id)))
    return found


def talk_in(municipality_id: int, evening: Evening, number: int) -> TableTalk:
    """A table by its number, for staff; or NotHere."""
    found: TableTalk = one(
        within(
            municipality_id,
            select(TableTalk).where(TableTalk.evening_id == evening.id, TableTalk.number == number),
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


def contributions_of(talk: TableTalk, step: str | None = None) -> Sequence[Contribution]:
    """The sentences of one table (of one step), as numbered on the sheet."""
    statement = select(Contribution).where(Contribution.table_talk_id == talk.id)
    if step is not None:
        statement = statement.where(Contribution.step == step)
    found: Sequence[Contribution] = all_of(
        within(talk.municipality_id, statement.order_by(Contribution.number, Contribution.id))
    )
    return found


def contribution_at(talk: TableTalk, contribution_id: str) -> Contribution:
    """One sentence of this table, or NotHere."""
    found: Contribution = one(
        within(
            talk.municipality_id,
            select(Contribution).where(
                Contribution.table_talk_id == talk.id, Contribution.id == contribution_id
            ),
        )
    )
    return found


def sent_before(talk: TableTalk, client_key: str) -> Contribution | None:
    """The sentence that came in with this key before (a phone sends twice)."""
    found: Contribution | None = db.session.scalars(
        within(
            talk.municipality_id,
            select(Contribution).where(
                Contribution.table_talk_id == talk.id, Contribution.client_key == client_key
            ),
        )
    ).one_or_none()
    return found


def progress_of(evening: Evening) -> Sequence[Progress]:
    """How far every table is, in one select."""

    def count(*states: Confirmation) -> Any:
        return func.count(case((Contribution.confirmation.in_(states), 1)))

    rows = db.session.execute(
        within(
            evening.municipality_id,
            select(
                TableTalk.number, TableTalk.id, TableTalk.present, TableTalk.read_back_on,
                count(Confirmation.WRITTEN),
                count(Confirmation.CONFIRMED, Confirmation.CHANGED),
                count(Confirmation.WITHDRAWN),
            )
            .outerjoin(Contribution, Contribution.table_talk_id == TableTalk.id)
            .where(TableTalk.evening_id == evening.id)
            .group_by(TableTalk.number, TableTalk.id, TableTalk.present, TableTalk.read_back_on)
            .order_by(TableTalk.number),
        )  # fmt: skip
    )
    return [
        Progress(number, talk_id, present, written, confirmed, withdrawn, read_on is not None)
        for number, talk_id, present, read_on, written, confirmed, withdrawn in rows
    ]


def confirmed_contributions(
    municipality_id: int, session_ids: Sequence[int]
) -> Sequence[tuple[Contribution, int]]:
    """Every confirmed or changed sentence of these sessions, with its table's number.

    The order is by table and number on the sheet: it says nothing about who or when.
    """
    rows = db.session.execute(
        within(
            municipality_id,
            select(Contribution, TableTalk.number)
            .join(TableTalk, TableTalk.id == Contribution.table_talk_id)
            .join(Evening, Evening.id == TableTalk.evening_id)
            .where(
                Evening.dialogue_session_id.in_(session_ids),
                Contribution.confirmation.in_((Confirmation.CONFIRMED, Confirmation.CHANGED)),
            )
            .order_by(TableTalk.number, Contribution.number, Contribution.id),
        )
    )
    return [(contribution, number) for contribution, number in rows]


def withdrawn_count(municipality_id: int, dialogue_session_id: int) -> int:
    """How many sentences a session's tables withdrew."""
    return (
        db.session.scalar(
            within(
                municipality_id,
                select(func.count(Contribution.id))
                .join(TableTalk, TableTalk.id == Contribution.table_talk_id)
                .join(Evening, Evening.id == TableTalk.evening_id)
                .where(
                    Evening.dialogue_session_id == dialogue_session_id,
                    Contribution.confirmation == Confirmation.WITHDRAWN,
                ),
            )
        )
        or 0
    )


def measure_counts(evening: Evening) -> dict[tuple[str, str], dict[int, int]]:
    """(measure, moment) to {value: slips}."""
    rows = db.session.execute(
        within(
            evening.municipality_id,
            select(MeasureSlip.measure, MeasureSlip.moment, MeasureSlip.value, func.count(MeasureSlip.id))
            .where(MeasureSlip.evening_id == evening.id)
            .group_by(MeasureSlip.measure, MeasureSlip.moment, MeasureSlip.value)
            .order_by(MeasureSlip.measure, MeasureSlip.moment, MeasureSlip.value),
        )
    )
    found: dict[tuple[str, str], dict[int, int]] = {}
    for measure, moment, value, count in rows:
        found.setdefault((measure, moment), {})[value] = count
    return found


def measure_slips(evening: Evening) -> Sequence[tuple[str, str, str, int]]:
    """(measure, moment, animal card or "", value) of every slip, in no telling order."""
    rows = db.session.execute(
        within(
            evening.municipality_id,
            select(MeasureSlip.measure, MeasureSlip.moment, MeasureSlip.pair, MeasureSlip.value)
            .where(MeasureSlip.evening_id == evening.id)
            .order_by(MeasureSlip.measure, MeasureSlip.moment, MeasureSlip.pair, MeasureSlip.value),
        )
    )
    return [(measure, moment, pair, value) for measure, moment, pair, value in rows]


@dataclass(frozen=True, slots=True)
class Live:
    """What a phone at a table asks every few seconds: one select of named columns."""

    talk_revision: int
    evening_revision: int
    step: int  # of the room; 0: not begun
    began_at: datetime | None
    paused_at: datetime | None
    held: int  # seconds paused or added
    ended: bool
    guide_version_id: int


def live(talk_id: str) -> Live:
    """The state of a table, or NotHere. The id is the secret (signed cookie)."""
    row = db.session.execute(everywhere(_LIVE), {"talk": talk_id}).one_or_none()
    if row is None:
        raise NotHere
    return Live(*row[:5], row[5] + row[6], row[7] is not None, row[8])


_LIVE = (
    select(
        TableTalk.revision, Evening.revision, Evening.step, Evening.step_began_at,
        Evening.paused_at, Evening.paused_seconds, Evening.extra_seconds,
        Evening.ended_at, DialogueSession.guide_version_id,
    )
    .join(Evening, Evening.id == TableTalk.evening_id)
    .join(DialogueSession, DialogueSession.id == Evening.dialogue_session_id)
    .where(TableTalk.id == bindparam("talk"))
)  # fmt: skip
_minutes: dict[int, tuple[int, ...]] = {}


def step_minutes(guide_version_id: int) -> tuple[int, ...]:
    """The minutes of each step, read once a process: a version never changes."""
    found = _minutes.get(guide_version_id)
    if found is None:
        version: GuideVersion = one(
            select(GuideVersion).where(GuideVersion.id == guide_version_id)
        )
        found = tuple(step.minutes for step in guide_file(version).steps)
        _minutes[guide_version_id] = found
    return found
