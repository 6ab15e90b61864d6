"""Reading reports, their versions and files."""

from collections.abc import Sequence

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import undefer

from dialogue.foundation.database import all_of, db, everywhere, one, within
from dialogue.municipalities.models import Municipality
from dialogue.reports.models import (
    Report,
    ReportFile,
    ReportPreview,
    ReportState,
    ReportVersion,
)
from dialogue.sessions.models import DialogueSession, Stage, Visibility


def report_of(dialogue_session: DialogueSession) -> Report | None:
    """The report of a dialogue session, once somebody began it."""
    found: Report | None = db.session.scalars(
        within(
            dialogue_session.municipality_id,
            select(Report).where(Report.dialogue_session_id == dialogue_session.id),
        )
    ).one_or_none()
    return found


def blank_report(dialogue_session: DialogueSession) -> Report:
    """A report as it begins; not kept yet."""
    return Report(
        municipality_id=dialogue_session.municipality_id,
        municipality=dialogue_session.municipality, ref=dialogue_session.ref, title="",
        dialogue_session_id=dialogue_session.id, dialogue_session=dialogue_session,
        answer_due=dialogue_session.answer_due, state=ReportState.DRAFT, subtitle="",
        read_aloud="", was_open="", revision=1,
    )  # fmt: skip


def report_states(
    dialogue_sessions: Sequence[DialogueSession],
) -> dict[int, ReportState]:
    """How far the reports of these are, by the id of the dialogue session."""
    found: Sequence[Report] = all_of(
        everywhere(
            select(Report).where(
                Report.dialogue_session_id.in_([each.id for each in dialogue_sessions])
            )
        )
    )
    return {
        each.dialogue_session_id: each.state
        for each in found
        if each.dialogue_session_id is not None
    }


def report_by_id(report_id: int) -> Report:
    """A report for a job that names it, or NotHere."""
    found: Report = one(everywhere(select(Report).where(Report.id == report_id)))
    return found


def versions_of(report: Report) -> Sequence[ReportVersion]:
    """Its issued versions, the first first."""
    found: Sequence[ReportVersion] = all_of(
        within(
            report.municipality_id,
            select(ReportVersion)
            .where(ReportVersion.report_id == report.id)
            .order_by(ReportVersion.number),
        )
    )
    return found


def latest_version(report: Report) -> ReportVersion | None:
    """The newest version, if any was issued."""
    found: ReportVersion | None = db.session.scalar(
        within(
            report.municipality_id,
            select(ReportVersion)
            .where(ReportVersion.report_id == report.id)
            .order_by(ReportVersion.number.desc())
            .limit(1),
        )
    )
    return found


def latest_version_of(dialogue_session: DialogueSession) -> ReportVersion | None:
    """The newest version of the report of a dialogue session, if any was issued."""
    report = report_of(dialogue_session)
    return latest_version(report) if report else None


def version_in(report: Report, number: int) -> ReportVersion:
    """One version by its number, or NotHere."""
    found: ReportVersion = one(
        within(
            report.municipality_id,
            select(ReportVersion).where(
                ReportVersion.report_id == report.id, ReportVersion.number == number
            ),
        )
    )
    return found


def version_by_id(version_id: int) -> ReportVersion:
    """A version for a job that names it, or NotHere."""
    found: ReportVersion = one(
        everywhere(select(ReportVersion).where(ReportVersion.id == version_id))
    )
    return found


def version_by_code(code: str) -> ReportVersion | None:
    """The version with this code on its cover, in any town: the code is the key."""
    found: ReportVersion | None = db.session.scalar(
        everywhere(select(ReportVersion).where(ReportVersion.code == code))
    )
    return found


def report_behind(version: ReportVersion) -> Report:
    """The report a version belongs to."""
    found: Report = one(
        within(
            version.municipality_id,
            select(Report).where(Report.id == version.report_id),
        )
    )
    return found


def public_report(slug: str, ref: str) -> Report:
    """The issued report of a public address; NotHere for drafts and closed ones."""
    found: Report = one(
        everywhere(
            select(Report)
            .outerjoin(
                DialogueSession, DialogueSession.id == Report.dialogue_session_id
            )
            .join(Municipality, Municipality.id == Report.municipality_id)
            .where(
                Municipality.slug == slug,
                Report.ref == ref,
                Report.state != ReportState.DRAFT,
                or_(
                    Report.dialogue_session_id.is_(None),
                    and_(
                        DialogueSession.stage != Stage.DRAFT,
                        DialogueSession.visibility != Visibility.CLOSED,
                    ),
                ),
            )
        )
    )
    return found


def file_of(version: ReportVersion, language: str, form: str) -> ReportFile:
    """One file of a version, or NotHere while it is not made."""
    found: ReportFile = one(
        within(
            version.municipality_id,
            select(ReportFile)
            .where(
                ReportFile.report_version_id == version.id,
                ReportFile.language == language,
                ReportFile.form == form,
            )
            .options(undefer(ReportFile.content)),
        )
    )
    return found


def files_of(version: ReportVersion) -> Sequence[ReportFile]:
    """The files of a version, without their content."""
    found: Sequence[ReportFile] = all_of(
        within(
            version.municipality_id,
            select(ReportFile)
            .where(ReportFile.report_version_id == version.id)
            .order_by(ReportFile.language, ReportFile.form),
        )
    )
    return found


def preview_of(report: Report, language: str) -> ReportPreview | None:
    """The last preview that was printed, in this language."""
    found: ReportPreview | None = db.session.scalars(
        within(
            report.municipality_id,
            select(ReportPreview).where(
                ReportPreview.report_id == report.id, ReportPreview.language == language
            ),
        )
    ).one_or_none()
    return found


def previews_of(report: Report) -> Sequence[ReportPreview]:
    """The concepts that were printed, in every language."""
    found: Sequence[ReportPreview] = all_of(
        within(
            report.municipality_id,
            select(ReportPreview).where(ReportPreview.report_id == report.id),
        )
    )
    return found
