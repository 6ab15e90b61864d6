"""The eighth stop: hand the report over, and see what comes back."""

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
from dialogue.reports.queries import latest_version, report_of
from dialogue.sessions.models import DialogueSession
from dialogue.sessions.queries import session_in

PLACE = "/<slug>/desk/talks/<int:session_id>/answer"


@room.form(PLACE, needs=Permission.SEND_ANSWER)
def stop(slug: str, session_id: int) -> ResponseReturnValue:
    """Who has the report, what they said, and what is owed."""
    town, now = municipality_by_slug(slug), clock.now()
    dialogue_session = session_in(town.id, session_id)
    found = report_of(dialogue_session)
    form = _form(town)
    if form.validate_on_submit():
        with form.catching():
            _deliver(form, found)
            flash(_("Handed over: the link is on its way by mail."))
            return _back(slug, session_id)
    issued = found is not None and found.state is not ReportState.DRAFT
    today = local(now).date()
    asks = queries.asks_of(found) if found else []
    page = render_template(
        "council/stop.html", municipality=town, dialogue_session=dialogue_session,
        form=form, report=found, issued=issued,
        version=latest_version(found) if found and issued else None,
        cards=[card_of(each, today) for each in asks],
        deliveries=_shown(found, now) if found else [],
        publications=queries.publications_of(found) if found else [],
        told=told_about(found) if found else "", states=STATES, by_channel=_how,
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
    actions.resend(_delivery(slug, session_id, delivery_id), now=clock.now())
    flash(_("A new link is on its way. The one before works no more."))
    return _back(slug, session_id)


@room.act(PLACE + "/<int:delivery_id>/withdraw", needs=Permission.SEND_ANSWER)
def withdraw(slug: str, session_id: int, delivery_id: int) -> ResponseReturnValue:
    """The link stops."""
    actions.withdraw(_delivery(slug, session_id, delivery_id), now=clock.now())
    flash(_("The link is withdrawn. It opens nothing any more."))
    return _back(slug, session_id)


def _delivery(slug: str, session_id: int, delivery_id: int) -> Delivery:
    town = municipality_by_slug(slug)
    dialogue_session: DialogueSession = session_in(town.id, session_id)
    report = report_of(dialogue_session)
    found = queries.delivery_in(town.id, delivery_id)
    if report is None or found.report_id != report.id:
        raise NotHere
    return found


def _back(slug: str, session_id: int) -> ResponseReturnValue:
    return redirect(url_for("council.stop", slug=slug, session_id=session_id), 303)
