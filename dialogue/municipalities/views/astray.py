"""Mail of the house itself that did not arrive: the owner looks."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.foundation.post import Message, about
from dialogue.foundation.post.stuck import let_be, send_again, stuck_message
from dialogue.municipalities.astray import heap
from dialogue.municipalities.views.door import room

PLACE = "/programme/mail/astray"

_ABOUT = {
    "reset": (
        _l("A new password"),
        _l("its link works for an hour: better to ask for a new one"),
    ),
    "password changed": (_l("News: the password was changed"), ""),
    "second factor": (
        _l("Setting up the second step again"),
        _l("its link works for two days"),
    ),
    "wrong codes": (_l("A warning: somebody tried to sign in"), ""),
}


def _about(message: Message) -> about.About | None:
    found = _ABOUT.get(message.kind)
    return about.About(str(found[0]), str(found[1])) if found else None


about.provide("account", _about)


@room.page(PLACE, needs=Permission.OWN_PROGRAMME)
def astray() -> str:
    """All of it, the newest first."""
    return render_template(
        "municipalities/astray.html", heap=heap(None, "municipalities.astray")
    )


@room.act(PLACE + "/<int:message_id>/again", needs=Permission.OWN_PROGRAMME)
def astray_again(message_id: int) -> ResponseReturnValue:
    """Try it once more, from the start."""
    send_again(stuck_message(None, message_id), clock.now())
    flash(_("It is sent again. If it does not arrive it comes back here."))
    return redirect(url_for("municipalities.astray"), 303)


@room.act(PLACE + "/<int:message_id>/drop", needs=Permission.OWN_PROGRAMME)
def astray_drop(message_id: int) -> ResponseReturnValue:
    """Never send it (asked once on the page)."""
    let_be(stuck_message(None, message_id), clock.now())
    flash(_("Dropped: this mail is not sent any more."))
    return redirect(url_for("municipalities.astray"), 303)
