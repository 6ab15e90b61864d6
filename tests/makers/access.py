"""Makers for the access room."""

import unicodedata
from typing import Any

from dialogue.access.models import Account
from dialogue.foundation import clock
from dialogue.foundation.database import db


def make_account(name: str = "Samira el Idrissi", **more: Any) -> Account:
    """An account with an address made of the name."""
    plain = (
        unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    )
    values: dict[str, Any] = {
        "name": name, "email": plain.replace(" ", ".") + "@dialogue.example",
        "made_at": clock.now(),
    }  # fmt: skip
    account = Account(**(values | more))
    db.session.add(account)
    db.session.flush()
    return account
