"""Reports of several evenings, and what may be in them."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from dialogue.foundation.database import all_of, db, everywhere, one, within
from dialogue.outcomes.models import COUNTS, Sorting, Theme
from dialogue.reports.models import Report, ReportMember, ReportState
from dialogue.sessions.models import DialogueSession, Visibility


def town_reports(municipality_id: int) -> Sequence[Report]:
    """The reports of several evenings, with their members, the newest first."""
    found: Sequence[Report] = all_of(
        within(
            municipality_id,
            select(Report)
            .where(Report.dialogue_session_id.is_(None))
            .options(selectinload(Report.members))
            .order_by(Report.id.desc()),
        )
    )
    return found


def town_report(municipality_id: int, ref: str) -> Report:
    """One report of several evenings by its code, or NotHere."""
    found: Report = one(
        within(
            municipality_id,
            select(Report).where(
                Report.ref == ref, Report.dialogue_session_id.is_(None)
            ),
        )
    )
    return found


def town_reports_with(
    municipality_id: int, session_ids: Collection[int]
) -> Sequence[Report]:
    """The issued reports of several evenings that hold any of these."""
    holding = select(ReportMember.report_id).where(
        ReportMember.municipality_id == municipality_id,
        ReportMember.dialogue_session_id.in_(sorted(session_ids)),
    )
    found: Sequence[Report] = all_of(
        within(
            municipality_id,
            select(Report)
            .where(Report.state != ReportState.DRAFT, Report.id.in_(holding))
            .order_by(Report.id),
        )
    )
    return found


def sessions_to_join(municipality_id: int) -> Sequence[DialogueSession]:
    """Public evenings of a municipality whose own report is out, the newest first."""
    found: Sequence[DialogueSession] = all_of(
        within(
            municipality_id,
            select(DialogueSession)
            .join(Report, Report.dialogue_session_id == DialogueSession.id)
            .where(
                DialogueSession.visibility == Visibility.PUBLIC,
                Report.state != ReportState.DRAFT,
            )
            .order_by(DialogueSession.starts_at.desc()),
        )
    )
    return found


def sessions_with_theme(municipality_id: int, name: str) -> set[int]:
    """The dialogue sessions of a municipality with sentences under a theme's name."""
    columns: tuple[Any, ...] = (Theme.name, Theme.dialogue_session_id)
    rows = db.session.execute(
        within(
            municipality_id,
            select(*columns)
            .join(Sorting, Sorting.theme_id == Theme.id)
            .where(Theme.dropped_at.is_(None), Theme.hand == COUNTS)
            .distinct(),
        )
    )
    wanted = name.casefold()
    return {number for theme, number in rows if theme.casefold() == wanted}


def ref_exists(ref: str) -> bool:
    """Whether a report has this code, in any town."""
    found = everywhere(select(Report.id).where(Report.ref == ref))
    return db.session.scalar(found) is not None
