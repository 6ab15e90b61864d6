"""What the example and other programs take from an issued version."""

from typing import Any

from dialogue.reports import actions, queries
from dialogue.reports.document import Document
from dialogue.reports.document.parts import Shown
from dialogue.reports.models import ReportVersion
from dialogue.reports.paper import LANGUAGES, file_html, pdf_of

HEADS = ("signed_up", "had_seat", "no_seat", "came", "walked_in", "helpers")


def files_of(version: ReportVersion) -> dict[str, bytes]:
    """``report-nl.pdf``, ``report-nl.html``, ``report-en.pdf`` and ``report-en.html``.

    As the worker kept them; made now where it did not come to it yet. The bytes are
    the same either way.
    """
    kept = {(each.language, each.form): each for each in queries.files_of(version)}
    document = actions.document_of(version)
    found: dict[str, bytes] = {}
    for language in LANGUAGES:
        pdf, html = kept.get((language, "pdf")), kept.get((language, "html"))
        found[f"report-{language}.pdf"] = (
            pdf.content if pdf else pdf_of(document, language)
        )
        found[f"report-{language}.html"] = (
            html.content if html else file_html(document, language).encode()
        )
    return found


def summary(version: ReportVersion) -> dict[str, Any]:
    """The head-count and the counts of the report, as the report shows them.

    A figure is a number, ``{"low": a, "high": b}`` or null (hidden).
    """
    document = actions.document_of(version)
    people = document.people
    return {
        "report": {
            "ref": document.ref, "version": document.number, "code": document.code,
            "checksum": version.checksum,
        },
        "head_count": {
            "invited": _sum(document, "asked"), "reached": _sum(document, "reached"),
            **{
                name: _figure(getattr(people, name))
                for name in HEADS
            },
        },
        "tables": document.cover.tables,
        "sentences": len(document.sentences),
        "withdrawn": _withdrawn(document),
        "changed": sum(each.changed for each in document.sentences),
        "minority": sum(each.minority for each in document.sentences),
        "themes": [
            {
                "name": each.name.text, "tables": each.tables,
                "sentences": len(each.lived + each.ideas + each.others),
            }
            for each in document.themes
        ],
        "table_requests": len(document.of_kind("request")),
        "requests": [
            {
                "number": each.number, "text": each.text.text, "tables": each.tables,
                "sources": len(each.sources), "answer": _answer(document, each.number),
            }
            for each in document.requests
        ],
        "answered": len(document.answers),
        "promises": len(document.of_kind("commitment")),
        "measures": [
            {
                "measure": each.code, "moment": each.moment,
                "total": _figure(each.total),
                "groups": [_figure(group.count) for group in each.groups],
            }
            for each in document.measures
        ],
    }  # fmt: skip


def _withdrawn(document: Document) -> int:
    if document.course is not None:
        return document.course.withdrawn
    return sum(each.withdrawn for each in document.evenings)


def _answer(document: Document, number: int) -> str | None:
    answer = document.answer_to(number)
    return answer.state if answer else None


def _sum(document: Document, name: str) -> Any:
    rounds = [getattr(each, name) for each in document.people.rounds]
    if any(each.hidden for each in rounds):
        return None
    return _figure(
        Shown(sum(each.low for each in rounds), sum(each.high for each in rounds))
    )


def _figure(shown: Shown) -> Any:
    if shown.hidden:
        return None
    return (
        shown.low if shown.low == shown.high else {"low": shown.low, "high": shown.high}
    )
