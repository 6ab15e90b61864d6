"""What everybody may open: an issued report, its files, and the check code."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from dialogue.access.permissions import Permission
from dialogue.foundation import links
from dialogue.foundation.errors import NotHere
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.reports import actions, queries
from dialogue.reports.document.sealing import in_parts
from dialogue.reports.paper import page_parts
from dialogue.reports.views.door import file_answer, room
from dialogue.sessions.models import Visibility

MOST_TYPED = 60


@room.page("/<slug>/reports/<ref>", needs=Permission.VISIT)
def read(slug: str, ref: str) -> ResponseReturnValue:
    """The latest version of an issued report; unlisted ones for who has the address."""
    municipality = municipality_by_slug(slug)
    report = queries.public_report(slug, ref)
    versions = queries.versions_of(report)
    latest = versions[-1]
    return render_template(
        "reports/read.html",
        municipality=municipality,
        ref=ref,
        version=latest,
        files=queries.files_of(latest),
        earlier=versions[:-1],
        listed=report.visibility is Visibility.PUBLIC,
        **page_parts(actions.document_of(latest)),
    )


@room.page("/<slug>/reports/<ref>/v<int:number>/<name>", needs=Permission.VISIT)
def file(slug: str, ref: str, number: int, name: str) -> Response:
    """``nl.pdf``, ``en.pdf``, ``nl.html``, ``sentences.csv``, … of a version."""
    report = queries.public_report(slug, ref)
    return file_answer(queries.version_in(report, number), ref, name)


@room.page("/verify", needs=Permission.VISIT)
def verify() -> ResponseReturnValue:
    """Type the code on the cover: yes, this is version 2 of …, issued on …"""
    typed = request.args.get("code", "")[:MOST_TYPED]
    code = links.as_code(typed)
    version = queries.version_by_code(in_parts(code)) if code else None
    if version is None:
        return render_template(
            "reports/verify.html", typed=typed, document=None
        ), 404 if typed else 200
    report = queries.report_behind(version)
    latest = queries.latest_version(report)
    if latest is None:
        raise NotHere
    return render_template(
        "reports/verify.html",
        typed=typed,
        document=actions.document_of(version),
        version=version,
        latest=latest,
        slug=report.municipality.slug,
        ref=report.ref,
        to_read=report.visibility is not Visibility.CLOSED,
    )
