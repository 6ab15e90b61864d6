"""Where somebody works: the first page after signing in."""

from flask import g, redirect, render_template
from flask.typing import ResponseReturnValue

from dialogue.access.permissions import ROLE_NAMES, Permission, Role
from dialogue.municipalities import queries
from dialogue.municipalities.models import Membership
from dialogue.municipalities.views.door import room

AT_A_DESK = frozenset({Role.COORDINATOR, Role.FACILITATOR})


@room.page("/desk", needs=Permission.OWN_ACCOUNT)
def my_desks() -> ResponseReturnValue:
    """Straight to the desk of whoever has one place to work; else a choice."""
    held = queries.memberships_of(g.account_id)
    places = [_place(each) for each in held]
    if len({place["href"] for place in places}) == 1 and places[0]["href"]:
        return redirect(places[0]["href"])
    return render_template("municipalities/my_desks.html", places=places)


def _place(held: Membership) -> dict[str, str]:
    town = held.municipality
    role = str(ROLE_NAMES[held.role])
    if town is None:
        return {"name": role, "role": role, "href": ""}
    href = f"/{town.slug}/desk" if held.role in AT_A_DESK else ""
    return {"name": town.name, "role": role, "href": href}
