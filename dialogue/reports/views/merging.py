"""Like requests of several evenings: ticked, merged under one sentence, taken apart."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields import SelectChoice

from dialogue.access.permissions import Permission
from dialogue.foundation import clock, journal
from dialogue.foundation.language import day_date
from dialogue.outcomes.marking import asker, marks_in
from dialogue.outcomes.models import CouncilRequest
from dialogue.reports import actions, queries
from dialogue.reports.actions import MergedWords
from dialogue.reports.forms import MergeForm
from dialogue.reports.models import MergedRequest, Report, ReportState
from dialogue.reports.views.door import room
from dialogue.reports.views.town import PLACE, desk_here
from dialogue.reports.views.writing import Desk

REQUESTS = f"{PLACE}/requests"


@room.page(REQUESTS, needs=Permission.WRITE_REPORT)
def town_requests(slug: str, ref: str) -> ResponseReturnValue:
    """What the evenings ask, as this report asks it."""
    desk = desk_here(slug, ref)
    report = desk.report
    asked = queries.requests_in(report)
    return render_template(
        "reports/town_requests.html", asked=asked,
        is_draft=report.state is ReportState.DRAFT,
        answered=queries.answered_in(report),
        evenings={each.id: each for each in report.evenings},
        marked=_marked(report),
        **desk.seen,
    )  # fmt: skip


@room.form(f"{REQUESTS}/new", needs=Permission.WRITE_REPORT)
def town_merge(slug: str, ref: str) -> ResponseReturnValue:
    """One request out of those that were ticked (``?parts=…``)."""
    desk = desk_here(slug, ref)
    free = _free(desk.report)
    ticked = [each for each in free if str(each.id) in request.args.getlist("parts")]
    form = MergeForm(data=_start(ticked))
    _offer(form, desk.report, free)
    if form.asked() and journal.already(form.once.data):
        return redirect(desk.to("requests"), 303)  # its parts are taken: by itself
    if form.validate_on_submit():
        with form.catching():
            made = actions.merge_over_evenings(
                desk.report, _chosen(form, free), _words(form), now=clock.now()
            )
            journal.once(form.once.data, f"merged:{made.id}", now=clock.now())
            _warn(form, desk.report)
            flash(_("The request is there. What each evening asked stays with it."))
            return redirect(desk.to("requests"), 303)
    return _page(desk, form)


@room.form(f"{REQUESTS}/<int:merged_id>", needs=Permission.WRITE_REPORT)
def town_reword(slug: str, ref: str, merged_id: int) -> ResponseReturnValue:
    """Other words, another receiver or day; its parts stay."""
    desk = desk_here(slug, ref)
    found = queries.merged_in(desk.report, merged_id)
    form = MergeForm(data=_values(found))
    del form.parts
    if form.validate_on_submit():
        with form.catching():
            actions.reword_merged(
                desk.report, found, _words(form), seen=form.revision.data,
                now=clock.now(),
            )  # fmt: skip
            _warn(form, desk.report)
            flash(_("Changed."))
            return redirect(desk.to("requests"), 303)
    return _page(desk, form)


@room.act(f"{REQUESTS}/<int:merged_id>/apart", needs=Permission.WRITE_REPORT)
def town_apart(slug: str, ref: str, merged_id: int) -> ResponseReturnValue:
    """Each evening's request by itself again; can be undone."""
    desk = desk_here(slug, ref)
    found = queries.merged_in(desk.report, merged_id)
    actions.take_merged_apart(desk.report, found, now=clock.now())
    undo = url_for("reports.town_back", slug=slug, ref=ref, merged_id=merged_id)
    text = _("Taken apart: each evening asks its own again.")
    flash({"text": text, "undo": undo}, "undo")  # type: ignore[arg-type]
    return redirect(desk.to("requests"), 303)


@room.act(f"{REQUESTS}/<int:merged_id>/back", needs=Permission.WRITE_REPORT)
def town_back(slug: str, ref: str, merged_id: int) -> ResponseReturnValue:
    """Undo of taking apart."""
    desk = desk_here(slug, ref)
    found = queries.merged_in(desk.report, merged_id)
    actions.put_merged_back(desk.report, found)
    return redirect(desk.to("requests"), 303)


def _marked(report: Report) -> Mapping[int, Any]:
    """Merged requests in which somebody of an evening may be recognised, by id."""
    askers = [asker(each) for each in report.evenings] if report.merged_now else []
    found = {}
    for each in report.merged_now:
        for ask in askers:
            pieces = marks_in(f"{each.text} {each.why}", ask)
            if any(kind is not None for _text, kind in pieces):
                found[each.id] = pieces
    return found


def _page(desk: Desk, form: MergeForm) -> ResponseReturnValue:
    page = render_template("reports/town_merge.html", form=form, **desk.seen)
    return page, form.status


def _free(report: Report) -> list[CouncilRequest]:
    """What may be merged: by itself now, and not answered."""
    answered = queries.answered_in(report)
    return [
        each.parts[0]
        for each in queries.requests_in(report)
        if each.merged is None and each.id not in answered
    ]


def _offer(form: MergeForm, report: Report, free: Sequence[CouncilRequest]) -> None:
    evenings = {each.id: each for each in report.evenings}
    form.parts.choices = [
        SelectChoice(
            str(each.id),
            f"{each.text} ({evenings[each.dialogue_session_id].title}, "
            f"{day_date(evenings[each.dialogue_session_id].starts_at)})",
        )
        for each in free
    ]


def _chosen(form: MergeForm, free: Sequence[CouncilRequest]) -> list[CouncilRequest]:
    ticked = set(form.parts.data or ())
    return [each for each in free if str(each.id) in ticked]


def _start(ticked: Sequence[CouncilRequest]) -> Mapping[str, Any]:
    to = Counter(each.addressed_to for each in ticked)
    return {
        "parts": [str(each.id) for each in ticked],
        "text": ticked[0].text if ticked else "",
        "why": next((each.why for each in ticked if each.why), ""),
        "addressed_to": to.most_common(1)[0][0] if to else "",
        "answer_due": min((each.answer_due for each in ticked), default=None),
    }


def _values(found: MergedRequest) -> Mapping[str, Any]:
    return {
        "text": found.text, "why": found.why, "addressed_to": found.addressed_to,
        "answer_due": found.answer_due, "revision": found.revision,
    }  # fmt: skip


def _words(form: MergeForm) -> MergedWords:
    return MergedWords(
        form.text.data, form.addressed_to.data, form.answer_due.data,
        form.why.data or "",
    )  # fmt: skip


def _warn(form: MergeForm, report: Report) -> None:
    """Say it at once when somebody of one of the evenings may be recognised."""
    words = f"{form.text.data} {form.why.data or ''}"
    pieces = [one for each in report.evenings for one in marks_in(words, asker(each))]
    if any(kind is not None for _text, kind in pieces):
        flash(_("Somebody may be recognised in this request. Look at it once more."),
              "attention")  # fmt: skip
