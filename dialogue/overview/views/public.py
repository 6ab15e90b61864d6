"""What residents open first: find your municipality, and its own first page."""

from datetime import datetime
from itertools import groupby

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.foundation.errors import NotHere
from dialogue.foundation.forms import printable
from dialogue.municipalities.models import Municipality
from dialogue.municipalities.queries import (
    find_municipalities,
    municipality_by_slug,
    started_municipalities,
    successor_slug,
)
from dialogue.overview import queries
from dialogue.overview.views.door import room
from dialogue.overview.words import ask_row
from dialogue.sessions import aftermath
from dialogue.sessions.queries import coming_sessions, past_sessions


@room.page("/", needs=Permission.VISIT)
def find() -> ResponseReturnValue:
    """Find your municipality by any of its names, a village, or a postcode."""
    text = printable(request.args.get("q", "").strip()[:80])
    found = find_municipalities(text) if text else ()
    if len(found) == 1 and found[0].started:
        return redirect(url_for("overview.municipality", slug=found[0].slug))
    return render_template(
        "overview/find.html", text=text, found=found, started=started_municipalities()
    )


@room.page("/<slug>/", needs=Permission.VISIT)
def municipality(slug: str) -> ResponseReturnValue:
    """A municipality's first page: what one can join, and what came of it."""
    place = _municipality_or_heir(slug)
    if not isinstance(place, Municipality):
        return place
    now = clock.now()
    asks = queries.asks_of(place.id, now, most=3)
    reports = queries.issued_reports(place.id)
    return render_template(
        "overview/municipality.html",
        municipality=place,
        talks=coming_sessions(place.id, now),
        past=past_sessions(place.id, now, most=3),
        asks=asks,
        pull=queries.shared_quote(place.id),
        report=next(iter(reports), None),
        report_page=_report_page(slug, reports[0].ref) if reports else "",
        asked_in_all=queries.count_asks(place.id),
    )


def _municipality_or_heir(slug: str) -> Municipality | ResponseReturnValue:
    try:
        return municipality_by_slug(slug)
    except NotHere:
        heir = successor_slug(slug)
        if heir is None:
            raise
        return redirect(url_for("overview.municipality", slug=heir), 301)


def _report_page(slug: str, ref: str) -> str:
    """The address of a report's page; "" in a house without that page."""
    if "reports.read" not in current_app.view_functions:
        return ""
    return url_for("reports.read", slug=slug, ref=ref)


def _aftermath(slug: str, ref: str, now: datetime) -> aftermath.Aftermath:
    """What the page of a past conversation says of its report and its requests."""
    place = municipality_by_slug(slug)
    if not queries.is_reported(place.id, ref):
        return aftermath.Aftermath()
    asks = queries.asks_of_session(place.id, ref, now)
    return aftermath.Aftermath(
        _report_page(slug, ref),
        tuple(aftermath.Came(**ask_row(each)) for each in asks),
    )


aftermath.provide(_aftermath)


@room.page("/<slug>/what-came-of-it", needs=Permission.VISIT)
def what_came_of_it(slug: str) -> ResponseReturnValue:
    """Every request to the council with its state, and the reports."""
    place = municipality_by_slug(slug)
    now = clock.now()
    return render_template(
        "overview/what_came_of_it.html",
        municipality=place,
        talks=[
            (list(asks), _report_page(slug, ref))
            for ref, asks in groupby(
                queries.asks_of(place.id, now), key=lambda each: each.ref
            )
        ],
        reports=[
            (each, _report_page(slug, each.ref))
            for each in queries.issued_reports(place.id)
        ],
    )


@room.page("/<slug>/how-it-goes", needs=Permission.VISIT)
def how_it_goes(slug: str) -> ResponseReturnValue:
    """How an evening goes, and what happens with what one says."""
    return render_template(
        "overview/how_it_goes.html", municipality=municipality_by_slug(slug)
    )


@room.page("/<slug>/privacy", needs=Permission.VISIT)
def privacy(slug: str) -> ResponseReturnValue:
    """What we keep, for how long, and what we do not have."""
    return render_template(
        "overview/privacy.html", municipality=municipality_by_slug(slug)
    )


@room.page("/accessibility", needs=Permission.VISIT)
def accessibility() -> ResponseReturnValue:
    """How accessible these pages are, and where to say what does not work."""
    return render_template("overview/accessibility.html")


@room.page("/.well-known/security.txt", needs=Permission.VISIT)
def security_txt() -> ResponseReturnValue:
    """Where to report a hole (RFC 9116)."""
    site = current_app.extensions["settings"].public_url
    year = clock.now().year + 1
    text = (
        f"Contact: {site}/accessibility\n"
        f"Expires: {year}-01-01T00:00:00.000Z\n"
        "Preferred-Languages: nl, en\n"
        f"Canonical: {site}/.well-known/security.txt\n"
    )
    return text, 200, {"Content-Type": "text/plain; charset=utf-8"}
