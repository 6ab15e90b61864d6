"""What happens to a dialogue session: publish, move, cancel."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.sessions import actions, filling, queries, rules, seats
from dialogue.sessions.forms import ActForm, CancelForm, WhenForm
from dialogue.sessions.views.door import room


@room.act("/<slug>/desk/talks/<int:session_id>/publish", needs=Permission.PLAN_SESSION)
def publish(slug: str, session_id: int) -> ResponseReturnValue:
    """Show the draft to residents."""
    municipality = municipality_by_slug(slug)
    dialogue_session = queries.session_in(municipality.id, session_id)
    form = ActForm()
    actions.publish(dialogue_session, seen=form.revision.data or None, now=clock.now())
    flash(_("It is published. People can sign up now."))
    return redirect(url_for("sessions.plan", slug=slug, session_id=session_id))


@room.form("/<slug>/desk/talks/<int:session_id>/move", needs=Permission.PLAN_SESSION)
def move(slug: str, session_id: int) -> ResponseReturnValue:
    """Another day or time; people who signed up are told."""
    now = clock.now()
    municipality = municipality_by_slug(slug)
    dialogue_session = queries.session_in(municipality.id, session_id)
    rules.check_can_change(dialogue_session, now)
    form = WhenForm(data=filling.values_of(dialogue_session))
    form.ends.validators = ()
    if form.validate_on_submit():
        with form.catching():
            guide = dialogue_session.guide_version.document
            starts_at, ends_at = filling.moments(form, guide)
            actions.move(
                dialogue_session, starts_at, ends_at, seen=form.revision.data, now=now
            )
            flash(_("The new day is on the page. People who signed up are told."))
            return redirect(url_for("sessions.plan", slug=slug, session_id=session_id))
    page = render_template(
        "sessions/move.html",
        form=form,
        municipality=municipality,
        dialogue_session=dialogue_session,
        taken=seats.seats_taken(dialogue_session),
    )
    return page, form.status


@room.form("/<slug>/desk/talks/<int:session_id>/cancel", needs=Permission.PLAN_SESSION)
def cancel(slug: str, session_id: int) -> ResponseReturnValue:
    """Ask once, naming who is told; then it is off."""
    now = clock.now()
    municipality = municipality_by_slug(slug)
    dialogue_session = queries.session_in(municipality.id, session_id)
    form = CancelForm(data={"revision": dialogue_session.revision})
    if not form.asked():
        rules.check_can_cancel(dialogue_session, now)
    if form.validate_on_submit():
        with form.catching():
            actions.cancel(
                dialogue_session, form.reason.data, seen=form.revision.data, now=now
            )
            flash(_("It is cancelled. The page says so, and people are told."), "info")
            return redirect(url_for("sessions.plan", slug=slug, session_id=session_id))
    page = render_template(
        "sessions/cancel.html",
        form=form,
        municipality=municipality,
        dialogue_session=dialogue_session,
        taken=seats.seats_taken(dialogue_session),
    )
    return page, form.status
