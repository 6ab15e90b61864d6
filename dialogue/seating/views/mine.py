"""A resident says, if they like, what they may be mixed by: one tap a question."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.foundation import clock, links
from dialogue.foundation.errors import NotHere
from dialogue.foundation.forms import Form
from dialogue.municipalities.models import Municipality
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.registrations.models import Registration
from dialogue.registrations.queries import registration_of_town
from dialogue.registrations.rules import IN_PLAY
from dialogue.registrations.sealed import PURPOSE
from dialogue.seating import actions, queries
from dialogue.seating.forms import answers_form
from dialogue.seating.rules.dealing import Key
from dialogue.seating.rules.lines import kept_answers
from dialogue.seating.views.door import room


@room.app_template_global()
def asks_to_mix(registration: Registration) -> bool:
    """Whether this evening asks its people anything to mix them by."""
    dialogue_session = registration.dialogue_session
    open_still = (
        registration.standing in IN_PLAY
        and dialogue_session.forgotten_at is None
        and clock.now() < dialogue_session.starts_at
    )
    return open_still and bool(queries.set_up_of(dialogue_session).lines)


def _mine(town: Municipality) -> Registration:
    subject = links.granted(PURPOSE, now=clock.now(), place=town.id)
    if subject is None:
        raise NotHere
    found = registration_of_town(town.id, int(subject))
    if found.link_hash is None or not asks_to_mix(found):
        raise NotHere
    return found


@room.form("/<slug>/mine/mixing", needs=Permission.VISIT)
def mine_mixing(slug: str) -> ResponseReturnValue:
    """The chosen lines only, for each person of my sign-up."""
    town = municipality_by_slug(slug)
    registration = _mine(town)
    dialogue_session = registration.dialogue_session
    set_up = queries.set_up_of(dialogue_session)
    kind = answers_form(set_up.lines, set_up.streets, set_up.statement, desk=False)
    notes = queries.notes_of(dialogue_session)
    keys = [(registration.id, n) for n in range(1, registration.people + 1)]
    forms = [kind(prefix=f"p{key[1]}", data=notes.get(key, {})) for key in keys]
    # Every form reads its own part and tells all its mistakes before one is kept.
    right = [form.validate_on_submit() for form in forms]
    if all(right):
        for key, form in zip(keys, forms, strict=True):
            _keep(registration, key, form, set_up.lines, set_up.streets)
        flash(_("Thank you. It is kept, and deleted the morning after."))
        return redirect(url_for("registrations.mine", slug=slug), 303)
    page = render_template(
        "seating/mine_mixing.html",
        town=town,
        registration=registration,
        forms=forms,
        lines=set_up.lines,
    )
    return page, max(form.status for form in forms)


def _keep(
    registration: Registration,
    key: Key,
    form: Form,
    lines: list[str],
    streets: list[str],
) -> None:
    given = {line: form[line].data for line in lines}
    answers = kept_answers(lines, streets, given)
    known = {
        **dict.fromkeys(lines),
        **answers,
        "first": form["first"].data or None,
    }
    actions.note(registration.dialogue_session, key, known, clock.now())
