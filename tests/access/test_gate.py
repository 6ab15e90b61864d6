"""The gate: who is let in, and who is turned away how."""

import pytest

from dialogue.access.gate import OPEN_TO_ALL, needs_of
from dialogue.access.permissions import GRANTS, Permission
from dialogue.access.room import Room


def test_every_route_says_what_it_needs(app):
    silent = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in OPEN_TO_ALL and needs_of(app, rule.endpoint) is None
    ]
    assert silent == []


def test_every_permission_is_granted_to_someone():
    assert set(GRANTS) == set(Permission)
    assert all(GRANTS.values())


def test_route_without_a_need_is_refused():
    with pytest.raises(TypeError):
        Room("x", __name__).route("/")


def test_who_signed_in_is_known_at_the_gate(app, client, cast, sign_in):
    assert client.get("/account").status_code == 302
    sign_in(client, cast.joost)
    assert client.get("/account").status_code == 200
