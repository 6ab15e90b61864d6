"""The vault: sealed values stay where they belong, and die with their key."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dialogue.foundation.vault import Unreadable, Vault, new_token

OLD, NEW = ("k1", b"1" * 32), ("k2", b"2" * 32)
VAULT = Vault((OLD,), b"a secret for hashes")
HERE = "registration.name:12:1"


@given(st.text())
def test_what_was_sealed_is_read_again_and_does_not_stand_there(text):
    key = VAULT.data_key(VAULT.new_data_key(HERE), HERE)
    sealed = key.seal(text, HERE)
    assert key.open(sealed, HERE) == text
    assert len(text.encode()) < 4 or text.encode() not in sealed


def test_same_words_sealed_twice_look_different():
    assert VAULT.seal("Samira", HERE) != VAULT.seal("Samira", HERE)


@pytest.mark.parametrize(
    "elsewhere",
    ["registration.name:13:1", "registration.mail:12:1", "registration.name:12:2", ""],
    ids=["another row", "another column", "another municipality", "nowhere"],
)
def test_value_that_was_moved_is_not_read(elsewhere):
    with pytest.raises(Unreadable):
        VAULT.open(VAULT.seal("Samira", HERE), elsewhere)


def test_value_that_was_changed_in_any_byte_is_not_read():
    sealed = VAULT.seal("Samira", HERE)
    for place in range(len(sealed)):
        broken = bytearray(sealed)
        broken[place] ^= 1
        with pytest.raises(Unreadable):
            VAULT.open(bytes(broken), HERE)


@pytest.mark.parametrize("rubbish", [b"", b"k1|", b"k1|short", b"|", b"k1" + b"x" * 40])
def test_rubbish_is_not_read_and_breaks_nothing(rubbish):
    with pytest.raises(Unreadable):
        VAULT.open(rubbish, HERE)


def test_new_master_key_seals_and_the_old_one_still_reads():
    before = VAULT.seal("Samira", HERE)
    rotated = replace(VAULT, keys=(NEW, OLD))
    assert rotated.open(before, HERE) == b"Samira"
    assert rotated.seal("Samira", HERE).startswith(b"k2|")
    with pytest.raises(Unreadable):
        VAULT.open(rotated.seal("Samira", HERE), HERE)


def test_backup_without_its_keys_says_nothing():
    sealed = VAULT.seal("Samira", HERE)
    with pytest.raises(Unreadable):
        Vault((NEW,), b"another secret").open(sealed, HERE)


def test_destroyed_data_key_opens_nothing_any_more():
    wrapped = VAULT.new_data_key(HERE)
    sealed = VAULT.data_key(wrapped, HERE).seal("Samira", HERE)
    with pytest.raises(Unreadable):
        VAULT.data_key(None, HERE)
    with pytest.raises(Unreadable):
        VAULT.data_key(VAULT.new_data_key(HERE), HERE).open(sealed, HERE)


def test_fingerprint_differs_by_purpose_and_secret():
    one = VAULT.fingerprint("samira@example.nl", "contact")
    assert one == VAULT.fingerprint("samira@example.nl", "contact")
    assert one != VAULT.fingerprint("samira@example.nl", "link")
    assert one != replace(VAULT, secret=b"other").fingerprint(
        "samira@example.nl", "contact"
    )


def test_purpose_and_text_do_not_run_into_each_other():
    assert VAULT.fingerprint("bc", "a") != VAULT.fingerprint("c", "ab")


def test_token_has_256_bits():
    found = {new_token() for _each in range(1000)}
    assert len(found) == 1000
    assert all(len(base64.urlsafe_b64decode(each + "=")) == 32 for each in found)
