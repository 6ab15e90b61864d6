"""Reading one dialogue session by its public address: hot pages, so named columns."""

from functools import cache, lru_cache
from typing import Any, Final

from flask import current_app
from sqlalchemy import Row, Select, bindparam, func, literal, select
from sqlalchemy.orm import contains_eager

from dialogue.foundation.asking import Question
from dialogue.foundation.database import db, everywhere, one
from dialogue.foundation.errors import NotHere
from dialogue.guides.models import GuideVersion
from dialogue.municipalities.models import Municipality, Venue
from dialogue.sessions.models import (
    DialogueSession,
    Stage,
)
from dialogue.sessions.seats import count_table

SHOWN: Final = (Stage.PUBLISHED, Stage.CANCELLED)


@cache  # at first use: by then all models know each other
def _by_ref() -> Select[Any]:
    return everywhere(
        select(DialogueSession)
        .join(DialogueSession.municipality)
        .options(contains_eager(DialogueSession.municipality))
        .where(
            DialogueSession.ref == bindparam("ref"),
            Municipality.slug == bindparam("slug"),
            DialogueSession.stage.in_(SHOWN),
        )
    )


def session_by_ref(slug: str, ref: str) -> DialogueSession:
    """The dialogue session of a public address; NotHere for drafts and wrong towns."""
    found: DialogueSession = one(_by_ref(), {"ref": ref, "slug": slug})
    return found


def slug_of_ref(ref: str) -> str:
    """Which town's page a short code leads to; NotHere when there is none."""
    found = db.session.scalar(
        everywhere(
            select(Municipality.slug)
            .join(DialogueSession, DialogueSession.municipality_id == Municipality.id)
            .where(DialogueSession.ref == ref, DialogueSession.stage.in_(SHOWN))
        )
    )
    if found is None:
        raise NotHere
    return str(found)


def ref_exists(ref: str) -> bool:
    """Whether a short code is in use, anywhere."""
    return (
        db.session.scalar(
            everywhere(select(DialogueSession.id).where(DialogueSession.ref == ref))
        )
        is not None
    )


SESSIONS: Final[Any] = DialogueSession.__table__
_town: Final[Any] = Municipality.__table__
_venue: Final[Any] = Venue.__table__


def _seat_columns() -> tuple[Any, ...]:
    counted = count_table()
    if counted is None:
        return (
            SESSIONS.c.seats.label("capacity"),
            literal(0).label("taken"),
            literal(0).label("waiting"),
        )
    return (
        func.coalesce(counted.c.capacity, SESSIONS.c.seats).label("capacity"),
        func.coalesce(counted.c.taken, 0).label("taken"),
        func.coalesce(counted.c.waiting, 0).label("waiting"),
    )


def published(*columns: Any) -> Select[Any]:
    """Columns of published dialogue sessions with their town, venue and seats."""
    rows = SESSIONS.join(_town, _town.c.id == SESSIONS.c.municipality_id).outerjoin(
        _venue, _venue.c.id == SESSIONS.c.venue_id
    )
    counted = count_table()
    if counted is not None:
        rows = rows.outerjoin(counted, counted.c.dialogue_session_id == SESSIONS.c.id)
    return (
        select(*columns, *_seat_columns())
        .select_from(rows)
        .where(
            SESSIONS.c.stage.in_(
                # Written out: the stages shown are no parameter of anything.
                bindparam("shown", SHOWN, expanding=True, literal_execute=True)
            )
        )
    )


_STAMP: Final = (
    SESSIONS.c.revision,
    _town.c.revision.label("town_revision"),
    func.coalesce(_venue.c.revision, 0).label("venue_revision"),
    SESSIONS.c.starts_at,
    SESSIONS.c.ends_at,
    SESSIONS.c.stage,
)


