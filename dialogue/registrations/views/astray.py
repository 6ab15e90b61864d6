"""Mail that did not arrive: look, send again, tell it otherwise, or drop it."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.foundation import clock, post
from dialogue.foundation.post import Channel, Message
from dialogue.foundation.post import about as subjects
from dialogue.foundation.post.stuck import (
    let_be,
    send_again,
    stuck_message,
    stuck_post,
)
from dialogue.foundation.vault import Unreadable
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.registrations import actions
from dialogue.registrations.actions.calls import registration_of
from dialogue.registrations.forms import ReachForm
from dialogue.registrations.letters import Kind
from dialogue.registrations.reach import read_reach
from dialogue.registrations.views.door import room
from dialogue.registrations.words import MAILS, trouble_in_words

PLACE = "/<slug>/desk/post"


@dataclass(frozen=True, slots=True)
class Astray:
    """One mail as the page shows it: what it is about, never what it says."""

    message: Message
    name: str
    to: str
    about: subjects.About | None
    trouble: str
    about_somebody: bool  # a sign-up: there may be a telephone or an address

    @property
    def may_have_come(self) -> bool:
        """Whether sending it again may bring it twice."""
        return self.message.state is post.PostState.PARKED


def _shown(message: Message) -> Astray:
    about, trouble = subjects.about(message), trouble_in_words(message, clock.now())
    try:
        letter = post.read(message)
    except Unreadable:  # its key is gone: nobody can send it, only drop it
        nobody = _("An address that we cannot read any more")
        return Astray(message, "", nobody, about, trouble, about_somebody=False)
    found = registration_of(message) is not None
    return Astray(message, letter.name, letter.to, about, trouble, found)


@room.page(PLACE, needs=Permission.KEEP_PEOPLE)
def astray(slug: str) -> str:
    """All of a town's mail that got stuck, the newest first."""
    town = municipality_by_slug(slug)
    return render_template(
        "registrations/astray.html",
        municipality=town,
        found=[_shown(each) for each in stuck_post(town.id)],
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
        mail=_shown(message),
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
    return subjects.About(str(MAILS[message.kind]), dialogue_session.title)
