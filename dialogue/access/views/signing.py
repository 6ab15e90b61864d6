"""Signing in, in two steps, and out."""

from flask import Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access import actions, browser, queries
from dialogue.access.forms import CodeForm, SignInForm
from dialogue.access.models import Purpose
from dialogue.access.permissions import Permission
from dialogue.access.rules import page_here
from dialogue.access.views.door import (
    PENDING,
    PENDING_LASTS,
    SECOND_FACTOR,
    SIGN_IN_ACCOUNT,
    SIGN_IN_HERE,
    SIGN_IN_NETWORK,
    link_to_finish,
    myself,
    room,
    wait_first,
)
from dialogue.foundation import clock, journal
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.throttle import network

HOME = "/desk"


def _onward() -> str:
    return page_here(request.args.get("next")) or HOME


@room.form("/sign-in", needs=Permission.VISIT)
def sign_in() -> ResponseReturnValue:
    form = SignInForm()
    template = "access/sign_in.html"
    if not form.validate_on_submit():
        return render_template(template, form=form), form.status
    email, password = str(form.email.data), str(form.password.data)
    here = f"{email.casefold()} {network()}"
    budgets = (
        (SIGN_IN_HERE, here),
        (SIGN_IN_ACCOUNT, email.casefold()),
        (SIGN_IN_NETWORK, network()),
    )
    if seconds := max(budget.seconds_to_wait(who) for budget, who in budgets):
        return wait_first(form, template, seconds)
    account_id = actions.check_password(email, password)
    if account_id is None:
        for budget, who in budgets:
            budget.count(who)
        form.refuse(RuleBroken(_("The mail address or the password is not right.")))
        return render_template(template, form=form), form.status
    SIGN_IN_HERE.forget(here)
    browser.keep(PENDING, _mark(account_id), now=clock.now(), lasts=PENDING_LASTS)
    return redirect(
        url_for("access.second_step", next=page_here(request.args.get("next")))
    )


def _mark(account_id: int) -> str:
    """Binds a given password to that password: changing it ends what is pending."""
    set_at = queries.account(account_id).password_set_at
    return f"{account_id}:{set_at.timestamp() if set_at else 0:.0f}"


def password_given() -> int | None:
    """The account whose password was just given in this browser."""
    mark = browser.kept(PENDING, now=clock.now())
    if mark is None:
        return None
    account_id = int(mark.partition(":")[0])
    return (
        account_id
        if queries.accounts([account_id]) and _mark(account_id) == mark
        else None
    )


@room.form("/sign-in/second-step", needs=Permission.VISIT)
def second_step() -> ResponseReturnValue:
    account_id = password_given()
    if account_id is None:
        return redirect(
            url_for("access.sign_in", next=page_here(request.args.get("next")))
        )
    if queries.account(account_id).totp is None:
        if link_to_finish(Purpose.SECOND_FACTOR):
            return redirect(url_for("access.new_second_factor"))
        return render_template("access/second_factor_gone.html")
    form = CodeForm()
    template = "access/second_step.html"
    if not form.validate_on_submit():
        return render_template(template, form=form), form.status
    if seconds := SECOND_FACTOR.seconds_to_wait(str(account_id)):
        return wait_first(form, template, seconds)
    now = clock.now()
    if not actions.pass_second_factor(account_id, str(form.code.data), now):
        return _wrong_code(form, account_id)
    SECOND_FACTOR.forget(str(account_id))
    return let_in(account_id, _onward())


def _wrong_code(form: CodeForm, account_id: int) -> ResponseReturnValue:
    SECOND_FACTOR.count(str(account_id))
    if SECOND_FACTOR.seconds_to_wait(str(account_id)):
        actions.warn_of_wrong_codes(account_id, clock.now())
    form.refuse(
        RuleBroken(
            _(
                "This code does not work. A code in the app lasts half a minute; "
                "a recovery code works once."
            ),
            field="code",
        )
    )
    return render_template("access/second_step.html", form=form), form.status


def let_in(account_id: int, onward: str) -> Response:
    """Sign this browser in, afresh, and go on to a page."""
    now = clock.now()
    g.account_id = account_id
    browser.carry_sign_in(actions.start_sign_in(account_id, now), now=now)
    journal.write("signed in", f"account:{account_id}", now=now)
    return redirect(onward)  # type: ignore[return-value]


@room.act("/sign-out", needs=Permission.OWN_ACCOUNT)
def sign_out() -> ResponseReturnValue:
    actions.end_sign_in(browser.sign_in_token(now=clock.now()))
    return _gone()


@room.act("/sign-out-everywhere", needs=Permission.OWN_ACCOUNT)
def sign_out_everywhere() -> ResponseReturnValue:
    actions.end_all_sign_ins(myself(), clock.now())
    return _gone()


def _gone() -> ResponseReturnValue:
    browser.empty()
    answer = redirect(url_for("access.signed_out"))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@room.page("/signed-out", needs=Permission.VISIT)
def signed_out() -> ResponseReturnValue:
    return render_template("access/signed_out.html")
