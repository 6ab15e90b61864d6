"""The seventh stop: write what a report cannot know, read it, issue it."""

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.reports import actions, queries, rules
from dialogue.reports.forms import BeginForm
from dialogue.reports.models import Report
from dialogue.reports.views import writing
from dialogue.reports.views.door import PLACE, desk_of, room
from dialogue.reports.views.writing import Desk
from dialogue.sessions.models import DialogueSession, Visibility


def _check_can_begin(
    dialogue_session: DialogueSession, *, wanted: bool = False
) -> None:
    over = dialogue_session.ends_at <= clock.now()
    rules.check_can_begin(
        dialogue_session.stage, dialogue_session.visibility, over=over, wanted=wanted
    )


def _desk(slug: str, session_id: int, *, check: bool = True) -> Desk:
    """The report of an evening; RuleBroken before its time, unless not checked."""
    municipality, dialogue_session = desk_of(slug, session_id)
    found = queries.report_of(dialogue_session)
    if check:
        _check_can_begin(dialogue_session, wanted=found is not None)
    report = found or queries.blank_report(dialogue_session)
    return Desk(municipality, report, {"slug": slug, "session_id": session_id})


@room.form(PLACE, needs=Permission.WRITE_REPORT)
def report(slug: str, session_id: int) -> ResponseReturnValue:
    """The draft with edits in place; once issued, its versions and files."""
    municipality, dialogue_session = desk_of(slug, session_id)
    if _is_unwanted(dialogue_session, queries.report_of(dialogue_session)):
        return render_template(
            "reports/report.html",
            municipality=municipality,
            dialogue_session=dialogue_session,
            mode=_why(dialogue_session),
        )
    return writing.show(_desk(slug, session_id, check=False), "reports/report.html")


def _is_unwanted(dialogue_session: DialogueSession, found: Report | None) -> bool:
    closed = dialogue_session.visibility is Visibility.CLOSED
    return found is None and (closed or dialogue_session.ends_at > clock.now())


def _why(dialogue_session: DialogueSession) -> str:
    return "closed" if dialogue_session.ends_at <= clock.now() else "later"


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
    return writing.show_preview(_desk(slug, session_id))


@room.act(f"{PLACE}/print", needs=Permission.WRITE_REPORT)
def print_preview(slug: str, session_id: int) -> ResponseReturnValue:
    """Print the concept in the background."""
    return writing.ask_print(_desk(slug, session_id))


@room.page(f"{PLACE}/printing", needs=Permission.WRITE_REPORT)
def printing(slug: str, session_id: int) -> ResponseReturnValue:
    """How far the printing is."""
    return writing.show_printing(_desk(slug, session_id))


@room.page(f"{PLACE}/concept-<language>.pdf", needs=Permission.WRITE_REPORT)
def concept(slug: str, session_id: int, language: str) -> Response:
    """The concept that was printed last."""
    return writing.concept_of(_desk(slug, session_id, check=False), language)


@room.form(f"{PLACE}/issue", needs=Permission.ISSUE_REPORT)
def issue(slug: str, session_id: int) -> ResponseReturnValue:
    """Ask once, saying what happens; then version 1 is frozen."""
    return writing.show_issue(_desk(slug, session_id))


@room.page(f"{PLACE}/v<int:number>/<name>", needs=Permission.WRITE_REPORT)
def desk_file(slug: str, session_id: int, number: int, name: str) -> Response:
    """A file of a version, for who leads it; closed conversations too."""
    return writing.a_file(_desk(slug, session_id, check=False), number, name)
