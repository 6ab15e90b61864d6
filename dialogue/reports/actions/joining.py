"""Reports of several evenings: begun and, while nothing is out, thrown away."""

from collections.abc import Collection
from datetime import date, datetime

from dialogue.foundation import journal
from dialogue.foundation.database import db
from dialogue.foundation.language import local
from dialogue.municipalities.models import Municipality
from dialogue.reports import queries, rules
from dialogue.reports.models import Report, ReportMember, ReportState
from dialogue.sessions.queries import ref_exists
from dialogue.sessions.rules import new_ref


def begin_town_report(
    municipality: Municipality,
    title: str,
    session_ids: Collection[int],
    *,
    answer_due: date | None = None,
    now: datetime,
) -> Report:
    """A report of several evenings, oldest first.

    Of those that may not join (not public, no report of their own) nothing is taken.
    Raises RuleBroken (field "evenings") when fewer than two are left.
    """
    joined = [
        each for each in queries.sessions_to_join(municipality.id)
        if each.id in set(session_ids)
    ]  # fmt: skip
    rules.check_can_join(len(joined))
    rules.check_due(answer_due, local(now).date())
    report = Report(
        municipality_id=municipality.id, municipality=municipality, ref=_new_ref(),
        title=title, state=ReportState.DRAFT, subtitle="", read_aloud="", was_open="",
        answer_due=answer_due, revision=1,
        members=[
            ReportMember(
                municipality_id=municipality.id, dialogue_session_id=each.id,
                dialogue_session=each, position=at,
            )
            for at, each in enumerate(sorted(joined, key=lambda one: one.starts_at), 1)
        ],
    )  # fmt: skip
    db.session.add(report)
    db.session.flush()
    journal.write(
        "began report of several evenings", f"report:{report.id}", now=now,
        municipality_id=municipality.id, figure=len(joined),
    )  # fmt: skip
    return report


def drop_town_report(report: Report, *, now: datetime) -> None:
    """Throw a draft away, with the concepts that were printed."""
    rules.check_can_edit(report.state)
    for each in queries.previews_of(report):
        db.session.delete(each)
    journal.write(
        "dropped report", f"report:{report.id}", now=now,
        municipality_id=report.municipality_id,
    )  # fmt: skip
    db.session.flush()
    db.session.delete(report)
    db.session.flush()


def _new_ref() -> str:
    """A code that neither a session nor a report has."""
    ref = new_ref()
    while ref_exists(ref) or queries.ref_exists(ref):
        ref = new_ref()
    return ref
