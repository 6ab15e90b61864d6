"""One person on the desk: change, cancel, give a seat, a new link."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.foundation import clock, links
from dialogue.municipalities.models import Municipality
from dialogue.registrations import actions, listing, queries, sealed
from dialogue.registrations.actions import telling
from dialogue.registrations.forms import PersonForm
from dialogue.registrations.models import Registration, Standing
from dialogue.registrations.rules import IN_PLAY
from dialogue.registrations.views.door import desk_of, room
from dialogue.registrations.views.filling import person_from, show_person, wish_from
from dialogue.sessions.models import DialogueSession

PLACE = "/<slug>/desk/talks/<int:session_id>/seats/<int:registration_id>"


@room.form(PLACE, needs=Permission.KEEP_PEOPLE)
def person(slug: str, session_id: int, registration_id: int) -> ResponseReturnValue:
    """Everything about one sign-up; POST changes it."""
    town, dialogue_session = desk_of(slug, session_id)
    found = queries.registration_in(dialogue_session, registration_id)
    known = sealed.reveal_or_forgotten(found, dialogue_session)
    form = PersonForm(data=show_person(found, known))
    form.offer_languages(current_app.config["LANGUAGES"], found.language)
    if form.validate_on_submit():
        with form.catching():
            new = person_from(form, known, town.country, address=True)
            wish = wish_from(form, found)
            actions.change(found, new, wish, seen=form.revision.data, now=clock.now())
            flash(_("%(name)s is changed.", name=new.name))
            return _to_list(slug, session_id)
    return _page(town, dialogue_session, found, form), form.status


def _page(
    town: Municipality,
    dialogue_session: DialogueSession,
    found: Registration,
    form: PersonForm,
) -> str:
    erased = found.link_hash is None  # at their own wish, or with everybody
    forgotten = dialogue_session.forgotten_at is not None or erased
    row = (
        None
        if forgotten
        else listing.listed(
            dialogue_session,
            [found],
            queries.call_tries(dialogue_session),
            clock.now(),
        )[0]
    )
    key = None if forgotten else sealed.key_of(dialogue_session)
    return render_template(
        "registrations/person.html",
        municipality=town,
        form=form,
        row=row,
        dialogue_session=dialogue_session,
        registration=found,
        code=links.in_parts(sealed.code(found, key)) if key else "",
        in_play=found.standing in IN_PLAY,
        waits=found.standing in {Standing.WAITING, Standing.LAPSED},
        offered=found.standing is Standing.OFFERED,
    )


def _to_list(slug: str, session_id: int) -> ResponseReturnValue:
    where = url_for("registrations.seats", slug=slug, session_id=session_id)
    return redirect(where, 303)


def _found(slug: str, session_id: int, registration_id: int) -> Registration:
    _town, dialogue_session = desk_of(slug, session_id)
    return queries.registration_in(dialogue_session, registration_id)


@room.act(PLACE + "/cancel", needs=Permission.KEEP_PEOPLE)
def person_cancel(
    slug: str, session_id: int, registration_id: int
) -> ResponseReturnValue:
    """They do not come; can be undone."""
    found, now = _found(slug, session_id, registration_id), clock.now()
    actions.cancel(found, now=now)
    telling.tell_goodbye(found, now)
    undo = url_for(
        "registrations.person_undo",
        slug=slug,
        session_id=session_id,
        registration_id=registration_id,
    )
    flash({"text": _("Cancelled."), "undo": undo, "fields": {}}, "undo")  # type: ignore[arg-type]
    return _to_list(slug, session_id)


@room.act(PLACE + "/erase", needs=Permission.KEEP_PEOPLE)
def person_erase(
    slug: str, session_id: int, registration_id: int
) -> ResponseReturnValue:
    """They asked to be wiped (asked once on the page; for good)."""
    found = _found(slug, session_id, registration_id)
    actions.erase_person(found, clock.now())
    flash(_("Wiped. Only the number stays."))
    return _to_list(slug, session_id)


@room.act(PLACE + "/undo", needs=Permission.KEEP_PEOPLE)
def person_undo(
    slug: str, session_id: int, registration_id: int
) -> ResponseReturnValue:
    """They come after all."""
    found, now = _found(slug, session_id, registration_id), clock.now()
    actions.undo_cancel(found, now=now)
    telling.tell_signed_up(found, now)
    flash(_("Back on the list."))
    return _to_list(slug, session_id)


@room.act(PLACE + "/seat", needs=Permission.KEEP_PEOPLE)
def person_seat(
    slug: str, session_id: int, registration_id: int
) -> ResponseReturnValue:
    """Give a free seat by hand, or say yes for who phoned about an offer."""
    found, now = _found(slug, session_id, registration_id), clock.now()
    if found.standing is Standing.OFFERED:
        actions.take_offer(found, now=now)
    else:
        actions.seat_by_hand(found, now=now)
    telling.tell_taken(found, now)
    flash(_("They have a seat now."))
    return _to_list(slug, session_id)


@room.act(PLACE + "/link", needs=Permission.KEEP_PEOPLE)
def person_link(
    slug: str, session_id: int, registration_id: int
) -> ResponseReturnValue:
    """A new link and code; the old ones stop working."""
    found, now = _found(slug, session_id, registration_id), clock.now()
    actions.renew_link(found, now=now)
    telling.tell_link(found, now)
    flash(_("There is a new link and code. The old ones stopped working."))
    where = url_for(
        "registrations.person",
        slug=slug,
        session_id=session_id,
        registration_id=registration_id,
    )
    return redirect(where, 303)
