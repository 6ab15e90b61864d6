"""What changes accounts."""

from datetime import datetime

from dialogue.access import queries
from dialogue.access.models import SignIn
from dialogue.foundation.database import db
from dialogue.foundation.vault import new_token


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
