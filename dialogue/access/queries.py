"""What the access room looks up."""

from datetime import datetime

from flask import current_app
from sqlalchemy import func, select

from dialogue.access.browser import WHOLE
from dialogue.access.models import AccessLink, Account, Purpose, RecoveryCode, SignIn
from dialogue.foundation.database import db, one
from dialogue.foundation.vault import Vault

SIGN_IN_HASH = "sign-in"


def _vault() -> Vault:
    found: Vault = current_app.extensions["vault"]
    return found


def sign_in_fingerprint(token: str) -> str:
    """The keyed hash under which a signed-in browser is known (64 hex characters)."""
    return _vault().fingerprint(token, SIGN_IN_HASH)


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


def account_by_email(email: str) -> Account | None:
    """The account with this address, however it is capitalised."""
    return db.session.scalar(select(Account).where(Account.email == email.casefold()))
