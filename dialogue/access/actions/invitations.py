"""Inviting a colleague, and becoming one."""

from datetime import datetime

from flask import g
from flask_babel import lazy_gettext as _l
from msgspec import Struct
from sqlalchemy import update

from dialogue.access import letters, passwords, queries, rules
from dialogue.access.actions.accounts import (
    check_first_code,
    check_strength,
    make_account,
    set_second_factor,
)
from dialogue.access.actions.links import finishable, make_link
from dialogue.access.actions.sign_ins import unlocked
from dialogue.access.models import AccessLink, Account, Purpose
from dialogue.access.permissions import Role
from dialogue.foundation import bells, journal
from dialogue.foundation.database import db, writing
from dialogue.foundation.errors import RuleBroken

INVITABLE = frozenset(
    {Role.COORDINATOR, Role.FACILITATOR, Role.TABLE_HOST, Role.CLERK, Role.OWNER}
)


class Newcomer(Struct, frozen=True):
    """What somebody fills in who comes to work here."""

    name: str
    password: str
    totp_secret: str
    code: str


def invite(
    email: str,
    role: Role,
    *,
    municipality_id: int | None,
    place: str,
    language: str,
    now: datetime,
) -> AccessLink:
    """Mail an invitation to work here with a role: 7 days, one use.

    ``place`` is the municipality's name (or the programme's). An earlier invitation
    of the same address for the same role is withdrawn. Whether the address has an
    account already is not told.
    """
    if role not in INVITABLE or (role is Role.OWNER) != (municipality_id is None):
        raise RuleBroken(_l("Choose one of the roles."), field="role")
    address = email.casefold()
    earlier = queries.open_invitations(municipality_id, now)
    for each in earlier:
        if each.email == address and each.role is role:
            each.settled_at = now
    link = AccessLink(
        purpose=Purpose.INVITATION, email=address, role=role, place=place,
        municipality_id=municipality_id, language=language, made_at=now,
        expires_at=now + rules.INVITATION_LASTS,
    )  # fmt: skip
    token = make_link(link)
    letters.post_invitation(link, token, now)
    journal.write(
        f"invited {role}",
        f"access-link:{link.id}",
        now=now,
        municipality_id=municipality_id,
    )
    return link


def invite_owner(email: str, language: str, now: datetime) -> None:
    """Invite an owner of the programme, in a transaction of its own (a command)."""
    with writing():
        invite(
            email, Role.OWNER, municipality_id=None, place="Dialogue",
            language=language, now=now,
        )  # fmt: skip


def withdraw_invitation(
    link_id: str, municipality_id: int | None, now: datetime
) -> None:
    """Take an invitation back: its link opens nothing; raises NotHere."""
    queries.invitation_of(municipality_id, link_id, now).settled_at = now


def accept_invitation(
    link_id: str, who: Newcomer, now: datetime
) -> tuple[Account, list[str]]:
    """Make the account an invitation is for: ``(account, ten recovery codes)``.

    Ends the transaction under way. Raises NotHere when the invitation is over,
    RuleBroken when the password is weak or the app's code is wrong.
    """
    email = finishable(link_id, Purpose.INVITATION, now).email
    check_strength(who.password, email, who.name)
    check_first_code(who.totp_secret, who.code, now)
    with unlocked():
        stored = passwords.hashed(who.password)
    link = finishable(link_id, Purpose.INVITATION, now)
    account = make_account(
        email=email,
        name=who.name,
        language=link.language,
        now=now,
        password_hash=stored,
    )
    g.account_id = account.id
    codes = set_second_factor(account.id, who.totp_secret, who.code, now)
    _join(link, account, now)
    return account, codes


def join_with_account(link_id: str, account_id: int, now: datetime) -> None:
    """Accept an invitation with the account one has; raises NotHere, RuleBroken."""
    link = finishable(link_id, Purpose.INVITATION, now)
    account = queries.account(account_id)
    if account.email != link.email:
        raise RuleBroken(
            _l(
                "This invitation was sent to another mail address than "
                "the one of your account."
            )
        )
    _join(link, account, now)


def _join(link: AccessLink, account: Account, now: datetime) -> None:
    db.session.execute(
        update(AccessLink).where(AccessLink.id == link.id).values(settled_at=now)
    )
    bells.invitation_accepted.send(
        link.municipality_id, account_id=account.id, role=link.role, now=now
    )
    journal.write(
        "accepted invitation", f"account:{account.id}", now=now,
        municipality_id=link.municipality_id,
    )  # fmt: skip
