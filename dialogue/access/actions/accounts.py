"""Making an account and keeping it: name, password, second factor, codes on paper."""

from datetime import datetime

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete

from dialogue.access import passwords, queries, rules, second_factor
from dialogue.access.actions.sign_ins import end_all_sign_ins, unlocked
from dialogue.access.leaked import is_leaked
from dialogue.access.models import Account, RecoveryCode
from dialogue.foundation import journal
from dialogue.foundation.database import db, lock_row
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.vault import Vault


def make_account(
    *,
    email: str,
    name: str,
    now: datetime,
    password: str | None = None,
    password_hash: str | None = None,
    totp_secret: str | None = None,
    language: str = "nl",
) -> Account:
    """A new account; without password or second factor nobody can sign in with it.

    Raises RuleBroken when the address has an account, or the password is weak.
    """
    if queries.account_by_email(email) is not None:
        raise RuleBroken(_l("This mail address already has an account."), field="email")
    if password is not None:
        check_strength(password, email, name)
        password_hash = passwords.hashed(password)
    account = Account(
        email=email.casefold(), name=name, language=language, made_at=now,
        password_hash=password_hash, password_set_at=now if password_hash else None,
    )  # fmt: skip
    db.session.add(account)
    db.session.flush()
    if totp_secret is not None:
        _seal_secret(account, totp_secret)
    journal.write("made account", f"account:{account.id}", now=now)
    return account


def check_strength(password: str, email: str, name: str) -> None:
    """Raises RuleBroken when others would guess it, or have it from elsewhere."""
    rules.check_password(password, email=email, name=name, leaked=is_leaked(password))


def change_account(account_id: int, *, name: str, language: str) -> None:
    """How we address somebody, and in which language."""
    account = queries.account(account_id)
    account.name, account.language = name, language
    db.session.flush()


def set_password(account_id: int, password: str, now: datetime) -> None:
    """Give an account a new password and sign it out everywhere.

    Ends the transaction under way. Raises RuleBroken when the password is weak.
    """
    account = queries.account(account_id)
    check_strength(password, account.email, account.name)
    with unlocked():
        stored = passwords.hashed(password)
    account = queries.account(account_id)
    account.password_hash, account.password_set_at = stored, now
    end_all_sign_ins(account_id, now)
    journal.write("set password", f"account:{account_id}", now=now)


def change_password(
    account_id: int, current: str, password: str, now: datetime
) -> None:
    """Change one's own password; raises RuleBroken when the present one is wrong."""
    check_current(account_id, current)
    set_password(account_id, password, now)


def check_current(account_id: int, current: str) -> None:
    """Refuse when this is not the account's password. Ends the transaction."""
    stored = queries.account(account_id).password_hash
    with unlocked():
        right = passwords.matches(stored, current)
    if not right:
        raise RuleBroken(_l("This is not the password you have now."), field="current")


def set_second_factor(
    account_id: int, secret: str, code: str, now: datetime
) -> list[str]:
    """Tie an authenticator app to an account; gives ten recovery codes to print.

    Raises RuleBroken when ``code`` is not what the app shows with this secret.
    """
    step = check_first_code(secret, code, now)
    lock_row(Account, account_id)
    account = queries.account(account_id)
    _seal_secret(account, secret)
    account.totp_step = step
    journal.write("set second factor", f"account:{account_id}", now=now)
    return new_recovery_codes(account_id, now)


def check_first_code(secret: str, code: str, now: datetime) -> int:
    """The step of the first code of a new app; raises RuleBroken when it is wrong."""
    step = second_factor.matching_step(secret, second_factor.plain(code), now, after=0)
    if step is None:
        raise RuleBroken(
            _l(
                "This is not the code that the app shows. Wait for the next one and "
                "type it again. Still wrong? Check the time on your telephone."
            ),
            field="code",
        )
    return step


def new_recovery_codes(account_id: int, now: datetime) -> list[str]:
    """Ten fresh recovery codes; those of before no longer work."""
    db.session.execute(
        delete(RecoveryCode).where(RecoveryCode.account_id == account_id)
    )
    codes = second_factor.new_codes()
    for code in codes:
        mark = queries.code_fingerprint(account_id, second_factor.plain(code))
        db.session.add(RecoveryCode(account_id=account_id, fingerprint=mark))
    db.session.flush()
    journal.write("made recovery codes", f"account:{account_id}", now=now)
    return codes


def _seal_secret(account: Account, secret: str) -> None:
    vault: Vault = current_app.extensions["vault"]
    account.totp = vault.seal(secret, f"account.totp:{account.id}")
    db.session.flush()
