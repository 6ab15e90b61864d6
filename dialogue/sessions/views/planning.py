"""Planning: one screen from nothing to a published page."""

from collections.abc import Sequence

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from dialogue.access import queries as accounts
from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.foundation.errors import NotHere
from dialogue.guides.models import GuideVersion
from dialogue.guides.queries import published_guides
from dialogue.municipalities.models import Municipality, Venue
from dialogue.municipalities.queries import municipality_by_slug, venues_of
from dialogue.sessions import actions, filling, queries, rules
from dialogue.sessions.forms import PlanForm
from dialogue.sessions.models import DialogueSession, Visibility
from dialogue.sessions.views.door import room


def chosen_guide(form: PlanForm, guides: Sequence[GuideVersion]) -> GuideVersion:
    """The version that was picked from the list."""
    return next(each for each in guides if str(each.id) == form.guide.data)


def venues_for(
    municipality: Municipality, keep: DialogueSession | None = None
) -> list[Venue]:
    """The venues to choose from, with the one it has although that was retired."""
    venues = list(venues_of(municipality.id))
    if keep is not None and keep.venue is not None and keep.venue not in venues:
        venues.append(keep.venue)
    return venues


@room.form("/<slug>/desk/talks/new", needs=Permission.PLAN_SESSION)
def new(slug: str) -> ResponseReturnValue:
    """Plan a conversation; ``?copy=12`` starts from an earlier one."""
    now = clock.now()
    municipality = municipality_by_slug(slug)
    guides, venues = published_guides(municipality.id), venues_for(municipality)
    earlier = _earlier(municipality)
    form = PlanForm(data=_start(municipality, guides, venues, earlier))
    if earlier is not None:
        guides = _with_pinned(guides, earlier)
    filling.offer_choices(form, guides, venues)
    form.ends.validators = ()
    if form.validate_on_submit():
        with form.catching():
            guide = chosen_guide(form, guides)
            made = actions.plan(
                municipality,
                filling.plan_from(form, guide, venues),
                guide,
                now=now,
                account_id=g.account_id,
                once=form.once.data,
                copied_from_id=earlier.id if earlier else None,
            )
            if request.form.get("publish"):
                actions.publish(made, seen=None, now=now)
            tell_what_follows(made, form)
            return redirect(url_for("sessions.plan", slug=slug, session_id=made.id))
    page = render_template(
        "sessions/new.html",
        form=form,
        municipality=municipality,
        venues=venues,
        guides=guides,
        earlier=earlier,
    )
    return page, form.status


def _earlier(municipality: Municipality) -> DialogueSession | None:
    number = request.form.get("copied_from") or request.args.get("copy") or ""
    if not number:
        return None
    if not number.isascii() or not number.isdigit() or len(number) > 15:
        raise NotHere
    return queries.session_in(municipality.id, int(number))


def _start(
    municipality: Municipality,
    guides: Sequence[GuideVersion],
    venues: Sequence[Venue],
    earlier: DialogueSession | None,
) -> dict[str, object]:
    if earlier is not None:
        return filling.copied_values(earlier, clock.now())
    led_by = accounts.account(g.account_id).name
    return filling.new_values(municipality, guides, venues, led_by, clock.now())


def _with_pinned(
    guides: Sequence[GuideVersion], dialogue_session: DialogueSession
) -> Sequence[GuideVersion]:
    pinned = dialogue_session.guide_version
    if pinned.id in {each.id for each in guides}:
        return guides
    return [pinned, *guides]


def tell_what_follows(made: DialogueSession, form: PlanForm) -> None:
    """Say it when the guide made the conversation closed, or for fewer people."""
    if made.seats < (form.seats.data or rules.USUAL_SEATS):
        flash(
            ngettext(
                "This guide is for %(num)s person at most. So there is %(num)s seat.",
                "This guide is for %(num)s people at most. So there are %(num)s seats.",
                made.seats,
            ),
            "info",
        )
    closed = Visibility.CLOSED
    if made.visibility is closed and form.visibility.data != closed.value:
        flash(
            _(
                "This guide is about things people do not say in public. So only "
                "people you invite can find the page."
            ),
            "info",
        )


@room.form("/<slug>/desk/talks/<int:session_id>/change", needs=Permission.PLAN_SESSION)
def change(slug: str, session_id: int) -> ResponseReturnValue:
    """Change what it says. Of a published one the day is moved, not changed."""
    now = clock.now()
    municipality = municipality_by_slug(slug)
    dialogue_session = queries.session_in(municipality.id, session_id)
    rules.check_can_change(dialogue_session, now)
    venues = venues_for(municipality, dialogue_session)
    guides = _with_pinned(published_guides(municipality.id), dialogue_session)
    form = PlanForm(data=filling.values_of(dialogue_session))
    filling.offer_choices(form, guides, venues)
    form.ends.validators = ()
    fixed = dialogue_session if dialogue_session.published_at else None
    if fixed is not None:
        del form.day, form.starts, form.ends
    if form.validate_on_submit():
        with form.catching():
            guide = chosen_guide(form, guides)
            actions.change(
                dialogue_session,
                filling.plan_from(form, guide, venues, fixed),
                guide,
                seen=form.revision.data,
                now=now,
            )
            tell_what_follows(dialogue_session, form)
            flash(_("Changed. Residents read it like this from now on."))
            return redirect(url_for("sessions.plan", slug=slug, session_id=session_id))
    page = render_template(
        "sessions/change.html",
        form=form,
        municipality=municipality,
        dialogue_session=dialogue_session,
        venues=venues,
        guides=guides,
    )
    return page, form.status
