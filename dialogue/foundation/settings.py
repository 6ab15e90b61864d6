"""Settings, read once from the environment, typed and strict.

An unknown or malformed setting stops the start with a sentence. Every setting has
the prefix ``DIALOGUE_``; docs/running.md lists them (a test keeps that list true).
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PREFIX = "DIALOGUE_"
Parser = Callable[[str, str], Any]
# Fingerprints of the keys the demo uses: they are public, so production refuses them.
DEMO_SECRET = "demo-secret-demo-secret-demo-secret-0000"  # noqa: S105
DEMO_MASTER = "demo:" + base64.b64encode(b"demo-master-key-demo-master-key!").decode()
_PUBLIC = {hashlib.sha256(text.encode()).hexdigest() for text in (DEMO_SECRET,)}


class SettingsInvalid(Exception):
    """A setting is unknown, missing or malformed; the message says which and why."""


class Mode(StrEnum):
    """What kind of house this is."""

    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between one installation and the next."""

    secret_key: str
    master_keys: tuple[tuple[str, bytes], ...]
    public_url: str
    database_url: str = "sqlite:///instance/dialogue.sqlite"
    mail_url: str = "folder:instance/mail"
    mail_from: str = "Dialogue <noreply@localhost>"
    queue_url: str = "sqlite:///instance/queue.sqlite"
    limits_url: str = "memory://"
    instance: Path = field(default_factory=lambda: Path("instance"))
    mode: Mode = Mode.PRODUCTION
    languages: tuple[str, ...] = ("nl", "en")
    log: str = "json"
    proxies: int = 0
    # Folders with fonts; foundation/paper reads the environment itself, in its child.
    paper_fonts: str = ""
    leaked_passwords: str = ""  # a file; see access/leaked.py

    @property
    def secure(self) -> bool:
        """Whether the site is served over https, so cookies can be locked to it."""
        return self.public_url.startswith("https://")

    @property
    def demo(self) -> bool:
        """Whether demo-only pages exist in this house."""
        return self.mode is Mode.DEMO


def read(environment: Mapping[str, str]) -> Settings:
    """Settings from an environment; raises SettingsInvalid with a sentence."""
    given = {
        key.removeprefix(PREFIX).lower(): value
        for key, value in environment.items()
        if key.startswith(PREFIX)
    }
    known = {entry.name for entry in fields(Settings)}
    for name in sorted(set(given) - known):
        raise SettingsInvalid(
            f"{PREFIX}{name.upper()} is not a setting. Known settings: "
            + ", ".join(PREFIX + each.upper() for each in sorted(known))
        )
    for name in ("secret_key", "master_keys", "public_url"):
        if not given.get(name):
            raise SettingsInvalid(f"{PREFIX}{name.upper()} is missing.")
    settings = Settings(
        **{
            name: _PARSERS.get(name, _text)(name, value)
            for name, value in given.items()
        }
    )
    _check(settings)
    return settings


def _check(settings: Settings) -> None:
    if settings.mode is not Mode.PRODUCTION:
        return
    if hashlib.sha256(settings.secret_key.encode()).hexdigest() in _PUBLIC:
        raise SettingsInvalid(
            f"{PREFIX}SECRET_KEY is the demo's key, which everybody knows. Make one: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
        )
    demo_master = base64.b64decode(DEMO_MASTER.partition(":")[2])
    if any(key == demo_master for _, key in settings.master_keys):
        raise SettingsInvalid(
            f"{PREFIX}MASTER_KEYS holds the demo's key, which everybody knows."
        )


def _text(name: str, value: str) -> str:
    if value != value.strip() or not value:
        raise SettingsInvalid(f"{PREFIX}{name.upper()} is empty or starts with spaces.")
    return value


def _secret(name: str, value: str) -> str:
    if len(_text(name, value)) < 32:
        raise SettingsInvalid(f"{PREFIX}SECRET_KEY is too short: use 32 characters.")
    return value


def _keys(name: str, value: str) -> tuple[tuple[str, bytes], ...]:
    found = []
    for part in value.split(","):
        key_id, _, encoded = part.strip().partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError):
            key = b""
        if not key_id.isalnum() or len(key) != 32:
            raise SettingsInvalid(
                f"{PREFIX}MASTER_KEYS must be name:base64-of-32-bytes, the newest "
                "first, separated by commas."
            )
        found.append((key_id, key))
    return tuple(found)


def _site(name: str, value: str) -> str:
    parts = urlsplit(value)
    if (
        parts.scheme not in {"http", "https"}
        or not parts.netloc
        or parts.path not in {"", "/"}
    ):
        raise SettingsInvalid(f"{PREFIX}PUBLIC_URL must look like https://example.nl.")
    return value.rstrip("/")


def _url(*schemes: str) -> Parser:
    def parse(name: str, value: str) -> str:
        if not any(value.startswith(scheme) for scheme in schemes):
            raise SettingsInvalid(
                f"{PREFIX}{name.upper()} must start with {' or '.join(schemes)}."
            )
        return value

    return parse


def _mode(name: str, value: str) -> Mode:
    try:
        return Mode(value)
    except ValueError:
        raise SettingsInvalid(
            f"{PREFIX}MODE must be one of {', '.join(Mode)}."
        ) from None


def _path(name: str, value: str) -> Path:
    return Path(_text(name, value))


def _languages(name: str, value: str) -> tuple[str, ...]:
    found = tuple(part.strip() for part in value.split(","))
    if "nl" not in found or not all(part.replace("-", "").isalnum() for part in found):
        raise SettingsInvalid(f"{PREFIX}LANGUAGES must be like nl,en and hold nl.")
    return found


def _log(name: str, value: str) -> str:
    if value not in {"json", "text"}:
        raise SettingsInvalid(f"{PREFIX}LOG must be json or text.")
    return value


def _count(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit()) or int(value) > 9:
        raise SettingsInvalid(f"{PREFIX}{name.upper()} must be a number from 0 to 9.")
    return int(value)


def _list_of_hashes(name: str, value: str) -> str:
    try:
        with Path(value).open("rb") as file:
            first = file.read(40).decode("ascii")
    except (OSError, ValueError):
        first = ""
    if not re.fullmatch("[0-9A-Fa-f]{40}", first):
        raise SettingsInvalid(
            f"{PREFIX}{name.upper()} must name a file of SHA-1 hashes, in their order."
        )
    return value


_PARSERS: Mapping[str, Parser] = {
    "secret_key": _secret,
    "master_keys": _keys,
    "public_url": _site,
    "database_url": _url("sqlite:///", "postgresql://", "postgresql+psycopg://"),
    "mail_url": _url("smtp://", "smtps://", "folder:"),
    "queue_url": _url("sqlite:///", "postgresql://", "redis://", "rediss://"),
    "limits_url": _url("memory://", "redis://", "rediss://"),
    "instance": _path,
    "mode": _mode,
    "languages": _languages,
    "log": _log,
    "proxies": _count,
    "leaked_passwords": _list_of_hashes,
}
