"""Every door of the house: each role, own town and another, every rule and method."""

import re

import pytest
from flask import url_for
from sqlalchemy import select

from dialogue.access.gate import OPEN_TO_ALL, needs_of
from dialogue.access.models import Account
from dialogue.access.permissions import GRANTS, Permission, Role, granted
from dialogue.foundation.database import db
from dialogue.municipalities.models import Membership

pytestmark = pytest.mark.slow

TURNED_AWAY = {401, 403}
HOLDERS = {
    Role.COORDINATOR: "samira", Role.FACILITATOR: "joost", Role.CLERK: "marloes",
    Role.TABLE_HOST: "wim", Role.OWNER: "owner",
}  # fmt: skip
NOBODY = 4_000_000  # an id that no row has


def value_for(rule, argument, slug):
    """Something the argument's converter takes; nothing that exists, but the slug."""
    if argument == "slug":
        return slug
    kind = type(rule._converters[argument]).__name__
    if kind == "IntegerConverter":
        return NOBODY
    if kind == "FloatConverter":
        return 1.5
    if kind == "AnyConverter":
        return next(iter(rule._converters[argument].items))
    return "nothing-of-the-kind"


def doors(app, slug="wilgendam"):
    """(rule, needs, method, address) of every door that is not open to all."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint in OPEN_TO_ALL:
            continue
        arguments = {each: value_for(rule, each, slug) for each in rule.arguments}
        address = url_for(rule.endpoint, **arguments)
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield rule, needs_of(app, rule.endpoint), method, address


@pytest.fixture
def addresses(app):
    """Doors as a list; worked out inside a request so that addresses can be made."""

    def walk(slug="wilgendam"):
        with app.test_request_context():
            return list(doors(app, slug))

    return walk


def knock(client, method, address):
    answer = client.open(address, method=method)
    db.session.rollback()
    return answer


def test_every_route_says_what_it_needs(app):
    silent = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in OPEN_TO_ALL and needs_of(app, rule.endpoint) is None
    ]
    assert silent == []


def test_every_permission_is_granted_to_somebody():
    assert set(GRANTS) == set(Permission)
    assert all(GRANTS.values())


def test_every_door_of_a_desk_names_its_municipality_first(app):
    for rule in app.url_map.iter_rules():
        if "/desk/" in rule.rule and rule.endpoint not in OPEN_TO_ALL:
            assert rule.rule.startswith("/<slug>/desk"), rule.rule


def test_page_that_changes_something_is_never_opened_by_a_link(app):
    for rule in app.url_map.iter_rules():
        if re.search(r"/(remove|delete|cancel|withdraw|publish|retire)$", rule.rule):
            assert "POST" in rule.methods, rule.rule


def test_stranger_is_turned_away_from_every_closed_door(app, client, cast, addresses):
    for _rule, needs, method, address in addresses():
        if Role.ANYONE in GRANTS[needs]:
            continue
        answer = knock(client, method, address)
        if method == "GET":
            assert answer.status_code == 302, (method, address)
            assert answer.location.startswith("/sign-in?next="), (method, address)
        else:
            assert answer.status_code == 401, (method, address)


def test_stranger_is_let_through_every_open_door(app, client, cast, addresses):
    for _rule, needs, method, address in addresses():
        if Role.ANYONE in GRANTS[needs]:
            answer = knock(client, method, address)
            assert answer.status_code not in TURNED_AWAY, (method, address)
            assert answer.status_code < 500, (method, address)
            assert not (answer.location or "").startswith("/sign-in?next="), (
                method,
                address,
            )


@pytest.mark.parametrize("role", sorted(HOLDERS))
def test_exactly_the_granted_roles_get_past_the_gate_at_home(
    app, client, cast, sign_in, addresses, role
):
    sign_in(client, getattr(cast, HOLDERS[role]))
    signed_in = getattr(cast, HOLDERS[role])
    for rule, needs, method, address in addresses():
        if rule.endpoint in {"access.sign_out", "access.sign_out_everywhere"}:
            continue  # they would end the walk
        here = {role} if "slug" in rule.arguments or role is Role.OWNER else set()
        may = granted(needs, frozenset({Role.ANYONE, Role.SIGNED_IN, *here}))
        answer = knock(client, method, address)
        assert (answer.status_code not in TURNED_AWAY) == may, (
            role,
            method,
            address,
            answer.status_code,
        )
        assert answer.status_code < 500, (role, method, address)
    assert signed_in.id


@pytest.mark.parametrize("role", sorted(set(HOLDERS) - {Role.OWNER}))
def test_other_town_looks_like_a_town_that_is_not_there(
    app, client, cast, sign_in, addresses, role
):
    sign_in(client, getattr(cast, HOLDERS[role]))
    there, nowhere = addresses("oosterbrug"), addresses("nergenshuizen")
    for (rule, needs, method, foreign), (_, _, _, missing) in zip(
        there, nowhere, strict=True
    ):
        if "slug" not in rule.arguments or granted(
            needs, frozenset({Role.SIGNED_IN, Role.ANYONE})
        ):
            continue
        answers = [knock(client, method, address) for address in (foreign, missing)]
        assert [each.status_code for each in answers] == [404, 404], (
            role,
            method,
            foreign,
        )
        # The frame may name a town that exists (that is public); the page says the same.
        pages = [
            each.text.partition("<main")[2].partition("</main>")[0] for each in answers
        ]
        assert pages[0] == pages[1].replace("nergenshuizen", "oosterbrug"), (
            method,
            foreign,
        )
        assert pages[0], (method, foreign)


@pytest.mark.parametrize("role", ["samira", "owner"])
def test_row_of_another_town_is_not_reachable_through_ones_own_address(
    app, client, cast, sign_in, addresses, role
):
    """Numbers of the other town's rows, under our own slug: missing, every one."""
    theirs = db.session.scalars(
        select(Membership.id).where(Membership.municipality_id == cast.oosterbrug.id)
    ).one()
    sign_in(client, getattr(cast, role))
    for rule in app.url_map.iter_rules():
        if "membership_id" in rule.arguments:
            with app.test_request_context():
                address = url_for(rule.endpoint, slug="wilgendam", membership_id=theirs)
            assert knock(client, "POST", address).status_code == 404, address


