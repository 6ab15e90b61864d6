"""The one place where a request is let in or turned away."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden, Unauthorized

from dialogue.access.permissions import Permission, Role, granted
from dialogue.foundation.errors import NotHere

RolesOf = Callable[[int, Mapping[str, Any]], frozenset[Role]]
AccountOf = Callable[[], int | None]
OPEN_TO_ALL = frozenset({"static", "asset", "health"})
SIGN_IN = "access.sign_in"


def needs_of(app: Flask, endpoint: str) -> Permission | None:
    """What an endpoint asks for; None means nobody declared it."""
    return getattr(app.view_functions[endpoint], "needs", None)


def install(app: Flask, *, account_of: AccountOf, roles_of: RolesOf) -> None:
    """Check every request. An endpoint that declares no need stays shut.

    ``account_of()`` tells who signed in (and passed the second factor);
    ``roles_of(account_id, view_args)`` the roles held in the place of the address.
    A stranger to a municipality gets 404, so that foreign and missing look the same.
    """

    app.extensions["sign_in_page"] = lambda: url_for(SIGN_IN)

    @app.before_request
    def check() -> ResponseReturnValue | None:
        g.roles = frozenset({Role.ANYONE})
        if request.endpoint is None or request.endpoint in OPEN_TO_ALL:
            return None
        needs = needs_of(app, request.endpoint)
        if needs is Permission.VISIT:
            return None
        g.account_id = account_of()
        if g.account_id is None:
            return _turn_away_stranger()
        held = roles_of(g.account_id, request.view_args or {})
        g.roles = held | {Role.ANYONE, Role.SIGNED_IN}
        if needs is not None and granted(needs, g.roles):
            return None
        if not held and "slug" in (request.view_args or {}):
            raise NotHere
        raise Forbidden

    @app.context_processor
    def for_templates() -> dict[str, Any]:
        return {"may": may, "Permission": Permission}


def may(permission: Permission) -> bool:
    """Whether whoever asks holds the permission here (for what a page shows)."""
    return granted(permission, g.get("roles", frozenset()))


def _turn_away_stranger() -> ResponseReturnValue:
    if request.method == "GET":
        return redirect(url_for(SIGN_IN, next=request.full_path.rstrip("?")))
    raise Unauthorized
