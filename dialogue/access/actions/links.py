"""Links in mail to staff: a new password, a new second factor; and their end."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, true, update

from dialogue.access import letters, queries, rules
from dialogue.access.actions.accounts import set_password
from dialogue.access.actions.sign_ins import end_all_sign_ins
from dialogue.access.browser import WHOLE
from dialogue.access.models import AccessLink, Account, Purpose, RecoveryCode, SignIn
from dialogue.foundation import jobs, journal
from dialogue.foundation.database import db, lock_row, writing
from dialogue.foundation.errors import NotHere
from dialogue.foundation.vault import new_token

KEPT = timedelta(days=30)  # after a link ended, before its row goes
RESET_JOB = "access.reset"


def ask_reset(email: str, language: str, now: datetime) -> None:
    """Ask for a link for a new password.

    Does the same for an address that nobody has: who this is, only the worker
    looks up, so that neither the answer nor its duration tells.
    """
    asked = AccessLink(
        purpose=Purpose.RESET_ASKED, email=email.casefold(), language=language,
        made_at=now, expires_at=now + rules.RESET_LASTS,
    )  # fmt: skip
    db.session.add(asked)
    db.session.flush()
    jobs.enqueue(RESET_JOB, f"access-link:{asked.id}", now=now)


def post_reset(link_id: str, now: datetime) -> None:
    """Carry out what was asked: mail a link if the address has an account."""
    asked = queries.link(link_id, Purpose.RESET_ASKED)
    if asked is None:
        return
    account = queries.account_by_email(asked.email)
    db.session.delete(asked)
    if account is None or now >= asked.expires_at:
        return
    link = AccessLink(
        purpose=Purpose.RESET, email=account.email, account_id=account.id,
        language=account.language, made_at=now, expires_at=now + rules.RESET_LASTS,
    )  # fmt: skip
    token = make_link(link)
    letters.post_reset(account, link.id, token, now)


def carry_out_reset(link_id: str, now: datetime) -> None:
    """``post_reset`` in a transaction of its own (a job)."""
    with writing():
        post_reset(link_id, now)


def make_link(link: AccessLink) -> str:
    """Store a link and give back its secret, which is not stored."""
    token = new_token()
    link.fingerprint = queries.link_fingerprint(token, link.purpose)
    db.session.add(link)
    db.session.flush()
    return token


def open_link(token: str, purpose: Purpose, now: datetime) -> AccessLink | None:
    """Exchange a link's secret for its row; None when it does not open.

    A reset does that once, an invitation until it was accepted (rules.OPENS_AGAIN).
    Wrong, foreign, used and over look the same.
    """
    mark = queries.link_fingerprint(token, purpose)
    again = purpose in rules.OPENS_AGAIN
    # One statement decides who was first, on both databases.
    opened = db.session.execute(
        update(AccessLink)
        .where(
            AccessLink.fingerprint == mark,
            AccessLink.purpose == purpose,
            true() if again else AccessLink.opened_at.is_(None),
            AccessLink.settled_at.is_(None),
            AccessLink.expires_at > now,
        )
        .values(opened_at=now)
        .returning(AccessLink.id)
    ).scalar_one_or_none()
    return None if opened is None else queries.link(opened, purpose)


def reset_password(link_id: str, password: str, now: datetime) -> int:
    """Give the account of an opened link its new password; gives the account's id.

    Ends the transaction under way. Raises NotHere when the link is over, RuleBroken
    when the password is weak.
    """
    account_id = finishable(link_id, Purpose.RESET, now).account_id
    assert account_id is not None  # noqa: S101
    set_password(account_id, password, now)
    finishable(link_id, Purpose.RESET, now).settled_at = now
    # Other links for a new password that still lie in the mailbox die with it.
    db.session.execute(
        update(AccessLink)
        .where(AccessLink.account_id == account_id, AccessLink.purpose == Purpose.RESET)
        .values(settled_at=now)
    )
    account = queries.account(account_id)
    letters.post_password_changed(account, link_id, now)
    return account_id


def finishable(link_id: str, purpose: Purpose, now: datetime) -> AccessLink:
    """An opened link that may still be finished, held; raises NotHere."""
    lock_row(AccessLink, link_id)
    found = queries.link(link_id, purpose)
    if found is None or not rules.may_finish(found, now):
        raise NotHere
    return found


def reset_second_factor(
    account_id: int, *, now: datetime, municipality_id: int | None
) -> None:
    """Take away a lost second factor and mail the account a link to set up another.

    Signing in then takes the mailbox and the password. Signs out everywhere.
    """
    lock_row(Account, account_id)
    account = queries.account(account_id)
    account.totp = None
    db.session.execute(
        delete(RecoveryCode).where(RecoveryCode.account_id == account_id)
    )
    end_all_sign_ins(account_id, now)
    link = AccessLink(
        purpose=Purpose.SECOND_FACTOR, email=account.email, account_id=account_id,
        language=account.language, made_at=now,
        expires_at=now + rules.SECOND_FACTOR_LASTS,
    )  # fmt: skip
    token = make_link(link)
    letters.post_second_factor(account, link.id, token, now)
    journal.write(
        "reset second factor", f"account:{account_id}", now=now,
        municipality_id=municipality_id,
    )  # fmt: skip


def settle_second_factor(link_id: str, account_id: int, now: datetime) -> None:
    """Note that an opened link has served; raises NotHere when it is not theirs."""
    link = finishable(link_id, Purpose.SECOND_FACTOR, now)
    if link.account_id != account_id:
        raise NotHere
    link.settled_at = now


def tidy(now: datetime) -> None:
    """Drop sign-ins and links that ended (a sweep)."""
    db.session.execute(delete(SignIn).where(SignIn.made_at <= now - WHOLE))
    over = or_(AccessLink.settled_at < now - KEPT, AccessLink.expires_at < now - KEPT)
    db.session.execute(delete(AccessLink).where(over))
