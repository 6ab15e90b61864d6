"""Mail that did not arrive: look, send again, tell it otherwise, or drop it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.foundation.post import Channel, Message
from dialogue.foundation.post import about as subjects
from dialogue.foundation.post.stuck import (
    let_be,
    send_again,
    stuck_message,
)
from dialogue.municipalities.astray import astray as shown
from dialogue.municipalities.astray import heap
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.registrations import actions
from dialogue.registrations.calling import registration_of
from dialogue.registrations.forms import ReachForm
from dialogue.registrations.letters import Kind
from dialogue.registrations.reach import read_reach
from dialogue.registrations.views.door import room
from dialogue.registrations.words import MAILS

PLACE = "/<slug>/desk/post"


@room.page(PLACE, needs=Permission.KEEP_PEOPLE)
def astray(slug: str) -> str:
    """All of a town's mail that got stuck, the newest first."""
    town = municipality_by_slug(slug)
    return render_template(
        "registrations/astray.html",
        municipality=town,
        heap=heap(town.id, "registrations.astray", slug=slug),
    )


@room.act(PLACE + "/<int:message_id>/again", needs=Permission.KEEP_PEOPLE)
def astray_again(slug: str, message_id: int) -> ResponseReturnValue:
    """Try it once more, from the start."""
    town = municipality_by_slug(slug)
    send_again(stuck_message(town.id, message_id), clock.now())
    flash(_("It is sent again. If it does not arrive it comes back here."))
    return _back(slug)


@room.act(PLACE + "/<int:message_id>/drop", needs=Permission.KEEP_PEOPLE)
def astray_drop(slug: str, message_id: int) -> ResponseReturnValue:
    """Never send it (asked once on the page)."""
    town = municipality_by_slug(slug)
    let_be(stuck_message(town.id, message_id), clock.now())
    flash(_("Dropped: this mail is not sent any more."))
    return _back(slug)


@room.form(PLACE + "/<int:message_id>", needs=Permission.KEEP_PEOPLE)
def astray_address(slug: str, message_id: int) -> ResponseReturnValue:
    """The address was wrong: another one, a telephone number, or a street."""
    town = municipality_by_slug(slug)
    message = stuck_message(town.id, message_id)
    form = ReachForm()
    if form.validate_on_submit():
        with form.catching():
            reach = read_reach(str(form.reach.data), town.country, address=True)
            channel = actions.put_right(message, reach, now=clock.now())
            flash(_TOLD[channel]())
            return _back(slug)
        message = stuck_message(town.id, message_id)
    page = render_template(
        "registrations/astray_address.html",
        municipality=town,
        form=form,
        mail=shown(message),
        about_somebody=registration_of(message) is not None,
    )
    return page, form.status


_TOLD: dict[Channel, Any] = {
    Channel.MAIL: lambda: _("Kept. The mail goes to the new address."),
    Channel.CALL: lambda: _("Kept. It waits for you under Calls."),
    Channel.LETTER: lambda: _("Kept. The letter waits to be printed, under Calls."),
}


def _back(slug: str) -> ResponseReturnValue:
    return redirect(url_for("registrations.astray", slug=slug), 303)


def provide() -> None:
    """Tell the post what mail about sign-ups is about."""
    subjects.provide("registration", _about)


def _about(message: Message) -> subjects.About | None:
    registration = registration_of(message)
    if registration is None or message.kind not in {*Kind, *MAILS}:
        return None
    dialogue_session = registration.dialogue_session
    where = url_for(
        "registrations.astray_address",
        slug=dialogue_session.municipality.slug,
        message_id=message.id,
    )
    return subjects.About(
        str(MAILS[message.kind]), dialogue_session.title, where,
        _("The address is wrong"),
    )  # fmt: skip
