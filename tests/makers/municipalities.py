"""Makers for the municipalities room."""

from itertools import count
from typing import Any

from dialogue.access.models import Account
from dialogue.access.permissions import Role
from dialogue.foundation import clock
from dialogue.foundation.database import db
from dialogue.municipalities.models import Membership, Municipality, Venue

_next = count(1)


def make_municipality(**more: Any) -> Municipality:
    """A municipality that has started."""
    number = next(_next)
    name = more.get("name", f"Dorp {number}")
    values: dict[str, Any] = {
        "slug": f"dorp-{number}", "code": f"XX{number:04}", "country": "NL", "name": name,
        "name_official": name, "names": {"nl": name}, "province_code": "PV00",
        "province": "Rivierland", "region": "Nederland", "languages": ["nl"],
        "population": 40_000, "started_at": clock.now(), "phone": "14 0199",
        "phone_hours": "maandag tot en met vrijdag van 9 tot 17 uur",
        "desk_address": "Kanaalstraat 12",
    }  # fmt: skip
    found = Municipality(**(values | more))
    db.session.add(found)
    db.session.flush()
    return found


def make_venue(municipality: Municipality, **more: Any) -> Venue:
    """Buurthuis De Schakel."""
    values: dict[str, Any] = {
        "municipality_id": municipality.id, "name": "Buurthuis De Schakel",
        "street": "Kanaalstraat 12", "postcode": "1234 AB", "town": municipality.name,
        "step_free": True, "accessible_toilet": True, "hearing_loop": True,
        "parking": False, "stop_nearby": "Bus 4 stopt voor de deur",
    }  # fmt: skip
    venue = Venue(**(values | more))
    db.session.add(venue)
    db.session.flush()
    return venue


def make_membership(
    account: Account, municipality: Municipality | None, role: Role
) -> Membership:
    """A role of an account in a municipality (None: in the programme)."""
    found = Membership(
        account_id=account.id, municipality_id=municipality.id if municipality else None,
        role=role, since=clock.now(),
    )  # fmt: skip
    db.session.add(found)
    db.session.flush()
    return found
