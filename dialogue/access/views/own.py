"""One's own account: name, language, password, codes on paper."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access import actions, queries
from dialogue.access.forms import AccountForm, ChangePasswordForm, PasswordForm
from dialogue.access.permissions import Permission
from dialogue.access.views.door import (
    SECOND_FACTOR,
    myself,
    room,
    show_codes,
    wait_first,
)
from dialogue.access.views.signing import let_in
from dialogue.foundation import clock


@room.form("/account", needs=Permission.OWN_ACCOUNT)
def account() -> ResponseReturnValue:
    mine = queries.account(myself())
    form = AccountForm(obj=mine)
    form.offer(current_app.extensions["settings"].languages)
    if form.validate_on_submit():
        actions.change_account(
            mine.id, name=str(form.name.data), language=str(form.language.data)
        )
        flash(_("Saved."))
        return redirect(url_for("access.account"))
    more = {
        "account": mine,
        "codes_left": queries.codes_left(mine.id),
        "browsers": queries.browsers_signed_in(mine.id, clock.now()),
    }
    return render_template("access/account.html", form=form, **more), form.status


@room.form("/account/password", needs=Permission.OWN_ACCOUNT)
def password() -> ResponseReturnValue:
    form = ChangePasswordForm()
    template = "access/password.html"
    me = myself()
    if form.validate_on_submit():
        if seconds := SECOND_FACTOR.seconds_to_wait(f"own {me}"):
            return wait_first(form, template, seconds)
        with form.catching():
            actions.change_password(
                me, str(form.current.data), str(form.password.data), clock.now()
            )
            answer = let_in(me, url_for("access.account"))
            flash(_("Your password was changed. Other browsers were signed out."))
            return answer
        _count_wrong(form.current.errors, me)
    return render_template(template, form=form), form.status


@room.form("/account/recovery-codes", needs=Permission.OWN_ACCOUNT)
def recovery_codes() -> ResponseReturnValue:
    form = PasswordForm()
    template = "access/new_recovery_codes.html"
    me = myself()
    if form.validate_on_submit():
        if seconds := SECOND_FACTOR.seconds_to_wait(f"own {me}"):
            return wait_first(form, template, seconds)
        with form.catching():
            actions.check_current(me, str(form.current.data))
            codes = actions.new_recovery_codes(me, clock.now())
            return show_codes(codes, url_for("access.account"))
        _count_wrong(form.current.errors, me)
    return render_template(template, form=form), form.status


def _count_wrong(errors: object, me: int) -> None:
    if errors:
        SECOND_FACTOR.count(f"own {me}")
