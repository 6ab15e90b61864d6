"""The doors of the access room: signing in and out, and one's own account."""

from flask import render_template

from dialogue.access import browser, queries
from dialogue.access.permissions import Permission
from dialogue.access.room import Room
from dialogue.foundation import clock

room = Room("access", __name__)


def whose_browser() -> int | None:
    """The id of the account that signed in with this browser, for the gate."""
    now = clock.now()
    return queries.account_signed_in(browser.sign_in_token(now=now), now)


@room.form("/sign-in", needs=Permission.VISIT)
def sign_in() -> str:
    return render_template("access/sign_in.html")


@room.page("/account", needs=Permission.OWN_ACCOUNT)
def account() -> str:
    return render_template("access/account.html")
