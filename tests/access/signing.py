"""How a test signs somebody in without walking through the pages."""

from dialogue.access import actions, browser, second_factor
from dialogue.foundation import clock
from dialogue.foundation.database import db, start_writing


def sign_in(client, account):
    """Let the client's browser carry a sign-in of this account (or account id).

    Commits what the test prepared, and leaves its transaction open for writing.
    """
    db.session.commit()
    start_writing()
    now = clock.now()
    token = actions.start_sign_in(
        account if isinstance(account, int) else account.id, now
    )
    db.session.commit()
    start_writing()
    with client.session_transaction() as kept:
        kept.clear()
        kept[browser.SIGN_IN] = [token, int((now + browser.IDLE).timestamp())]
    return client


PASSWORD = "paard batterij nietje juist"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def commit():
    """Commit what a test prepared, and open the next transaction for writing."""
    db.session.commit()
    start_writing()


def enrol(account, now):
    """Give an account the tests' password and authenticator app; commits."""
    actions.set_password(account.id, PASSWORD, now)
    actions.set_second_factor(
        account.id, SECRET, second_factor.code_at(SECRET, now), now
    )
    account.totp_step = 0  # so that the tests may use the present code once more
    commit()
    return account
