"""In these tests nobody waits: passwords are hashed cheaply, counts start at zero."""

import pytest
from argon2 import PasswordHasher

from dialogue.access import passwords
from dialogue.foundation import throttle


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch):
    monkeypatch.setattr(
        passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    )
    passwords._nobodys.cache_clear()
    yield
    passwords._nobodys.cache_clear()


@pytest.fixture(autouse=True)
def nobody_waits(app):
    throttle.forget_all(app)
