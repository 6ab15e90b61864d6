"""What the access room looks up."""

from collections.abc import Sequence
from datetime import datetime

from flask import current_app
from sqlalchemy import ColumnElement, func, select

from dialogue.access.browser import WHOLE
from dialogue.access.models import AccessLink, Account, Purpose, RecoveryCode, SignIn
from dialogue.foundation.database import all_of, db, one
from dialogue.foundation.vault import Vault


def _vault() -> Vault:
    found: Vault = current_app.extensions["vault"]
    return found


def sign_in_fingerprint(token: str) -> str:
    """The keyed hash under which a signed-in browser is known (64 hex characters)."""
    return _vault().fingerprint(token, "sign-in")


def link_fingerprint(token: str, purpose: Purpose) -> str:
    """The keyed hash of a link's secret: another one for every purpose."""
    return _vault().fingerprint(token, f"access-link {purpose}")


def code_fingerprint(account_id: int, plain: str) -> str:
    """The keyed hash of one account's recovery code."""
    return _vault().fingerprint(plain, f"recovery-code {account_id}")


def account_signed_in(token: str | None, now: datetime) -> int | None:
    """The id of the account whose browser carries ``token``; None when it ended."""
    if not token:
        return None
    return db.session.scalar(
        select(SignIn.account_id).where(
            SignIn.fingerprint == sign_in_fingerprint(token),
            SignIn.made_at > now - WHOLE,
        )
    )


def account(account_id: int) -> Account:
    """An account by id; raises NotHere."""
    found: Account = one(select(Account).where(Account.id == account_id))
    return found


def accounts(ids: Sequence[int]) -> dict[int, Account]:
    """Accounts by id, those that exist."""
    found = all_of(select(Account).where(Account.id.in_(ids)))
    return {each.id: each for each in found}


def account_by_email(email: str) -> Account | None:
    """The account with this address, however it is capitalised."""
    return db.session.scalar(select(Account).where(Account.email == email.casefold()))


def recovery_code(account_id: int, plain: str) -> RecoveryCode | None:
    """An unused recovery code of an account."""
    return db.session.scalar(
        select(RecoveryCode).where(
            RecoveryCode.account_id == account_id,
            RecoveryCode.fingerprint == code_fingerprint(account_id, plain),
            RecoveryCode.used_at.is_(None),
        )
    )


def codes_left(account_id: int) -> int:
    """How many recovery codes an account has not used."""
    unused = select(func.count(RecoveryCode.id)).where(
        RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None)
    )
    return db.session.scalar(unused) or 0


def browsers_signed_in(account_id: int, now: datetime) -> int:
    """In how many browsers an account is signed in."""
    fresh = select(func.count()).where(
        SignIn.account_id == account_id, SignIn.made_at > now - WHOLE
    )
    return db.session.scalar(fresh) or 0


def link(link_id: str | None, purpose: Purpose) -> AccessLink | None:
    """A link's row by id, if it is for this purpose."""
    return db.session.scalar(
        select(AccessLink)
        .where(AccessLink.id == link_id, AccessLink.purpose == purpose)
        .execution_options(populate_existing=True)
    )


def open_invitations(
    municipality_id: int | None, now: datetime
) -> Sequence[AccessLink]:
    """Invitations that nobody accepted yet, the newest first."""
    return all_of(
        select(AccessLink)
        .where(_invitations(municipality_id, now))
        .order_by(AccessLink.made_at.desc(), AccessLink.email)
    )


def invitation_of(
    municipality_id: int | None, link_id: str, now: datetime
) -> AccessLink:
    """One open invitation of a municipality; raises NotHere."""
    found: AccessLink = one(
        select(AccessLink).where(
            _invitations(municipality_id, now), AccessLink.id == link_id
        )
    )
    return found


def _invitations(municipality_id: int | None, now: datetime) -> ColumnElement[bool]:
    return (
        (AccessLink.purpose == Purpose.INVITATION)
        & AccessLink.municipality_id.is_not_distinct_from(municipality_id)
        & AccessLink.settled_at.is_(None)
        & (AccessLink.expires_at > now)
    )
