"""Setting up an authenticator app again: a new telephone, or a lost one."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access import actions, queries, second_factor
from dialogue.access.forms import ChangeFactorForm, NewFactorForm
from dialogue.access.models import Purpose
from dialogue.access.permissions import Permission
from dialogue.access.views.door import (
    SECOND_FACTOR,
    exchange,
    finished,
    link_to_finish,
    myself,
    new_app_secret,
    room,
    show_codes,
    wait_first,
)
from dialogue.access.views.signing import HOME, let_in, password_given
from dialogue.foundation import clock


def app_to_set_up(email: str) -> dict[str, str]:
    """What a page shows to set an app up: a picture and letters to type over."""
    secret = new_app_secret()
    title = _("Code to scan with your authenticator app")
    return {
        "picture": second_factor.picture(secret, email, title),
        "letters": second_factor.in_groups(secret),
        "link": second_factor.address(secret, email),
    }


@room.form("/account/second-factor", needs=Permission.OWN_ACCOUNT)
def change_second_factor() -> ResponseReturnValue:
    form = ChangeFactorForm()
    template = "access/change_second_factor.html"
    me = myself()
    email = queries.account(me).email
    if form.validate_on_submit():
        if seconds := SECOND_FACTOR.seconds_to_wait(f"own {me}"):
            return wait_first(form, template, seconds, app=app_to_set_up(email))
        with form.catching():
            actions.check_current(me, str(form.current.data))
            codes = actions.set_second_factor(
                me, new_app_secret(), str(form.code.data), clock.now()
            )
            finished(Purpose.SECOND_FACTOR)
            return show_codes(codes, url_for("access.account"))
        if form.current.errors:
            SECOND_FACTOR.count(f"own {me}")
    return render_template(template, form=form, app=app_to_set_up(email)), form.status


@room.form("/second-factor/<token>", needs=Permission.VISIT)
def second_factor_link(token: str) -> ResponseReturnValue:
    return exchange(token, Purpose.SECOND_FACTOR, "access.sign_in")


@room.form("/sign-in/new-second-factor", needs=Permission.VISIT)
def new_second_factor() -> ResponseReturnValue:
    """After the link and the password: the new app."""
    account_id = password_given()
    link_id = link_to_finish(Purpose.SECOND_FACTOR)
    if account_id is None or link_id is None:
        return redirect(url_for("access.sign_in"))
    account = queries.account(account_id)
    if account.totp is not None:
        return redirect(url_for("access.second_step"))
    form = NewFactorForm()
    if form.validate_on_submit():
        with form.catching():
            now = clock.now()
            actions.settle_second_factor(link_id, account_id, now)
            codes = actions.set_second_factor(
                account_id, new_app_secret(), str(form.code.data), now
            )
            finished(Purpose.SECOND_FACTOR)
            let_in(account_id, HOME)
            return show_codes(codes, HOME)
    page = "access/new_second_factor.html"
    return render_template(
        page, form=form, app=app_to_set_up(account.email)
    ), form.status
