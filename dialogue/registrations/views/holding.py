"""Seats held for a team: hold them, put somebody of the team in, release them."""

from datetime import timedelta

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.foundation.errors import NotHere
from dialogue.foundation.language import chosen, local
from dialogue.municipalities.models import Municipality
from dialogue.registrations import actions, queries
from dialogue.registrations.actions import telling
from dialogue.registrations.forms import FillForm, HoldForm, with_others
from dialogue.registrations.models import SeatHold, Way
from dialogue.registrations.reach import read_reach
from dialogue.registrations.sealed import Person
from dialogue.registrations.views.door import desk_of, room
from dialogue.registrations.views.signing_up import answer_by
from dialogue.sessions.models import DialogueSession

PLACE = "/<slug>/desk/talks/<int:session_id>/seats/held"
A_WEEK_BEFORE = timedelta(days=7)  # what the form proposes


@room.form(PLACE, needs=Permission.KEEP_PEOPLE)
def hold_new(slug: str, session_id: int) -> ResponseReturnValue:
    """Keep seats back for a team, until a day."""
    town, dialogue_session = desk_of(slug, session_id)
    form = HoldForm(data={"until": _proposed(dialogue_session)})
    if form.validate_on_submit():
        with form.catching():
            actions.hold_seats(
                dialogue_session,
                str(form.for_whom.data),
                int(form.seats.data),
                form.until.data,
                now=clock.now(),
                once=form.once.data,
            )
            flash(_("Held. Nobody else can sign up for these seats."))
            return _back(slug, session_id)
    count = queries.count_of(dialogue_session)
    page = render_template(
        "registrations/hold_new.html",
        municipality=town,
        dialogue_session=dialogue_session,
        form=form,
        free=count.capacity - count.taken,
    )
    return page, form.status


def _proposed(dialogue_session: DialogueSession) -> object:
    """A week before the evening; the day before it when that is past."""
    starts, today = local(dialogue_session.starts_at).date(), local(clock.now()).date()
    proposed = starts - A_WEEK_BEFORE
    return proposed if proposed > today else starts - timedelta(days=1)


@room.form(PLACE + "/<int:hold_id>", needs=Permission.KEEP_PEOPLE)
def hold(slug: str, session_id: int, hold_id: int) -> ResponseReturnValue:
    """The seats of one team; POST puts somebody of the team on one of them."""
    town, dialogue_session = desk_of(slug, session_id)
    form = FillForm(data={"language": chosen()})
    form.offer_languages(current_app.config["LANGUAGES"])
    try:
        held = queries.hold_in(dialogue_session, hold_id)
        if form.validate_on_submit():
            with form.catching():
                return _fill(town, dialogue_session, held, form)
            held = queries.hold_in(dialogue_session, hold_id)
    except NotHere:  # sent twice, or somebody else was first
        return _over(slug, session_id)
    page = render_template(
        "registrations/hold.html",
        municipality=town,
        dialogue_session=dialogue_session,
        form=form,
        hold=held,
    )
    return page, form.status


def _fill(
    town: Municipality, dialogue_session: DialogueSession, held: SeatHold,
    form: FillForm,
) -> ResponseReturnValue:  # fmt: skip
    now = clock.now()
    name, people = with_others(str(form.name.data))
    reach = read_reach(form.reach.data or "", town.country, address=True)
    person = Person(
        name=name,
        mail=reach.mail,
        phone=reach.phone,
        address=reach.address,
        needs=form.needs.data or "",
    )
    wish = actions.Wish(
        people=people,
        way=Way.PHONE,
        language=form.spoken(chosen()),
        answer_by=answer_by(person, form.hear_answer.data),
        spoken_consent=True,
    )
    signed = actions.sign_up(
        dialogue_session, person, wish, now=now, once=form.once.data, hold=held
    )
    if not signed.again:
        telling.tell_signed_up(signed.registration, now)
    flash(_("%(name)s has a seat.", name=name))
    if held in queries.holds_of(dialogue_session):  # there are more of them
        where = url_for(
            "registrations.hold",
            slug=town.slug,
            session_id=dialogue_session.id,
            hold_id=held.id,
        )
        return redirect(where, 303)
    return _back(town.slug, dialogue_session.id)


@room.act(PLACE + "/<int:hold_id>/release", needs=Permission.KEEP_PEOPLE)
def hold_release(slug: str, session_id: int, hold_id: int) -> ResponseReturnValue:
    """Give them back to everybody (asked once on the page)."""
    _town, dialogue_session = desk_of(slug, session_id)
    try:
        held = queries.hold_in(dialogue_session, hold_id)
        seats = actions.release(dialogue_session, held, clock.now())
    except NotHere:
        return _over(slug, session_id)
    flash(
        ngettext("%(num)s seat is free again.", "%(num)s seats are free again.", seats)
    )
    return _back(slug, session_id)


def _over(slug: str, session_id: int) -> ResponseReturnValue:
    flash(_("These seats are not held any more."))
    return _back(slug, session_id)


def _back(slug: str, session_id: int) -> ResponseReturnValue:
    where = url_for("registrations.seats", slug=slug, session_id=session_id)
    return redirect(where, 303)
