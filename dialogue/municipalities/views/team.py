"""Who works in a municipality: invite, change, remove, help back in."""

from flask import current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access import actions as access
from dialogue.access import queries as accounts
from dialogue.access.permissions import ROLE_NAMES, Permission, Role, granted
from dialogue.foundation import clock
from dialogue.foundation.errors import NotHere
from dialogue.foundation.language import chosen
from dialogue.foundation.post import Message, about
from dialogue.municipalities import actions, queries
from dialogue.municipalities.forms import InviteForm, RoleForm
from dialogue.municipalities.models import Municipality
from dialogue.municipalities.views.door import room


def _about(message: Message) -> about.About | None:
    """What a mail to a colleague is about; only who keeps the team can mend it."""
    if message.kind != "invitation":
        return None
    town = queries.municipality_by_id(message.municipality_id)
    if town is None:
        return about.About(_("An invitation to own the programme"))
    keeps = granted(Permission.KEEP_TEAM, g.get("roles", frozenset()))
    where = url_for("municipalities.team", slug=town.slug) if keeps else ""
    return about.About(_("An invitation to work here"), "", where, _("Who works here"))


about.provide("access-link", _about)


def _page(town: Municipality, form: InviteForm) -> ResponseReturnValue:
    now = clock.now()
    return render_template(
        "municipalities/team.html", town=town, form=form, role_names=ROLE_NAMES,
        team=[
            (held, who, _role_form(held.id, held.role))
            for held, who in queries.team_of(town.id)
        ],
        invitations=accounts.open_invitations(town.id, now),
    ), form.status  # fmt: skip


def _role_form(membership_id: int, role: Role) -> RoleForm:
    return RoleForm(formdata=None, prefix=f"member-{membership_id}-", role=role.value)


def _back(town: Municipality, words: str) -> ResponseReturnValue:
    flash(words)
    return redirect(url_for("municipalities.team", slug=town.slug))


@room.form("/<slug>/desk/team", needs=Permission.KEEP_TEAM)
def team(slug: str) -> ResponseReturnValue:
    town = queries.municipality_by_slug(slug)
    form = InviteForm(language=chosen())
    form.offer(current_app.extensions["settings"].languages)
    if form.validate_on_submit():
        with form.catching():
            access.invite(
                str(form.email.data), Role(form.role.data), municipality_id=town.id,
                place=town.name, language=str(form.language.data), now=clock.now(),
            )  # fmt: skip
            return _back(
                town,
                _("The invitation is on its way. The link in it works for seven days."),
            )
    return _page(town, form)


@room.act("/<slug>/desk/team/<int:membership_id>/role", needs=Permission.KEEP_TEAM)
def change_role(slug: str, membership_id: int) -> ResponseReturnValue:
    town = queries.municipality_by_slug(slug)
    held = queries.membership_in(town.id, membership_id)
    form = RoleForm(prefix=f"member-{membership_id}-")
    if not form.validate():
        raise NotHere
    actions.change_role(held, form.chosen(), now=clock.now())
    return _back(town, _("Saved."))


@room.act("/<slug>/desk/team/<int:membership_id>/remove", needs=Permission.KEEP_TEAM)
def remove_member(slug: str, membership_id: int) -> ResponseReturnValue:
    town = queries.municipality_by_slug(slug)
    held = queries.membership_in(town.id, membership_id)
    who = accounts.account(held.account_id).name
    actions.remove_member(held, now=clock.now())
    return _back(town, _("%(name)s no longer works here.", name=who))


@room.act(
    "/<slug>/desk/team/<int:membership_id>/second-factor", needs=Permission.KEEP_TEAM
)
def reset_second_factor(slug: str, membership_id: int) -> ResponseReturnValue:
    town = queries.municipality_by_slug(slug)
    held = queries.membership_in(town.id, membership_id)
    access.reset_second_factor(
        held.account_id, now=clock.now(), municipality_id=town.id
    )
    return _back(
        town, _("A mail with a link to set up the second step again is on its way.")
    )


@room.act("/<slug>/desk/team/invitations/<link_id>/again", needs=Permission.KEEP_TEAM)
def invite_again(slug: str, link_id: str) -> ResponseReturnValue:
    town = queries.municipality_by_slug(slug)
    now = clock.now()
    earlier = accounts.invitation_of(town.id, link_id, now)
    assert earlier.role is not None  # noqa: S101
    access.invite(
        earlier.email, earlier.role, municipality_id=town.id, place=town.name,
        language=earlier.language, now=now,
    )  # fmt: skip
    return _back(
        town, _("The invitation was sent again; the earlier link no longer works.")
    )


@room.act(
    "/<slug>/desk/team/invitations/<link_id>/withdraw", needs=Permission.KEEP_TEAM
)
def withdraw_invitation(slug: str, link_id: str) -> ResponseReturnValue:
    town = queries.municipality_by_slug(slug)
    access.withdraw_invitation(link_id, town.id, clock.now())
    return _back(town, _("The invitation was withdrawn."))