def stamp_of_talk(slug: str, ref: str) -> tuple[Any, ...]:
    """All that decides what the public page says, in one select of a few numbers.

    (revisions of session, town and venue, start, end, stage, capacity, taken,
    waiting); NotHere for a draft, another town's or an unknown code.
    """
    row = (
        db.session.connection()
        .execute(  # tables, no models: the short way
            _by_address("stamp"), {"slug": slug, "ref": ref}
        )
        .one_or_none()
    )
    if row is None:
        raise NotHere
    return tuple(row)


def stamp_statement() -> Select[Any]:
    """What ``stamp_of_talk`` asks, with the parameters ``slug`` and ``ref``."""
    return _by_address("stamp")


def stamp_in(row: Row[Any]) -> tuple[Any, ...]:
    """The same as ``stamp_of_talk``, from a row of ``talk``."""
    return (
        row.revision, row.town_revision, row.venue_revision, row.starts_at, row.ends_at,
        row.stage, row.capacity, row.taken, row.waiting,
    )  # fmt: skip


@lru_cache(maxsize=8)
def _written(kind: str, _counted: Any) -> Select[Any]:
    """A statement of a hot page, written once: writing it costs more than asking."""
    checksum = (
        select(GuideVersion.checksum)
        .where(GuideVersion.id == SESSIONS.c.guide_version_id)
        .scalar_subquery()
        .label("guide_checksum")
    )
    columns = (
        _STAMP if kind == "stamp" else (*FACTS, *TOWN, *VENUE, *_STAMP[1:3], checksum)
    )
    return everywhere(
        published(*columns).where(
            SESSIONS.c.ref == bindparam("ref"), _town.c.slug == bindparam("slug")
        )
    )


def _by_address(kind: str) -> Select[Any]:
    return _written(kind, count_table())


TOWN: Final = (
    _town.c.slug, _town.c.name, _town.c.phone, _town.c.phone_hours,
    _town.c.desk_address, _town.c.country, _town.c.contact_kept_days,
)  # fmt: skip
VENUE: Final = tuple(
    getattr(_venue.c, name).label(f"venue_{name}")
    for name in (
        "name", "street", "postcode", "town", "step_free", "accessible_toilet",
        "hearing_loop", "parking", "stop_nearby", "note",
    )
)  # fmt: skip
FACTS: Final = tuple(
    getattr(SESSIONS.c, name)
    for name in (
        "id", "ref", "title", "about", "topic", "for_whom", "led_by", "meeting",
        "place_note", "place_after_sign_up", "starts_at", "ends_at", "doors_minutes",
        "seats", "tables", "languages", "visibility", "stage", "answer_due",
        "published_at", "changed_at", "cancelled_at", "cancel_reason", "sequence",
        "revision",
        "guide_version_id", "municipality_id",
    )
)  # fmt: skip


def talk(slug: str, ref: str) -> Row[Any]:
    """Named columns for the public page, the flyer and the calendar entry."""
    row = (
        db.session.connection()
        .execute(  # tables, no models: the short way
            _by_address("talk"), {"slug": slug, "ref": ref}
        )
        .one_or_none()
    )
    if row is None:
        raise NotHere
    return row


def committed_talk(slug: str, ref: str) -> Any:
    """The same columns as ``talk``, as last committed; for the public page, where

    the session, its transaction and the writing of the statement cost more than the
    answer. NotHere as there.
    """
    statement = _by_address("talk")
    kept = current_app.extensions.get("talk question")
    if kept is None or kept[0] is not statement:
        question = Question(db.engine, statement, ("slug", "ref"))
        kept = current_app.extensions["talk question"] = (statement, question)
    row = kept[1].ask({"slug": slug, "ref": ref})
    if row is None:
        raise NotHere
    return kept[1].values(row)


def guide_document(guide_version_id: int) -> dict[str, Any]:
    """The document of a guide version."""
    found = db.session.scalar(
        select(GuideVersion.document).where(GuideVersion.id == guide_version_id)
    )
    if found is None:
        raise NotHere
    return dict(found)
