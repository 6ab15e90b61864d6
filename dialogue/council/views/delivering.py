"""The eighth stop: hand the report over, and see what comes back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission, Role
from dialogue.council import actions, queries, rules
from dialogue.council.forms import DeliverForm
from dialogue.council.models import Delivery, Publication
from dialogue.council.views.door import room
from dialogue.council.views.showing import card_of, told_about
from dialogue.council.words import STATES, by_channel
from dialogue.foundation import clock, journal
from dialogue.foundation.errors import NotHere
from dialogue.foundation.language import local
from dialogue.foundation.post import Channel
from dialogue.municipalities.models import Municipality
from dialogue.municipalities.queries import municipality_by_slug, people_with
from dialogue.reports.models import Report, ReportState
from dialogue.reports.queries import latest_version, report_of, town_report
from dialogue.sessions.queries import session_in

PLACE = "/<slug>/desk/talks/<int:session_id>/answer"
TOWN_PLACE = "/<slug>/desk/reports/<ref>/answer"


@room.form(PLACE, needs=Permission.SEND_ANSWER)
def stop(slug: str, session_id: int) -> ResponseReturnValue:
    """Who has the report, what they said, and what is owed."""
    town = municipality_by_slug(slug)
    dialogue_session = session_in(town.id, session_id)

    def to(name: str, **more: Any) -> str:
        return url_for(f"council.{name}", slug=slug, session_id=session_id, **more)

    seen = {"dialogue_session": dialogue_session, "to": to}
    return _page("council/stop.html", town, report_of(dialogue_session), seen)


@room.form(TOWN_PLACE, needs=Permission.SEND_ANSWER)
def town_stop(slug: str, ref: str) -> ResponseReturnValue:
    """The same for a report of several evenings."""
    town = municipality_by_slug(slug)

    def to(name: str, **more: Any) -> str:
        return url_for(f"council.town_{name}", slug=slug, ref=ref, **more)

    found = town_report(town.id, ref)
    return _page("council/town_stop.html", town, found, {"to": to})


def _page(
    template: str, town: Municipality, found: Report | None, seen: Mapping[str, Any]
) -> ResponseReturnValue:
    now = clock.now()
    form = _form(town)
    if form.validate_on_submit():
        with form.catching():
            _deliver(form, found)
            flash(_("Handed over: the link is on its way by mail."))
            return redirect(seen["to"]("stop"), 303)
    issued = found is not None and found.state is not ReportState.DRAFT
    today = local(now).date()
    asks = queries.asks_of(found) if found else []
    page = render_template(
        template, municipality=town, form=form, report=found, issued=issued,
        version=latest_version(found) if found and issued else None,
        cards=[card_of(each, today) for each in asks],
        deliveries=_shown(found, now) if found else [],
        publications=queries.publications_of(found) if found else [],
        told=told_about(found) if found else "", states=STATES, by_channel=_how,
        **seen,
    )  # fmt: skip
    return page, form.status


def _how(publication: Publication) -> str:
    return by_channel(
        {
            Channel.MAIL: publication.mails,
            Channel.LETTER: publication.letters,
            Channel.CALL: publication.calls,
        }
    )


def _form(town: Municipality) -> DeliverForm:
    clerks = people_with(town.id, frozenset({Role.CLERK}))
    first = clerks[0] if clerks else None
    home = town.languages[0] if town.languages else "nl"
    offered = current_app.extensions["settings"].languages
    form = DeliverForm(
        data={
            "name": first.name if first else "",
            "mail": first.email if first else "",
            "language": first.language if first else home,
        }
    )
    form.offer(offered)
    return form


def _deliver(form: DeliverForm, found: Report | None) -> None:
    if found is None:
        rules.check_can_deliver(ReportState.DRAFT, 0)
        return
    if journal.already(form.once.data):
        return
    now = clock.now()
    made = actions.deliver(
        found, form.name.data, form.mail.data, language=form.language.data,
        account_id=g.account_id, now=now,
    )  # fmt: skip
    journal.once(form.once.data, queries.ref_of(made), now=now)


def _shown(found: Report, now: datetime) -> list[tuple[Any, ...]]:
    return [
        (
            each,
            queries.receiver_of(each),
            rules.link_works(each, now),
            queries.post_about(each),
        )
        for each in queries.deliveries_of(found)
    ]


@room.act(PLACE + "/<int:delivery_id>/resend", needs=Permission.SEND_ANSWER)
def resend(slug: str, session_id: int, delivery_id: int) -> ResponseReturnValue:
    """A new link; the old one stops."""
    _resend(_report(slug, session_id), delivery_id)
    return redirect(url_for("council.stop", slug=slug, session_id=session_id), 303)


@room.act(PLACE + "/<int:delivery_id>/withdraw", needs=Permission.SEND_ANSWER)
def withdraw(slug: str, session_id: int, delivery_id: int) -> ResponseReturnValue:
    """The link stops."""
    _withdraw(_report(slug, session_id), delivery_id)
    return redirect(url_for("council.stop", slug=slug, session_id=session_id), 303)


@room.act(TOWN_PLACE + "/<int:delivery_id>/resend", needs=Permission.SEND_ANSWER)
def town_resend(slug: str, ref: str, delivery_id: int) -> ResponseReturnValue:
    """A new link to a report of several evenings; the old one stops."""
    _resend(town_report(municipality_by_slug(slug).id, ref), delivery_id)
    return redirect(url_for("council.town_stop", slug=slug, ref=ref), 303)


@room.act(TOWN_PLACE + "/<int:delivery_id>/withdraw", needs=Permission.SEND_ANSWER)
def town_withdraw(slug: str, ref: str, delivery_id: int) -> ResponseReturnValue:
    """The link to a report of several evenings stops."""
    _withdraw(town_report(municipality_by_slug(slug).id, ref), delivery_id)
    return redirect(url_for("council.town_stop", slug=slug, ref=ref), 303)


def _report(slug: str, session_id: int) -> Report:
    found = report_of(session_in(municipality_by_slug(slug).id, session_id))
    if found is None:
        raise NotHere
    return found


def _resend(report: Report, delivery_id: int) -> None:
    actions.resend(_delivery(report, delivery_id), now=clock.now())
    flash(_("A new link is on its way. The one before works no more."))


def _withdraw(report: Report, delivery_id: int) -> None:
    actions.withdraw(_delivery(report, delivery_id), now=clock.now())
    flash(_("The link is withdrawn. It opens nothing any more."))


def _delivery(report: Report, delivery_id: int) -> Delivery:
    found = queries.delivery_in(report.municipality_id, delivery_id)
    if found.report_id != report.id:
        raise NotHere
    return found
