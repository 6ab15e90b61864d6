"""Passwords: any characters, any length that is allowed, kept exactly as typed."""

import pytest

from dialogue.access import passwords, rules
from dialogue.foundation.errors import RuleBroken

ANY = [
    "  vier woorden met spaties  ",
    "ümläut ñandú œuvre ß!",
    "рыба стол окно луна",
    "\u732b\u3068\u72ac\u3068\u9ce5\u3068\u9b5a\u3068\u99ac\u3068\u725b\u3068",
    "\U0001f41f\U0001fa91\U0001f319\U0001f6aa\U0001f333\U0001f4da vis stoel",
    "x7&<>\"'%{}();--\\/|`~",
    "".join(chr(97 + number % 23) for number in range(rules.LONGEST)),
]


@pytest.mark.parametrize("password", ANY)
def test_any_characters_make_a_password(password):
    rules.check_password(password, email="joost@example.nl", name="Joost Vermeer")


@pytest.mark.parametrize("password", [ANY[0], ANY[4]])
def test_it_opens_exactly_as_it_was_typed(password):
    stored = passwords.hashed(password)
    assert stored.startswith("$argon2id$")
    assert passwords.matches(stored, password)
    assert not passwords.matches(stored, password.strip().upper())
    assert not passwords.matches(stored, password[:-1])


def test_two_keyboards_agree_about_one_letter():
    assert passwords.matches(passwords.hashed("vier caf\u00e9s"), "vier cafe\u0301s")


def test_shorter_than_twelve_is_refused():
    with pytest.raises(RuleBroken, match="12"):
        rules.check_password("elf woorden", email="a@example.nl", name="A")
