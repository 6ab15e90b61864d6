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
    assert "buur" not in repr(vars(app.extensions["throttle"]))


@pytest.fixture
def at(monkeypatch):
    """``at(seconds)`` sets the clock that the store looks at."""
    moment = [0.0]
    monkeypatch.setattr(throttle.time, "monotonic", lambda: moment[0])

    def set_to(seconds):
        moment[0] = seconds

    return set_to


def test_window_moves_with_the_tries(app, at):
    two = Budget("moving", "2/minute")
    for moment in (0, 40):
        at(moment)
        two.count("somebody")
    assert two.seconds_to_wait("somebody") == 20
    at(60)
    assert two.seconds_to_wait("somebody") == 0
    two.count("somebody")
    assert two.seconds_to_wait("somebody") == 40


def test_each_allowance_is_kept(app, at):
    both = Budget("both", "2/minute;3/hour")
    for moment in (0, 10, 70):
        at(moment)
        both.count("somebody")
    at(200)
    assert both.seconds_to_wait("somebody") == 3600 - 200


def test_whoever_never_comes_back_takes_no_room(app, at):
    store = throttle.MemoryStore()
    minute = throttle.Allowance(3, 60)
    for number in range(store.SWEEP_AFTER - 1):
        store.count(f"passer-by {number}", minute)
    at(61)
    store.count("somebody", minute)
    assert len(store) == 1


def test_store_keeps_no_more_than_it_needs(app, at):
    store, minute = throttle.MemoryStore(), throttle.Allowance(3, 60)
    for _ in range(500):
        store.count("flood", minute)
    assert len(next(iter(store._tries.values()))) == 3


def test_allowance_that_says_nothing_is_refused():
    with pytest.raises(ValueError, match="is not like"):
        throttle.allowances("as often as you like")


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
