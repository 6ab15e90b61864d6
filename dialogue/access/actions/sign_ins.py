"""Signing in, in two steps, and out."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from flask import current_app, g
from sqlalchemy import delete

from dialogue.access import letters, passwords, queries, second_factor
from dialogue.access.models import Account, RecoveryCode, SignIn
from dialogue.foundation import journal
from dialogue.foundation.database import db, keep_on_refusal, lock_row, start_writing
from dialogue.foundation.vault import Vault, new_token


@contextmanager
def unlocked() -> Iterator[None]:
    """Let others write while a password is hashed: that takes a tenth of a second.

    Ends the transaction; only before anything was written in it. What was loaded
    must be looked up again.
    """
    db.session.rollback()
    yield
    start_writing()


def check_password(email: str, password: str) -> int | None:
    """The id of the account with this address and password, else None.

    Takes as long for an address that nobody has. Ends the transaction under way.
    """
    account = queries.account_by_email(email)
    account_id = account.id if account else None
    stored = account.password_hash if account else None
    anew = None
    with unlocked():
        right = passwords.matches(stored, password)
        if right and stored and passwords.is_outdated(stored):
            anew = passwords.hashed(password)
    if not right or account_id is None:
        return None
    if anew:
        queries.account(account_id).password_hash = anew
    return account_id


def pass_second_factor(account_id: int, code: str, now: datetime) -> bool:
    """Use up a code of the app or a recovery code; False when it is neither."""
    lock_row(Account, account_id)
    account = queries.account(account_id)
    db.session.refresh(account)
    plain = second_factor.plain(code)
    secret = totp_secret(account)
    if secret is None:
        return False
    step = second_factor.matching_step(secret, plain, now, after=account.totp_step)
    if step is not None:
        account.totp_step = step
        return True
    return _use_recovery_code(account_id, plain, now)


def _use_recovery_code(account_id: int, plain: str, now: datetime) -> bool:
    found: RecoveryCode | None = queries.recovery_code(account_id, plain)
    if found is None:
        return False
    found.used_at = now
    g.account_id = account_id
    journal.write("used recovery code", f"account:{account_id}", now=now)
    return True


def warn_of_wrong_codes(account_id: int, now: datetime) -> None:
    """Mail whoever owns the account: somebody knows the password, not the code.

    Once a day; kept although the answer is a refusal.
    """
    letters.post_wrong_codes(queries.account(account_id), now)
    keep_on_refusal()


def start_sign_in(account_id: int, now: datetime) -> str:
    """Note that a browser is signed in; give back the secret it must carry."""
    token = new_token()
    db.session.add(
        SignIn(
            fingerprint=queries.sign_in_fingerprint(token),
            account_id=account_id,
            made_at=now,
        )
    )
    db.session.flush()
    return token


def end_sign_in(token: str | None) -> None:
    """Sign one browser out: its cookie opens nothing any more."""
    if token:
        mine = SignIn.fingerprint == queries.sign_in_fingerprint(token)
        db.session.execute(delete(SignIn).where(mine))


def end_all_sign_ins(account_id: int, now: datetime) -> None:
    """Sign an account out everywhere."""
    db.session.execute(delete(SignIn).where(SignIn.account_id == account_id))
    journal.write("signed out everywhere", f"account:{account_id}", now=now)


def totp_secret(account: Account) -> str | None:
    """The secret of the account's authenticator app; None when there is none."""
    if account.totp is None:
        return None
    vault: Vault = current_app.extensions["vault"]
    return vault.open(account.totp, f"account.totp:{account.id}").decode()
