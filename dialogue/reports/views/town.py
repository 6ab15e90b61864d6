"""Reports of several evenings of a municipality: chosen, written, read, issued."""

from datetime import date
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.foundation import clock, journal
from dialogue.foundation.language import local
from dialogue.municipalities.models import Municipality
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.outcomes.queries import town_themes
from dialogue.reports import actions, queries
from dialogue.reports.forms import SeveralForm
from dialogue.reports.views import writing
from dialogue.reports.views.door import room
from dialogue.reports.views.writing import Desk
from dialogue.sessions.forms import day_of
from dialogue.sessions.models import DialogueSession

REPORTS = "/<slug>/desk/reports"
PLACE = f"{REPORTS}/<ref>"


def desk_here(slug: str, ref: str) -> Desk:
    """A report of several evenings on the desk; NotHere otherwise."""
    municipality = municipality_by_slug(slug)
    found = queries.town_report(municipality.id, ref)
    return Desk(municipality, found, {"slug": slug, "ref": ref}, "town_")


@room.form(REPORTS, needs=Permission.WRITE_REPORT)
def several(slug: str) -> ResponseReturnValue:
    """Choose evenings, by theme or period; and the reports there are."""
    municipality = municipality_by_slug(slug)
    chosen, offered = _chosen(municipality)
    form = SeveralForm()
    form.offer(queries.sessions_to_join(municipality.id))
    if not form.asked():
        form.evenings.data = [str(each.id) for each in offered]
    if form.validate_on_submit():
        with form.catching():
            made = _begin(form, municipality)
            return redirect(url_for("reports.town_report", slug=slug, ref=made), 303)
    page = render_template(
        "reports/several.html", municipality=municipality, form=form, chosen=chosen,
        many=len(form.evenings.choices), offered=len(offered),
        themes=town_themes(municipality.id),
        reports=queries.town_reports(municipality.id),
    )  # fmt: skip
    return page, form.status


def _begin(form: SeveralForm, municipality: Municipality) -> str:
    done = journal.already(form.once.data)
    if done:
        return done
    numbers = [int(each) for each in form.evenings.data]
    made = actions.begin_town_report(
        municipality, form.title.data, numbers, answer_due=form.answer_due.data,
        now=clock.now(),
    )  # fmt: skip
    journal.once(form.once.data, made.ref, now=clock.now())
    return str(made.ref)


def _chosen(
    municipality: Municipality,
) -> tuple[dict[str, Any], list[DialogueSession]]:
    """What was asked for in the address, and the evenings that fit it."""
    chosen = {each: request.args.get(each, "") for each in ("theme", "since", "until")}
    since, until = _day(chosen["since"]), _day(chosen["until"])
    themed = (
        queries.sessions_with_theme(municipality.id, chosen["theme"])
        if chosen["theme"]
        else None
    )
    return chosen, [
        each
        for each in queries.sessions_to_join(municipality.id)
        if (themed is None or each.id in themed)
        and (since is None or local(each.starts_at).date() >= since)
        and (until is None or local(each.starts_at).date() <= until)
    ]


def _day(text: str) -> date | None:
    try:
        return day_of(text)
    except ValueError:
        return None


@room.form(PLACE, needs=Permission.WRITE_REPORT)
def town_report(slug: str, ref: str) -> ResponseReturnValue:
    """The draft with edits in place; once issued, its versions and files."""
    return writing.show(desk_here(slug, ref), "reports/town_report.html")


@room.page(f"{PLACE}/preview", needs=Permission.WRITE_REPORT)
def town_preview(slug: str, ref: str) -> ResponseReturnValue:
    """The whole report as it would go out now, marked as a concept."""
    return writing.show_preview(desk_here(slug, ref))


@room.act(f"{PLACE}/print", needs=Permission.WRITE_REPORT)
def town_print_preview(slug: str, ref: str) -> ResponseReturnValue:
    """Print the concept in the background."""
    return writing.ask_print(desk_here(slug, ref))


@room.page(f"{PLACE}/printing", needs=Permission.WRITE_REPORT)
def town_printing(slug: str, ref: str) -> ResponseReturnValue:
    """How far the printing is."""
    return writing.show_printing(desk_here(slug, ref))


@room.page(f"{PLACE}/concept-<language>.pdf", needs=Permission.WRITE_REPORT)
def town_concept(slug: str, ref: str, language: str) -> Response:
    """The concept that was printed last."""
    return writing.concept_of(desk_here(slug, ref), language)


@room.form(f"{PLACE}/issue", needs=Permission.ISSUE_REPORT)
def town_issue(slug: str, ref: str) -> ResponseReturnValue:
    """Ask once, saying what happens; then version 1 is frozen."""
    return writing.show_issue(desk_here(slug, ref))


@room.page(f"{PLACE}/v<int:number>/<name>", needs=Permission.WRITE_REPORT)
def town_desk_file(slug: str, ref: str, number: int, name: str) -> Response:
    """A file of a version."""
    return writing.a_file(desk_here(slug, ref), number, name)


@room.act(f"{PLACE}/drop", needs=Permission.WRITE_REPORT)
def town_drop(slug: str, ref: str) -> ResponseReturnValue:
    """Throw a draft away; what was issued stays."""
    actions.drop_town_report(desk_here(slug, ref).report, now=clock.now())
    flash(_("The draft is gone. The evenings and their reports are as they were."))
    return redirect(url_for("reports.several", slug=slug), 303)
