"""What pages that look across rooms need to know."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, func, or_, select

from dialogue.council.models import AnswerState, CouncilAnswer
from dialogue.council.rules import owed_on
from dialogue.foundation.database import db, within
from dialogue.foundation.language import local
from dialogue.municipalities.models import Municipality
from dialogue.outcomes.models import CouncilRequest
from dialogue.reports.models import Report, ReportState, ReportVersion
from dialogue.sessions.models import DialogueSession, Visibility


class Doorplate(Struct, frozen=True):
    """How a municipality presents itself around every page."""

    slug: str
    name: str
    phone: str
    phone_hours: str
    desk_address: str


def doorplate(slug: str) -> Doorplate | None:
    """The doorplate of a municipality, or None when there is none of that name."""
    row = db.session.execute(
        select(
            Municipality.slug, Municipality.name, Municipality.phone,
            Municipality.phone_hours, Municipality.desk_address,
        ).where(Municipality.slug == slug)
    ).one_or_none()  # fmt: skip
    return Doorplate(*row) if row else None


class Ask(Struct, frozen=True):
    """A request to the council as residents see it."""

    text: str
    kind: str  # good, info, quiet, problem
    state: str  # answered state, "waiting" or "late"
    due: date
    days: int  # until (or since) the answer is owed
    answered_on: datetime | None
    answer: str
    language: str  # that of the evening: requests and answers are written in it
    later_on: date | None
    session_title: str
    ref: str


def _asks(municipality_id: int) -> Select[*tuple[Any, ...]]:
    return within(
        municipality_id,
        select(
            CouncilRequest,
            CouncilAnswer,
            DialogueSession.title,
            DialogueSession.ref,
            DialogueSession.languages,
        )
        .join(DialogueSession, DialogueSession.id == CouncilRequest.dialogue_session_id)
        .join(Report, Report.dialogue_session_id == DialogueSession.id)
        .outerjoin(CouncilAnswer, CouncilAnswer.council_request_id == CouncilRequest.id)
        .where(
            Report.state != ReportState.DRAFT,
            DialogueSession.visibility == Visibility.PUBLIC,
        )
        .order_by(
            DialogueSession.starts_at.desc(),
            DialogueSession.id.desc(),
            CouncilRequest.number,
        ),
    )


def asks_of(municipality_id: int, now: datetime, *, most: int = 500) -> list[Ask]:
    """Requests of issued reports, the newest conversation first, and what came of it.

    An answer that is owed counts its days; a published answer is shown in the
    council's own words.
    """
    today = local(now).date()
    found = db.session.execute(_asks(municipality_id).limit(most))
    return [_ask(today, *each) for each in found]


def asks_of_session(municipality_id: int, ref: str, now: datetime) -> list[Ask]:
    """The same of one conversation, by number."""
    today = local(now).date()
    found = db.session.execute(_asks(municipality_id).where(DialogueSession.ref == ref))
    return [_ask(today, *each) for each in found]


def is_reported(municipality_id: int, ref: str) -> bool:
    """Whether the report of a public conversation is out."""
    return any(each.ref == ref for each in issued_reports(municipality_id))


def _ask(
    today: date,
    request: CouncilRequest,
    answer: CouncilAnswer | None,
    title: str,
    ref: str,
    spoken: Sequence[str],
) -> Ask:
    owed = owed_on(request.answer_due, answer)
    days = ((owed or request.answer_due) - today).days
    late = owed is not None and days < 0  # also a "later" whose day has passed
    return Ask(
        request.text, *_state(answer, late), owed or request.answer_due, days,
        answer.given_at if answer else None, answer.text if answer else "",
        spoken[0] if spoken else "",
        answer.on if answer else None, title, ref,
    )  # fmt: skip


def _state(answer: CouncilAnswer | None, late: bool) -> tuple[str, str]:
    if late:
        return "problem", "late"
    if answer is None:
        return "info", "waiting"
    return _KINDS.get(answer.state, "good"), answer.state.value


_KINDS = {AnswerState.NO: "quiet", AnswerState.LATER: "info"}


def count_asks(municipality_id: int) -> int:
    """How many requests of this town are with a council."""
    return len(db.session.execute(_asks(municipality_id)).all())


_listed = or_(
    Report.dialogue_session_id.is_(None),  # of several evenings: all are public
    DialogueSession.visibility == Visibility.PUBLIC,
)


def issued_reports(municipality_id: int) -> Sequence[Any]:
    """(title, ref, starts_at, version, code) of the newest version of each report.

    ``starts_at`` is None where a report is about several evenings: those come first.
    """
    newest = (
        select(func.max(ReportVersion.number))
        .where(ReportVersion.report_id == Report.id)
        .correlate(Report)
        .scalar_subquery()
    )
    return db.session.execute(
        within(
            municipality_id,
            select(
                func.coalesce(DialogueSession.title, Report.title).label("title"),
                Report.ref,
                DialogueSession.starts_at,
                ReportVersion.number,
                ReportVersion.code,
            )
            .select_from(Report)
            .outerjoin(
                DialogueSession, DialogueSession.id == Report.dialogue_session_id
            )
            .join(ReportVersion, ReportVersion.report_id == Report.id)
            .where(ReportVersion.number == newest, _listed)
            .order_by(
                DialogueSession.starts_at.is_not(None),
                DialogueSession.starts_at.desc(),
                Report.id.desc(),
            ),
        )
    ).all()


def shared_quote(municipality_id: int) -> tuple[str, str] | None:
    """A sentence that may be quoted, from the newest issued report, as frozen.

    (The sentence, its language: "" where the report does not say it.)
    """
    document = db.session.scalar(
        within(
            municipality_id,
            select(ReportVersion.document)
            .join(Report, Report.id == ReportVersion.report_id)
            .join(DialogueSession, DialogueSession.id == Report.dialogue_session_id)
            .where(DialogueSession.visibility == Visibility.PUBLIC)
            .order_by(ReportVersion.issued_at.desc())
            .limit(1),
        )
    )
    return next(
        (
            (str(each["words"]["text"]), str(each["words"].get("lang", "")))
            for each in (document or {}).get("sentences", [])
            if each["may_quote"] and each["words"] and not each["minority"]
        ),
        None,
    )
