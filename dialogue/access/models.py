"""Accounts of staff, and what lets them in; residents have none."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from dialogue.access.permissions import Role
from dialogue.foundation.model import Keyed, Numbered, Record, named


class Account(Numbered, Record):
    """Somebody who works with dialogues and signs in."""

    __tablename__ = "account"

    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(12), default="nl")
    made_at: Mapped[datetime]
    # None: nobody can sign in with a password (a test's account, say).
    password_hash: Mapped[str | None] = mapped_column(String(200))
    password_set_at: Mapped[datetime | None]
    # The secret of the authenticator app, sealed; None: must be set up by a link.
    totp: Mapped[bytes | None]
    # The last half minute whose code was used: no code works twice.
    totp_step: Mapped[int] = mapped_column(default=0)


class SignIn(Record):
    """A browser that is signed in. Without its row the cookie opens nothing."""

    __tablename__ = "sign_in"

    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    made_at: Mapped[datetime]


class RecoveryCode(Keyed, Record):
    """One way back in without the telephone; used once."""

    __tablename__ = "recovery_code"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    fingerprint: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None]


class Purpose(StrEnum):
    """What a link in a mail to staff may be used for; never for anything else."""

    RESET_ASKED = "reset asked"  # no link yet: the worker looks who this is
    RESET = "reset"
    SECOND_FACTOR = "second factor"
    INVITATION = "invitation"


class AccessLink(Keyed, Record):
    """A link in a mail: one purpose, one use, until a moment.

    Only a keyed hash of its secret is stored. ``opened_at`` is set by each POST that
    exchanges the secret for a browser's right to finish; ``settled_at`` when one did:
    then it opens nothing, and the right of every other browser ends.
    """

    __tablename__ = "access_link"

    purpose: Mapped[Purpose] = mapped_column(named(Purpose))
    fingerprint: Mapped[str | None] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(254), index=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    language: Mapped[str] = mapped_column(String(12), default="nl")
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE")
    )
    # Of an invitation: the role, and where (None: in the programme).
    role: Mapped[Role | None] = mapped_column(named(Role))
    municipality_id: Mapped[int | None] = mapped_column(index=True)
    place: Mapped[str] = mapped_column(String(80), default="")
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
