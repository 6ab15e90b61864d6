"""What the pages of a report share: of one evening, and of several.

The addresses differ and nothing else does, so each page is written once, for a
``Desk``; desk.py and town.py open it.
"""

from collections.abc import Mapping
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from msgspec import Struct

from dialogue.foundation import clock
from dialogue.foundation.jobs import JobState
from dialogue.foundation.jobs.queries import latest_job
from dialogue.foundation.language import chosen, local
from dialogue.municipalities.models import Municipality
from dialogue.reports import actions, queries, rules
from dialogue.reports.document import draft_document
from dialogue.reports.document.drafting import language_of
from dialogue.reports.forms import IssueForm, WordsForm
from dialogue.reports.models import Report, ReportState
from dialogue.reports.paper import LANGUAGES, page_parts
from dialogue.reports.readiness import ready
from dialogue.reports.suggesting import suggestion
from dialogue.reports.views.door import file_answer, pdf_answer
from dialogue.sessions.models import DialogueSession, Visibility

LOOK_AGAIN = "2"  # seconds


class Desk(Struct, frozen=True):
    """A report on somebody's desk, kept or only just begun, and where its pages are."""

    municipality: Municipality
    report: Report
    at: Mapping[str, Any]
    prefix: str = ""

    def to(self, page: str, /, **more: Any) -> str:
        """The address of one of its pages."""
        return url_for(f"reports.{self.prefix}{page}", **self.at, **more)

    @property
    def dialogue_session(self) -> DialogueSession | None:
        """The one evening it is about; None when several."""
        return self.report.dialogue_session

    def kept(self) -> Report:
        """The report itself; begun when there was none yet."""
        if self.dialogue_session is None:
            return self.report
        return actions.begin_report(self.dialogue_session)

    @property
    def seen(self) -> dict[str, Any]:
        """What every template of these pages needs."""
        return {
            "municipality": self.municipality, "report": self.report, "to": self.to,
            "dialogue_session": self.dialogue_session,
        }  # fmt: skip


def show(desk: Desk, template: str) -> ResponseReturnValue:
    """The draft with edits in place; once issued, its versions and files."""
    found = desk.report
    form = WordsForm(data=_values(found))
    if form.validate_on_submit():
        with form.catching():
            wording = actions.Wording(
                form.subtitle.data or "", form.read_aloud.data or "",
                form.was_open.data or "", form.answer_due.data,
            )  # fmt: skip
            actions.write_report(
                desk.kept(), wording, seen=form.revision.data or None, now=clock.now()
            )
            flash(_("Kept. The report shows it like this."))
            return redirect(desk.to("report"))
    page = render_template(
        template,
        mode="draft" if found.state is ReportState.DRAFT else "issued",
        form=form,
        **desk.seen,
        **_facts(found),
    )
    return page, form.status


def _values(found: Report) -> dict[str, Any]:
    return {
        "subtitle": found.subtitle, "read_aloud": found.read_aloud,
        "was_open": found.was_open, "answer_due": found.answer_due,
        "revision": str(found.revision),
    }  # fmt: skip


def _facts(found: Report) -> dict[str, Any]:
    if found.state is not ReportState.DRAFT:
        return {
            "versions": [
                (
                    version,
                    queries.files_of(version),
                    latest_job(f"report-version:{version.id}", actions.RENDER),
                )
                for version in reversed(queries.versions_of(found))
            ],
            "listed": found.visibility is not Visibility.CLOSED,
        }
    document = draft_document(found).document
    lang = language_of(found.evenings[0])
    return {
        "missing": rules.missing_bits(ready(found, local(clock.now()).date())),
        "document": document,
        "lang": lang,
        "suggested": "" if found.read_aloud else suggestion(document, lang),
        "previews": _previews(found),
    }


def _previews(found: Report) -> dict[str, Any]:
    if not found.id:
        return {}
    return {each: queries.preview_of(found, each) for each in LANGUAGES}


def show_preview(desk: Desk) -> ResponseReturnValue:
    """The whole report as it would go out now, marked as a concept."""
    document = draft_document(desk.report).document
    return render_template("reports/preview.html", **desk.seen, **page_parts(document))


def ask_print(desk: Desk) -> ResponseReturnValue:
    """Print the concept in the background."""
    actions.ask_preview(desk.kept(), now=clock.now())
    return redirect(desk.to("printing"), 303)


def show_printing(desk: Desk) -> ResponseReturnValue:
    """How far the printing is; it looks again by itself, with and without scripts."""
    found = desk.report
    draft = found.state is ReportState.DRAFT
    version = None if draft or not found.id else queries.latest_version(found)
    subject = f"report-version:{version.id}" if version else f"report:{found.id}"
    job = latest_job(subject, actions.RENDER if version else actions.PREVIEW)
    busy = job is not None and job.state in {JobState.WAITING, JobState.RUNNING}
    answer = make_response(
        render_template(
            "reports/printing.html",
            busy=busy,
            done=round(100 * job.done_share) if job else 0,
            trouble=job.sentence if job else "",
            failed=job is not None and job.state is JobState.FAILED,
            draft=draft,
            previews=_previews(found) if draft else {},
            **desk.seen,
        )
    )
    if busy:
        answer.headers["Refresh"] = LOOK_AGAIN
    return answer


def concept_of(desk: Desk, language: str) -> Response:
    """The concept that was printed last."""
    kept = queries.preview_of(desk.report, language) if desk.report.id else None
    return pdf_answer(
        kept.content if kept else None, f"{desk.report.ref}-concept-{language}.pdf"
    )


def show_issue(desk: Desk) -> ResponseReturnValue:
    """Ask once, saying what happens; then version 1 is frozen."""
    now, current = clock.now(), desk.report
    form = IssueForm(data={"revision": str(current.revision)})
    rules.check_can_edit(current.state)
    if form.validate_on_submit():
        with form.catching():
            actions.issue(desk.kept(), seen=form.revision.data or None, now=now)
            flash(_("The report is issued. Its files are ready in a minute."))
            return redirect(desk.to("report"))
    missing = rules.missing_bits(ready(current, local(now).date()))
    page = render_template(
        "reports/issue.html",
        form=form,
        missing=missing,
        stops=[each for each in missing if each.stops],
        public=current.visibility is Visibility.PUBLIC,
        speaks=chosen(),
        **desk.seen,
    )
    return page, form.status


def a_file(desk: Desk, number: int, name: str) -> Response:
    """A file of a version, for who leads it; closed conversations too."""
    version = queries.version_in(desk.report, number)
    return file_answer(version, desk.report.ref, name)
