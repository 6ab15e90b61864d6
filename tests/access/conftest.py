"""In these tests nobody waits: passwords are hashed cheaply, counts start at zero."""

import pytest

from dialogue.foundation import throttle


@pytest.fixture(autouse=True)
def nobody_waits(app, cheap_passwords):
    throttle.forget_all(app)
