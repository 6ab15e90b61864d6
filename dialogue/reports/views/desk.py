"""The seventh stop: write what a report cannot know, read it, issue it."""

from typing import Any

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.foundation.jobs.queries import latest_job
from dialogue.foundation.language import chosen, local
from dialogue.reports import actions, queries, rules
from dialogue.reports.document import draft_document
from dialogue.reports.document.drafting import language_of
from dialogue.reports.forms import BeginForm, IssueForm, WordsForm
from dialogue.reports.models import Report, ReportState
from dialogue.reports.paper import LANGUAGES, page_parts
from dialogue.reports.readiness import ready
from dialogue.reports.suggesting import suggestion
from dialogue.reports.views.door import PLACE, desk_of, file_answer, pdf_answer, room
from dialogue.sessions.models import DialogueSession, Visibility

WHERE = {
    "harvest": "outcomes.harvest",
    "evening": "conversations.evening",
    "report": "reports.report",
}


def _check_can_begin(
    dialogue_session: DialogueSession, *, wanted: bool = False
) -> None:
    over = dialogue_session.ends_at <= clock.now()
    rules.check_can_begin(
        dialogue_session.stage, dialogue_session.visibility, over=over, wanted=wanted
    )


@room.form(PLACE, needs=Permission.WRITE_REPORT)
def report(slug: str, session_id: int) -> ResponseReturnValue:
    """The draft with edits in place; once issued, its versions and files."""
    municipality, dialogue_session = desk_of(slug, session_id)
    found = queries.report_of(dialogue_session)
    if _is_unwanted(dialogue_session, found):
        return render_template(
            "reports/report.html",
            municipality=municipality,
            dialogue_session=dialogue_session,
            mode=_why(dialogue_session),
        )
    found = found or queries.blank_report(dialogue_session)
    form = WordsForm(data=_values(found))
    if form.validate_on_submit():
        with form.catching():
            wording = actions.Wording(
                form.subtitle.data or "", form.read_aloud.data or "",
                form.was_open.data or "", form.answer_due.data,
            )  # fmt: skip
            kept = actions.begin_report(dialogue_session)
            actions.write_report(
                kept, wording, seen=form.revision.data or None, now=clock.now()
            )
            flash(_("Kept. The report shows it like this."))
            return redirect(url_for("reports.report", slug=slug, session_id=session_id))
    page = render_template(
        "reports/report.html",
        municipality=municipality,
        dialogue_session=dialogue_session,
        mode="draft" if found.state is ReportState.DRAFT else "issued",
        form=form,
        **_facts(found, dialogue_session),
    )
    return page, form.status


def _is_unwanted(dialogue_session: DialogueSession, found: Report | None) -> bool:
    closed = dialogue_session.visibility is Visibility.CLOSED
    return found is None and (closed or dialogue_session.ends_at > clock.now())


def _why(dialogue_session: DialogueSession) -> str:
    return "closed" if dialogue_session.ends_at <= clock.now() else "later"


def _values(found: Report) -> dict[str, Any]:
    return {
        "subtitle": found.subtitle, "read_aloud": found.read_aloud,
        "was_open": found.was_open, "answer_due": found.answer_due,
        "revision": str(found.revision),
    }  # fmt: skip


def _facts(found: Report, dialogue_session: DialogueSession) -> dict[str, Any]:
    versions = queries.versions_of(found) if found.id else ()
    facts: dict[str, Any] = {
        "report": found,
        "versions": [
            (
                version,
                queries.files_of(version),
                latest_job(f"report-version:{version.id}", actions.RENDER),
            )
            for version in reversed(versions)
        ],
        "listed": dialogue_session.visibility is not Visibility.CLOSED,
        "where": WHERE,
    }
    if found.state is not ReportState.DRAFT:
        return facts
    document = draft_document(found).document
    return facts | {
        "missing": rules.missing_bits(ready(found, local(clock.now()).date())),
        "document": document,
        "suggested": ""
        if found.read_aloud
        else suggestion(document, language_of(dialogue_session)),
        "languages": LANGUAGES,
        "previews": {each: queries.preview_of(found, each) for each in LANGUAGES}
        if found.id
        else {},
        "preview_job": latest_job(f"report:{found.id}", actions.PREVIEW)
        if found.id
        else None,
    }


