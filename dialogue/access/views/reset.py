"""A forgotten password: ask for a link, open it, choose another password."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access import actions
from dialogue.access.forms import NewPasswordForm, ResetForm
from dialogue.access.models import Purpose
from dialogue.access.permissions import Permission
from dialogue.access.views.door import (
    RESET_ADDRESS,
    RESET_NETWORK,
    SECOND_FACTOR,
    exchange,
    finished,
    link_over,
    link_to_finish,
    room,
    wait_first,
)
from dialogue.foundation import clock
from dialogue.foundation.errors import NotHere
from dialogue.foundation.language import chosen
from dialogue.foundation.throttle import network


@room.form("/reset", needs=Permission.VISIT)
def reset() -> ResponseReturnValue:
    """The answer is the same page, whether the address has an account or not."""
    form = ResetForm()
    template = "access/reset.html"
    if not form.validate_on_submit():
        return render_template(template, form=form), form.status
    if seconds := RESET_NETWORK.seconds_to_wait(network()):
        return wait_first(form, template, seconds)
    RESET_NETWORK.count(network())
    email = str(form.email.data).casefold()
    if not RESET_ADDRESS.seconds_to_wait(email):  # else: silently no more mail
        RESET_ADDRESS.count(email)
        actions.ask_reset(email, chosen(), clock.now())
    return redirect(url_for("access.reset_asked"))


@room.page("/reset/asked", needs=Permission.VISIT)
def reset_asked() -> ResponseReturnValue:
    return render_template("access/reset_asked.html")


@room.form("/reset/<token>", needs=Permission.VISIT)
def reset_link(token: str) -> ResponseReturnValue:
    return exchange(token, Purpose.RESET, "access.new_password")


@room.form("/reset/new-password", needs=Permission.VISIT)
def new_password() -> ResponseReturnValue:
    link_id = link_to_finish(Purpose.RESET)
    if link_id is None:
        return redirect(url_for("access.reset"))
    form = NewPasswordForm()
    if form.validate_on_submit():
        try:
            with form.catching():
                password = str(form.password.data)
                account_id = actions.reset_password(link_id, password, clock.now())
                # Whoever guessed codes knew the old password: that is over now.
                SECOND_FACTOR.forget(str(account_id))
                finished(Purpose.RESET)
                flash(_("You have a new password. Sign in with it."))
                return redirect(url_for("access.sign_in"))
        except NotHere:
            return link_over(Purpose.RESET)
    return render_template("access/new_password.html", form=form), form.status
