"""Delay, never lock-out."""

import pytest

from dialogue.foundation import throttle
from dialogue.foundation.throttle import Budget

THREE = Budget("test", "3/minute;10/day")


@pytest.fixture(autouse=True)
def afresh(app):
    throttle.forget_all(app)
    yield
    throttle.forget_all(app)


def test_after_the_allowed_tries_one_waits_a_while(app):
    for _ in range(3):
        assert THREE.seconds_to_wait("somebody") == 0
        THREE.count("somebody")
    assert 1 <= THREE.seconds_to_wait("somebody") <= 60
    assert THREE.seconds_to_wait("somebody else") == 0
    assert Budget("other", "3/minute").seconds_to_wait("somebody") == 0


def test_trying_while_one_waits_does_not_make_it_longer(app):
    for _ in range(20):
        if not THREE.seconds_to_wait("somebody"):
            THREE.count("somebody")
    assert THREE.seconds_to_wait("somebody") <= 60


def test_afresh_means_afresh(app):
    for _ in range(3):
        THREE.count("somebody")
    THREE.forget("somebody")
    assert THREE.seconds_to_wait("somebody") == 0


def test_store_holds_nothing_that_can_be_read_back(app):
    THREE.count("buur@example.nl")
    assert "buur" not in repr(vars(app.extensions["throttle"].storage))


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", "unknown"),
    ],
)
def test_network_of_a_request(app, address, network):
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert throttle.network() == network
