"""A password that leaked elsewhere is refused, where the keeper gives the list."""

import hashlib
from dataclasses import replace

import pytest

from dialogue.access import actions
from dialogue.access.leaked import is_leaked
from dialogue.foundation.errors import RuleBroken

LEAKED = [f"vier woorden en nummer {number}" for number in range(200)]


def sha1(password):
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


@pytest.fixture
def named(app, tmp_path, monkeypatch):
    """Name a file with these passwords in the settings."""

    def name(passwords, end="\r\n"):
        lines = sorted(sha1(each) for each in passwords)
        file = tmp_path / "leaked.txt"
        counts = (f"{line}:{'9' * (place % 7 + 1)}" for place, line in enumerate(lines))
        file.write_bytes("".join(line + end for line in counts).encode())
        settings = replace(app.extensions["settings"], leaked_passwords=str(file))
        monkeypatch.setitem(app.extensions, "settings", settings)

    return name


def test_without_a_list_nothing_is_known(app):
    assert not is_leaked(LEAKED[0])


@pytest.mark.parametrize("many", [0, 1, 2, 3, 200])
def test_every_one_in_the_list_is_found_and_no_other(named, many):
    named(LEAKED[:many])
    assert all(is_leaked(each) for each in LEAKED[:many])
    assert not any(is_leaked(f"{each}!") for each in LEAKED)


def test_other_line_ends_and_other_forms_of_a_letter_are_the_same(named):
    named([*LEAKED, "vier caf\u00e9s en een hond"], end="\n")
    assert all(is_leaked(each) for each in LEAKED)
    assert is_leaked("vier cafe\u0301s en een hond")


def test_a_leaked_password_is_refused_with_a_sentence(named, cast, now):
    named(LEAKED)
    with pytest.raises(RuleBroken) as told:
        actions.set_password(cast.joost.id, LEAKED[7], now)
    assert told.value.field == "password"
    assert "nummer" not in str(told.value)
