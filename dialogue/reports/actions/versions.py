"""Changing a report: begin, write, issue, and new versions that carry answers."""

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from dialogue.conversations.actions import wipe_withdrawn
from dialogue.conversations.queries import evening_of
from dialogue.foundation import jobs, journal
from dialogue.foundation.database import db, lock_row
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.language import local
from dialogue.foundation.rules import check_fresh
from dialogue.outcomes.actions import freeze_requests
from dialogue.outcomes.actions.releasing import record_figures
from dialogue.reports import queries, rules
from dialogue.reports.document import (
    AnswerGiven,
    Document,
    as_data,
    draft_document,
    from_data,
    sealed,
)
from dialogue.reports.models import (
    Report,
    ReportFile,
    ReportPreview,
    ReportVersion,
)
from dialogue.reports.readiness import ready
from dialogue.sessions.models import DialogueSession

RENDER, PREVIEW = "render-report", "preview-report"


class Wording(Struct, frozen=True):
    """What people write for a report."""

    subtitle: str = ""
    read_aloud: str = ""
    was_open: str = ""
    answer_due: date | None = None


def begin_report(dialogue_session: DialogueSession) -> Report:
    """The report of a dialogue session, begun when there is none yet."""
    found = queries.report_of(dialogue_session)
    if found is None:
        found = queries.blank_report(dialogue_session)
        db.session.add(found)
        db.session.flush()
    return found


def write_report(
    report: Report, wording: Wording, *, seen: str | None, now: datetime
) -> None:
    """Keep what people wrote; refused once the report is out."""
    rules.check_can_edit(report.state)
    check_fresh(report.revision, seen)
    rules.check_due(wording.answer_due, local(now).date())
    report.subtitle, report.read_aloud = wording.subtitle, wording.read_aloud
    report.was_open, report.answer_due = wording.was_open, wording.answer_due
    report.revision += 1
    db.session.flush()


def ask_preview(report: Report, *, now: datetime) -> None:
    """Print the concept in a job."""
    rules.check_can_edit(report.state)
    jobs.enqueue(
        PREVIEW, f"report:{report.id}", now=now, municipality_id=report.municipality_id
    )


def issue(report: Report, *, now: datetime, seen: str | None = None) -> ReportVersion:
    """Freeze version 1: from here on nothing of it changes.

    Figures pass the ledger and are written in it; withdrawn words are gone from here
    on. A report of several evenings holds the answers that stand in theirs already.
    Raises RuleBroken with what is missing. The files are made in a job
    (``render-report``).
    """
    db.session.flush()
    lock_row(Report, report.id)
    db.session.refresh(report)
    check_fresh(report.revision, seen)
    rules.check_can_issue(report.state, ready(report, local(now).date()))
    found = _freeze(report, 1, None, now)
    for each in report.evenings:
        freeze_requests(each, now=now)
        evening = evening_of(each)
        if evening is not None:
            wipe_withdrawn(evening)
    document = document_of(found)
    report.state = rules.state_after(
        {each.request: each.state for each in document.answers}, len(document.requests)
    )
    report.revision += 1
    db.session.flush()
    return found


def new_version(
    report: Report,
    answers: Sequence[AnswerGiven],
    *,
    now: datetime,
    redraft: bool = False,
) -> ReportVersion:
    """The next version, with the answers given so far (all of them, not only new ones).

    Everything else is as it was in the version before, unless ``redraft``: then the
    evening is read again, and a figure that changed by fewer than k stays as it was.
    """
    db.session.flush()
    lock_row(Report, report.id)
    db.session.refresh(report)
    before = queries.latest_version(report)
    if before is None:
        raise RuleBroken("A draft cannot be answered: issue it first.")
    document = document_of(before)
    known = [each.number for each in document.requests]
    rules.check_can_answer(report.state, known, answers)
    ordered = tuple(sorted(answers, key=lambda each: each.request))
    base = None if redraft else document
    found = _freeze(
        report,
        before.number + 1,
        ordered,
        now,
        base=base,
        first=document.first_issued_at,
    )
    report.state = rules.state_after(
        {each.request: each.state for each in ordered}, len(known)
    )
    report.revision += 1
    db.session.flush()
    return found


def _freeze(
    report: Report,
    number: int,
    answers: tuple[AnswerGiven, ...] | None,
    now: datetime,
    *,
    base: Document | None = None,
    first: datetime | None = None,
) -> ReportVersion:
    issued_at = now.replace(second=0, microsecond=0)
    if base is None:
        label = f"report {report.ref} version {number}"
        draft = draft_document(report, label=label)
        record_figures([report.municipality_id], draft.figures, label, now=now)
        base = draft.document
    document, checksum = sealed(
        replace(
            base,
            number=number,
            issued_at=issued_at,
            first_issued_at=first or issued_at,
            answers=base.answers if answers is None else answers,
        )
    )
    found = ReportVersion(
        municipality_id=report.municipality_id, report_id=report.id, number=number,
        issued_at=issued_at, document=as_data(document), checksum=checksum,
        code=document.code,
    )  # fmt: skip
    db.session.add(found)
    db.session.flush()
    journal.write(
        "issued report",
        f"report:{report.id}",
        now=now,
        municipality_id=report.municipality_id,
        figure=number,
    )
    jobs.enqueue(
        RENDER,
        f"report-version:{found.id}",
        now=now,
        municipality_id=report.municipality_id,
    )
    return found


def document_of(version: ReportVersion) -> Document:
    """What a version says."""
    return from_data(version.document)


def keep_file(
    version: ReportVersion,
    language: str,
    form: str,
    media_type: str,
    content: bytes,
    sha256: str,
) -> None:
    """Store a file of a version; made again it must be the same to the byte."""
    for each in queries.files_of(version):
        if (each.language, each.form) == (language, form):
            if each.sha256 != sha256:
                raise RuleBroken("This version was printed before, and differently.")
            return
    db.session.add(
        ReportFile(
            municipality_id=version.municipality_id,
            report_version_id=version.id,
            language=language,
            form=form,
            media_type=media_type,
            content=content,
            sha256=sha256,
        )
    )
    db.session.flush()


def keep_preview(
    report: Report, language: str, content: bytes, *, now: datetime
) -> None:
    """Keep the last concept that was printed."""
    found = queries.preview_of(report, language)
    if found is None:
        found = ReportPreview(
            municipality_id=report.municipality_id,
            report_id=report.id,
            language=language,
        )
        db.session.add(found)
    found.content, found.revision, found.made_at = content, report.revision, now
    db.session.flush()