def test_account_without_a_role_opens_only_what_everybody_may(
    app, client, cast, sign_in, addresses
):
    nobody = Account(
        email="nobody@dialogue.example", name="N", made_at=cast.joost.made_at
    )
    db.session.add(nobody)
    db.session.flush()
    sign_in(client, nobody)
    for rule, needs, method, address in addresses():
        if not granted(needs, frozenset({Role.SIGNED_IN, Role.ANYONE})):
            expected = 404 if "slug" in rule.arguments else 403
            assert knock(client, method, address).status_code == expected, (
                method,
                address,
            )


def test_undeclared_endpoint_stays_shut(app, client, cast, sign_in, monkeypatch):
    sign_in(client, cast.owner)
    view = app.view_functions["access.account"]

    def undeclared():
        return view()

    monkeypatch.setitem(app.view_functions, "access.account", undeclared)
    assert client.get("/account").status_code == 403


def test_open_doors_load_no_account(app, client, cast, sign_in, addresses, monkeypatch):
    """Pages for everybody ask the database nothing about who is there."""
    from dialogue.access import queries

    asked = []
    real = queries.account_signed_in
    monkeypatch.setattr(
        queries, "account_signed_in", lambda *a: asked.append(a) or real(*a)
    )
    sign_in(client, cast.joost)
    for rule, needs, method, address in addresses():
        if (
            needs is Permission.VISIT
            and method == "GET"
            and not rule.endpoint.startswith("access.")
        ):
            knock(client, method, address)
            assert asked == [], address
