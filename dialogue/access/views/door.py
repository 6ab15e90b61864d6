"""What the doors of the access room share: the room, who is here, and waiting."""

import base64
from datetime import timedelta

from flask import (
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from dialogue.access import actions, browser, queries, second_factor
from dialogue.access.models import Purpose
from dialogue.access.room import Room
from dialogue.foundation import clock
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.forms import Form
from dialogue.foundation.throttle import Budget, network
from dialogue.foundation.vault import Unreadable, Vault

room = Room("access", __name__)

GONE, TOO_OFTEN = 410, 429
PENDING = "password_given"  # in the browser: "account id:when the password was set"
PENDING_LASTS = timedelta(minutes=10)
NEW_APP = "new_app"  # in the browser: the sealed secret of an app being set up
NEW_APP_LASTS = timedelta(hours=1)

# Wrong tries only. The whole account's budget is wide, so that a stranger who tries
# does not keep its owner out; the second factor stands behind it.
SIGN_IN_HERE = Budget("sign-in here", "8/5minutes;40/day")
SIGN_IN_ACCOUNT = Budget("sign-in account", "100/hour")
SIGN_IN_NETWORK = Budget("sign-in network", "60/5minutes;600/day")
SECOND_FACTOR = Budget("second factor", "5/15minutes;15/day")
RESET_NETWORK = Budget("reset network", "20/hour")
RESET_ADDRESS = Budget("reset address", "3/hour")
LINK_NETWORK = Budget("link network", "60/hour")


def whose_browser() -> int | None:
    """The id of the account that signed in with this browser, for the gate."""
    now = clock.now()
    return queries.account_signed_in(browser.sign_in_token(now=now), now)


def myself() -> int:
    """The account that came through the gate."""
    return int(g.account_id)


def wait_first(form: Form, template: str, seconds: int, **more: object) -> Response:
    """The page again, with a sentence that says how long to wait."""
    minutes = -(-seconds // 60)
    form.refuse(
        RuleBroken(
            ngettext(
                "Too many tries. Wait one minute and try again.",
                "Too many tries. Wait %(num)d minutes and try again.",
                minutes,
            )
        )
    )
    answer = make_response(render_template(template, form=form, **more), TOO_OFTEN)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def exchange(token: str, purpose: Purpose, onward: str) -> ResponseReturnValue:
    """A neutral page; its button exchanges the link for this browser's right.

    ``onward`` is the endpoint where whoever opened it goes on.
    """
    form = Form()
    template = "access/link.html"
    if not form.validate_on_submit():
        return render_template(template, form=form, purpose=purpose)
    if seconds := LINK_NETWORK.seconds_to_wait(network()):
        return wait_first(form, template, seconds, purpose=purpose)
    link = actions.open_link(token, purpose, clock.now())
    if link is None:
        LINK_NETWORK.count(network())
        return link_over(purpose, pressed=True)
    browser.keep(browser.LINK + purpose, link.id, now=clock.now(), lasts=NEW_APP_LASTS)
    return redirect(url_for(onward))


def link_over(purpose: Purpose, *, pressed: bool = False) -> ResponseReturnValue:
    """The link does not work (any more), nor does what it gave this browser.

    ``pressed``: just now, so that pressing it once more does not help.
    """
    finished(purpose)
    template = "access/link_over.html"
    return render_template(template, purpose=purpose, pressed=pressed), GONE


def link_to_finish(purpose: Purpose) -> str | None:
    """The opened link that this browser may finish."""
    return browser.kept(browser.LINK + purpose, now=clock.now())


def finished(purpose: Purpose) -> None:
    """Take that right back."""
    browser.forget(browser.LINK + purpose)
    browser.forget(NEW_APP)


def new_app_secret() -> str:
    """The secret of the app being set up: the same until it is, or an hour went by."""
    vault: Vault = current_app.extensions["vault"]
    now = clock.now()
    sealed = browser.kept(NEW_APP, now=now)
    if sealed is not None:
        try:
            return vault.open(base64.b64decode(sealed), NEW_APP).decode()
        except Unreadable:
            browser.forget(NEW_APP)
    secret = second_factor.new_secret()
    sealed = base64.b64encode(vault.seal(secret, NEW_APP)).decode()
    browser.keep(NEW_APP, sealed, now=now, lasts=NEW_APP_LASTS)
    return secret


def show_codes(codes: list[str], onward: str) -> ResponseReturnValue:
    """The recovery codes, this once, to print or copy."""
    return render_template("access/recovery_codes.html", codes=codes, onward=onward)
