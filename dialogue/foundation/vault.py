"""Encryption of personal data, and keyed hashes of whatever must be found again.

AES-256-GCM. A sealed value is ``key id | nonce | ciphertext``; it is bound to its
place (table, column, row, municipality), so it cannot be moved to another row. Every
dialogue session has a data key of its own, wrapped by the master key; destroying the
wrapped key destroys every personal value of that evening, backups included.
"""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Struct

NONCE_BYTES = 12


class Unreadable(Exception):
    """The key is gone or the value was tampered with or moved."""


class Vault(Struct, frozen=True):
    """The master keys (newest first) and the secret for keyed hashes."""

    keys: tuple[tuple[str, bytes], ...]
    secret: bytes

    def seal(self, plain: str | bytes, place: str) -> bytes:
        """Encrypt under the newest master key, bound to ``place``."""
        key_id, key = self.keys[0]
        return key_id.encode() + b"|" + _encrypt(key, plain, place)

    def open(self, sealed: bytes, place: str) -> bytes:
        """Decrypt; raises Unreadable when the key is unknown or the place differs."""
        key_id, _, rest = sealed.partition(b"|")
        for known, key in self.keys:
            if known.encode() == key_id:
                return _decrypt(key, rest, place)
        raise Unreadable("The key of this value is not among the master keys.")

    def new_data_key(self, place: str) -> bytes:
        """A fresh data key, wrapped by the master key: store this, nothing else."""
        return self.seal(secrets.token_bytes(32), place)

    def data_key(self, wrapped: bytes | None, place: str) -> "DataKey":
        """Unwrap a data key; raises Unreadable when it was destroyed (None)."""
        if wrapped is None:
            raise Unreadable("The data key was destroyed.")
        return DataKey(self.open(wrapped, place))

    def fingerprint(self, text: str | bytes, purpose: str) -> str:
        """A keyed hash (64 hex characters) to look something up without storing it."""
        raw = text if isinstance(text, bytes) else text.encode()
        return hmac.new(
            self.secret, purpose.encode() + b"\0" + raw, hashlib.sha256
        ).hexdigest()


class DataKey(Struct, frozen=True):
    """The key of one dialogue session's personal values, in memory only."""

    key: bytes

    def seal(self, plain: str, place: str) -> bytes:
        """Encrypt, bound to ``place`` (for instance ``registration.name:12``)."""
        return _encrypt(self.key, plain, place)

    def open(self, sealed: bytes, place: str) -> str:
        """Decrypt; raises Unreadable when moved or tampered with."""
        return _decrypt(self.key, sealed, place).decode()


def new_token() -> str:
    """A personal link's secret: 256 random bits, safe in an address."""
    return secrets.token_urlsafe(32)


def _encrypt(key: bytes, plain: str | bytes, place: str) -> bytes:
    raw = plain if isinstance(plain, bytes) else plain.encode()
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, raw, place.encode())


def _decrypt(key: bytes, sealed: bytes, place: str) -> bytes:
    try:
        return AESGCM(key).decrypt(
            sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode()
        )
    except (InvalidTag, ValueError) as broken:
        raise Unreadable("The value does not belong here or was changed.") from broken
