"""An invitation to come and work here."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dialogue.access import actions, queries
from dialogue.access.actions import Newcomer
from dialogue.access.forms import InvitationForm
from dialogue.access.models import AccessLink, Purpose
from dialogue.access.permissions import ROLE_NAMES, Permission, Role
from dialogue.access.rules import may_finish
from dialogue.access.views.door import (
    exchange,
    finished,
    link_over,
    link_to_finish,
    new_app_secret,
    room,
    show_codes,
    whose_browser,
)
from dialogue.access.views.second_factor import app_to_set_up
from dialogue.access.views.signing import HOME, let_in
from dialogue.foundation import clock
from dialogue.foundation.forms import Form

PURPOSE = Purpose.INVITATION


@room.form("/invitation/<token>", needs=Permission.VISIT)
def invitation_link(token: str) -> ResponseReturnValue:
    return exchange(token, PURPOSE, "access.invitation")


@room.form("/invitation", needs=Permission.VISIT)
def invitation() -> ResponseReturnValue:
    """A newcomer makes an account; whoever has one signs in and says yes."""
    link = queries.link(link_to_finish(PURPOSE), PURPOSE)
    if link is None or not may_finish(link, clock.now()):
        return link_over(PURPOSE)
    if queries.account_by_email(link.email) is not None:
        return redirect(url_for("access.join"))
    form = InvitationForm()
    if form.validate_on_submit():
        with form.catching():
            return _welcome(link, form)
    return render_template(
        "access/invitation.html", form=form, link=link, role=ROLE_NAMES[_role(link)],
        app=app_to_set_up(link.email),
    ), form.status  # fmt: skip


def _role(link: AccessLink) -> Role:
    assert link.role is not None  # noqa: S101 - every invitation has one
    return link.role


def _welcome(link: AccessLink, form: InvitationForm) -> ResponseReturnValue:
    who = Newcomer(
        name=str(form.name.data), password=str(form.password.data),
        totp_secret=new_app_secret(), code=str(form.code.data),
    )  # fmt: skip
    account, codes = actions.accept_invitation(link.id, who, clock.now())
    let_in(account.id, HOME)
    return show_codes(codes, HOME)


@room.form("/invitation/join", needs=Permission.OWN_ACCOUNT)
def join() -> ResponseReturnValue:
    """Behind the gate: somebody with an account takes a role on."""
    link = queries.link(link_to_finish(PURPOSE), PURPOSE)
    now = clock.now()
    me = whose_browser()
    if me is None or link is None or not may_finish(link, now):
        return link_over(PURPOSE)
    form = Form()
    if form.validate_on_submit():
        with form.catching():
            actions.join_with_account(link.id, me, now)
            finished(PURPOSE)
            return redirect(HOME)
    return render_template(
        "access/join.html", form=form, link=link, role=ROLE_NAMES[_role(link)]
    ), form.status
