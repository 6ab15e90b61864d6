"""The second factor: codes of an authenticator app (RFC 6238), and codes on paper."""

import io
import secrets
from datetime import datetime

import pyotp

ISSUER = "Dialogue"
STEP = 30  # seconds a code lasts
DRIFT = 1  # steps a telephone's clock may be early or late
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0 1 I L O U: read aloud without doubt
CODES, CODE_LENGTH = 10, 12  # 12 of 30 letters: 58 bits


def new_secret() -> str:
    """A fresh secret for an authenticator app: 160 bits in base 32."""
    return pyotp.random_base32(32)


def matching_step(secret: str, code: str, now: datetime, *, after: int) -> int | None:
    """The half minute that ``code`` belongs to; None when it is wrong or was used.

    ``after`` is the last half minute whose code was used.
    """
    clock = pyotp.TOTP(secret, interval=STEP)
    present = int(now.timestamp()) // STEP
    for step in range(present - DRIFT, present + DRIFT + 1):
        right = clock.generate_otp(step).encode()
        if step > after and secrets.compare_digest(right, code.encode()):
            return step
    return None


def code_at(secret: str, now: datetime) -> str:
    """The six digits that the app shows now (for the demo and for tests)."""
    return pyotp.TOTP(secret, interval=STEP).generate_otp(int(now.timestamp()) // STEP)


def address(secret: str, email: str) -> str:
    """What an authenticator app reads from the picture (``otpauth://…``)."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def picture(secret: str, email: str, title: str) -> str:
    """The address as a QR code: an ``<svg>`` to stand in the page, with a title."""
    import segno  # a picture is drawn once an account

    out = io.BytesIO()
    segno.make(address(secret, email), error="m").save(
        out, kind="svg", scale=5, border=2, xmldecl=False, svgns=True, title=title,
        dark="#000", light="#fff", svgclass=None, lineclass=None, nl=False,
    )  # fmt: skip
    return out.getvalue().decode().replace("<svg ", '<svg role="img" ', 1)


def in_groups(secret: str) -> str:
    """A secret as people type it over: four letters at a time."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def new_codes() -> list[str]:
    """Ten recovery codes such as ``4KTM-9PZA-XW7D``."""
    return [in_groups(_letters()).replace(" ", "-") for _ in range(CODES)]


def _letters() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def plain(code: str) -> str:
    """A code as it is compared: no spaces or hyphens, capitals."""
    return "".join(char for char in code.upper() if char.isalnum())