@room.act(f"{PLACE}/begin", needs=Permission.WRITE_REPORT)
def begin(slug: str, session_id: int) -> ResponseReturnValue:
    """The group of a closed conversation wants a report after all."""
    _municipality, dialogue_session = desk_of(slug, session_id)
    BeginForm()
    _check_can_begin(dialogue_session, wanted=True)
    actions.begin_report(dialogue_session)
    return redirect(url_for("reports.report", slug=slug, session_id=session_id))


@room.page(f"{PLACE}/preview", needs=Permission.WRITE_REPORT)
def preview(slug: str, session_id: int) -> ResponseReturnValue:
    """The whole report as it would go out now, marked as a concept."""
    municipality, dialogue_session = desk_of(slug, session_id)
    found = queries.report_of(dialogue_session)
    _check_can_begin(dialogue_session, wanted=found is not None)
    document = draft_document(found or queries.blank_report(dialogue_session)).document
    return render_template(
        "reports/preview.html", municipality=municipality,
        dialogue_session=dialogue_session,
        **page_parts(document),
    )  # fmt: skip


@room.act(f"{PLACE}/print", needs=Permission.WRITE_REPORT)
def print_preview(slug: str, session_id: int) -> ResponseReturnValue:
    """Print the concept in the background."""
    _municipality, dialogue_session = desk_of(slug, session_id)
    found = queries.report_of(dialogue_session)
    _check_can_begin(dialogue_session, wanted=found is not None)
    actions.ask_preview(actions.begin_report(dialogue_session), now=clock.now())
    flash(
        _(
            "The concept is being printed. It takes less than a minute; "
            "reload this page."
        ),
        "info",
    )
    return redirect(url_for("reports.report", slug=slug, session_id=session_id))


@room.page(f"{PLACE}/concept-<language>.pdf", needs=Permission.WRITE_REPORT)
def concept(slug: str, session_id: int, language: str) -> Response:
    """The concept that was printed last."""
    _municipality, dialogue_session = desk_of(slug, session_id)
    found = queries.report_of(dialogue_session)
    kept = queries.preview_of(found, language) if found else None
    return pdf_answer(
        kept.content if kept else None, f"{dialogue_session.ref}-concept-{language}.pdf"
    )


@room.form(f"{PLACE}/issue", needs=Permission.ISSUE_REPORT)
def issue(slug: str, session_id: int) -> ResponseReturnValue:
    """Ask once, saying what happens; then version 1 is frozen."""
    municipality, dialogue_session = desk_of(slug, session_id)
    now = clock.now()
    found = queries.report_of(dialogue_session)
    _check_can_begin(dialogue_session, wanted=found is not None)
    current = found or queries.blank_report(dialogue_session)
    form = IssueForm(data={"revision": str(current.revision)})
    rules.check_can_edit(current.state)
    if form.validate_on_submit():
        with form.catching():
            actions.issue(
                actions.begin_report(dialogue_session),
                seen=form.revision.data or None,
                now=now,
            )
            flash(_("The report is issued. Its files are ready in a minute."))
            return redirect(url_for("reports.report", slug=slug, session_id=session_id))
    missing = rules.missing_bits(ready(current, local(now).date()))
    page = render_template(
        "reports/issue.html",
        municipality=municipality,
        dialogue_session=dialogue_session,
        form=form,
        missing=missing,
        stops=[each for each in missing if each.stops],
        public=dialogue_session.visibility is Visibility.PUBLIC,
        speaks=chosen(),
    )
    return page, form.status


@room.page(f"{PLACE}/v<int:number>/<name>", needs=Permission.WRITE_REPORT)
def desk_file(slug: str, session_id: int, number: int, name: str) -> Response:
    """A file of a version, for who leads it; closed conversations too."""
    _municipality, dialogue_session = desk_of(slug, session_id)
    found = queries.report_of(dialogue_session) or queries.blank_report(
        dialogue_session
    )
    return file_answer(queries.version_in(found, number), dialogue_session.ref, name)
