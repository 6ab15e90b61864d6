"""Settings are strict, and written down."""

import base64
import re
from dataclasses import MISSING, fields
from pathlib import Path

import pytest

from dialogue.foundation.settings import (
    DEMO_MASTER,
    DEMO_SECRET,
    PREFIX,
    Settings,
    SettingsInvalid,
    read,
)

RUNNING = Path(__file__).parents[2] / "docs" / "running.md"
OWN_MASTER = "k1:" + base64.b64encode(b"x" * 32).decode()
GOOD = {
    "DIALOGUE_SECRET_KEY": "a-key-of-our-own-that-is-long-enough",
    "DIALOGUE_MASTER_KEYS": OWN_MASTER,
    "DIALOGUE_PUBLIC_URL": "https://gesprek.example.nl",
}
NAMES = [PREFIX + entry.name.upper() for entry in fields(Settings)]


def documented():
    """{setting: default as written} from the table in docs/running.md."""
    rows = re.findall(
        r"^\| `(DIALOGUE_\w+)` \| (.+?) \|", RUNNING.read_text(), re.MULTILINE
    )
    return dict(rows)


def test_every_setting_is_documented_and_nothing_else_is():
    assert sorted(documented()) == sorted(NAMES)


@pytest.mark.parametrize("entry", fields(Settings), ids=lambda entry: entry.name)
def test_documented_default_is_the_default(entry):
    written = documented()[PREFIX + entry.name.upper()].strip("`")
    if entry.default is MISSING and entry.default_factory is MISSING:
        assert written == "must be given"
        return
    default = entry.default if entry.default is not MISSING else entry.default_factory()
    said = ",".join(default) if isinstance(default, tuple) else str(default)
    assert written == (said or "empty")


def test_good_settings_are_read():
    settings = read(GOOD | {"DIALOGUE_PROXIES": "1", "DIALOGUE_LANGUAGES": "nl, en"})
    assert (settings.proxies, settings.languages, settings.secure) == (
        1,
        ("nl", "en"),
        True,
    )


def test_setting_of_another_program_is_none_of_ours():
    assert read(GOOD | {"PATH": "/bin", "DIALOG": "x"}).proxies == 0


def test_unknown_setting_stops_the_start_and_names_the_known_ones():
    with pytest.raises(SettingsInvalid) as stop:
        read(GOOD | {"DIALOGUE_DATABASE": "sqlite:///x"})
    assert "DIALOGUE_DATABASE is not a setting" in str(stop.value)
    assert "DIALOGUE_DATABASE_URL" in str(stop.value)


@pytest.mark.parametrize("name", sorted(GOOD))
def test_missing_setting_stops_the_start(name):
    with pytest.raises(SettingsInvalid, match=f"{name} is missing"):
        read({key: value for key, value in GOOD.items() if key != name})


BROKEN = {
    "DIALOGUE_SECRET_KEY": ["short", " " * 40],
    "DIALOGUE_MASTER_KEYS": ["k1", "k1:notbase64!", "k1:" + base64.b64encode(b"x" * 31).decode(), f"{OWN_MASTER},"],
    "DIALOGUE_PUBLIC_URL": ["gesprek.example.nl", "ftp://example.nl", "https://example.nl/here"],
    "DIALOGUE_DATABASE_URL": ["mysql://x", "dialogue.sqlite", ""],
    "DIALOGUE_MAIL_URL": ["mail.example.nl", "http://x"],
    "DIALOGUE_MAIL_FROM": ["", " x"],
    "DIALOGUE_QUEUE_URL": ["amqp://x"],
    "DIALOGUE_LIMITS_URL": ["sqlite:///x"],
    "DIALOGUE_INSTANCE": [""],
    "DIALOGUE_MODE": ["live", "PRODUCTION", ""],
    "DIALOGUE_LANGUAGES": ["en", "", "nl,e n"],
    "DIALOGUE_LOG": ["xml"],
    "DIALOGUE_PROXIES": ["ten", "-1", "10", "", "²"],
    "DIALOGUE_PAPER_FONTS": [" /fonts"],
    "DIALOGUE_LEAKED_PASSWORDS": ["", "/nowhere", "/etc", str(RUNNING)],
}  # fmt: skip


def test_every_setting_has_a_malformed_example_here():
    assert sorted(BROKEN) == sorted(NAMES)


@pytest.mark.parametrize(
    ("name", "value"),
    [(name, value) for name, values in BROKEN.items() for value in values],
)
def test_malformed_setting_stops_the_start_with_a_sentence_that_names_it(name, value):
    with pytest.raises(SettingsInvalid) as stop:
        read(GOOD | {name: value})
    assert name in str(stop.value)
    assert str(stop.value).endswith((".", '"'))


def test_sentence_never_repeats_a_secret():
    for name in ("DIALOGUE_SECRET_KEY", "DIALOGUE_MASTER_KEYS", "DIALOGUE_MAIL_URL"):
        with pytest.raises(SettingsInvalid) as stop:
            read(GOOD | {name: "canary-canary"})
        assert "canary" not in str(stop.value)


@pytest.mark.parametrize(
    "demo",
    [
        {"DIALOGUE_SECRET_KEY": DEMO_SECRET},
        {"DIALOGUE_MASTER_KEYS": DEMO_MASTER},
        {"DIALOGUE_MASTER_KEYS": f"{OWN_MASTER},{DEMO_MASTER}"},
        {"DIALOGUE_MASTER_KEYS": DEMO_MASTER.replace("demo:", "mine:")},
    ],
    ids=["secret", "master", "an old master", "renamed"],
)
def test_production_refuses_the_keys_of_the_demo(demo):
    with pytest.raises(SettingsInvalid, match="which everybody knows"):
        read(GOOD | demo)
    assert read(GOOD | demo | {"DIALOGUE_MODE": "demo"}).demo
